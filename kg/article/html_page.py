"""An HTML page in, Article out: main text and metadata by trafilatura, date by ``markup_date``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.article.decoding import checked_text
from kg.article.markup_date import markup_date
from kg.article.metadata import StatedMetadata, article_of, checked_url
from kg.errors import ArticleError
from kg.model import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MEDIA_TYPE = "text/html"

# The encoding standard reads these names as Windows-1252.
_WESTERN = frozenset({"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_PRESCAN = 4096  # bytes; the HTML standard asks for the declaration in the first 1024
_MIN_WORDS = 8  # less is the label of a button, which the ordinary way also returns
_MUCH_MORE = 1.6  # times the words of the precise way, from which it has lost a part
_PARAGRAPH = 20  # words
_UNSEEN = ("script", "style", "noscript", "template", "head")
_BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dt", "figcaption", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "tr",
    "ul",
)  # fmt: skip
_SUBSET = re.compile(r"<!doctype\s[^>\[]{0,1000}\[|<!entity\s", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-z](?:[^\"'<>]|\"[^\"]*\"|'[^']*'){2000,}", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MAX_ATTRIBUTES = 1000  # reading takes time that grows with the square of their number
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")  # lxml refuses it in decoded text


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that the page declares in a meta element."""
    found = _CHARSET.search(data[:_PRESCAN])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    return "cp1252" if name in _WESTERN else name


def looks_like_html(text: str) -> bool:
    return _OPENING.match(text) is not None


def read_html(text: str, identifier: str, source: str) -> Article:
    """Return the article; raises ArticleError where no main text is found or the markup is an attack."""
    from trafilatura import load_html

    _check_markup(text, source)
    tree = load_html(_XML_DECLARATION.sub("", text))
    if tree is None:
        raise ArticleError(source, "is not HTML with a text in it; give the saved page of an article")
    stated = _metadata(tree, source)
    body = _main_text(text)
    if not body:
        raise ArticleError(source, "is HTML without a main text; give the saved page of an article")
    return article_of(checked_text(body, source), identifier, MEDIA_TYPE, stated, source)


def _check_markup(text: str, source: str) -> None:
    if _SUBSET.search(text):
        raise ArticleError(source, "declares entities, which no page needs; give the page without them")
    for tag in _LONG_TAG.finditer(text):
        if len(_QUOTED.sub("", tag[0]).split()) > _MAX_ATTRIBUTES:
            raise ArticleError(source, f"has an element with more than {_MAX_ATTRIBUTES:,} attributes")


def _main_text(page: str) -> str:
    """Return the page's main text, one line a paragraph, or ``""``.

    The precise way loses whole parts of some pages; then the ordinary way, which has them and what the
    precise one found, is taken. Where both find nothing, all lines are: what is furniture among them is
    told apart later, as in page text.
    """
    from trafilatura import extract

    precise, usual = (
        extract(page, favor_precision=strict, include_comments=False, include_tables=False) or ""
        for strict in (True, False)
    )
    more = len(usual.split()) > _MUCH_MORE * len(precise.split())
    found = usual if more and set(precise.splitlines()) <= set(usual.splitlines()) else precise
    return found if len(found.split()) >= _MIN_WORDS else _all_lines(page)


def _all_lines(page: str) -> str:
    """Return the text of a page with a line for each block, where one of them is a sentence or two."""
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        return ""
    for element in list(tree.iter(*_UNSEEN)):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    kept = [line for line in lines if line]
    return "\n".join(kept) if any(len(line.split()) >= _PARAGRAPH for line in kept) else ""


def _metadata(tree: HtmlElement, source: str) -> StatedMetadata:
    from trafilatura.metadata import extract_metadata

    # trafilatura's own date is a guess from anywhere in the page and is not used.
    no_search = {"extensive_search": False, "original_date": True}
    found = extract_metadata(tree, date_config=no_search, extensive=False)
    return StatedMetadata(
        title=_flat(found.title),
        published=markup_date(tree, source),
        url=checked_url(_flat(found.url), source),
        publisher=_flat(found.sitename),
        author=_flat(found.author),
        language=_flat(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def _flat(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
