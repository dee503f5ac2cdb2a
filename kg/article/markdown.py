"""Markdown in (CommonMark 0.31 with tables, optional YAML front matter), Article out.

The stored text is the rendered one: one line per paragraph, heading and list item, no markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import yaml  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.article.decoding import checked_text
from kg.article.metadata import article_of, stated_metadata
from kg.errors import ArticleError
from kg.model import Article

MEDIA_TYPE = "text/markdown"

_FENCE = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def read_markdown(text: str, identifier: str, source: str) -> Article:
    """Return the article; raises ArticleError for broken front matter and for no text below it."""
    members, body = _front_matter(text, source)
    stated = stated_metadata(members, f"{source}, front matter")
    rendered = checked_text(plain_text(body), source)
    return article_of(rendered, identifier, MEDIA_TYPE, stated, source)


def has_front_matter(text: str) -> bool:
    opening = _FENCE.match(text)
    return bool(opening and _CLOSING.search(text, opening.end()))


def plain_text(markdown: str) -> str:
    """Render Markdown to text: markup, link targets and images vanish, their words stay."""
    lines: list[str] = []
    depth = 0  # of list items; items of one list stay together
    for token in _parser().parse(markdown):
        depth += token.nesting if token.type == "list_item_open" else 0
        depth -= 1 if token.type == "list_item_close" else 0
        for line in _lines(token):
            lines.append(line)
            if not depth and token.type != "fence":
                lines.append("")
        if token.type in ("tr_close", "fence") or (token.type.endswith("list_close") and not depth):
            lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _lines(token: Token) -> Iterator[str]:
    if token.type == "inline":
        text = "".join(_inline(token.children or [])).strip()
    elif token.type == "html_block":
        text = " ".join(_TAG.sub(" ", token.content).split())
    elif token.type in ("fence", "code_block"):
        text = token.content.rstrip("\n")
    else:
        return
    if text:
        yield text


def _inline(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


def _front_matter(text: str, source: str) -> tuple[dict[str, object], str]:
    opening = _FENCE.match(text)
    if opening is None:
        return {}, text
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise ArticleError(source, "front matter opened in line 1 is never closed; add a line ---")
    try:
        # The base loader keeps every scalar as written, so that 2022-05 stays a month.
        members = yaml.load(text[opening.end() : closing.start()], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ArticleError(source, f"front matter is not YAML{_place(error)}; correct it") from error
    if not isinstance(members, dict):
        if members in (None, ""):
            return {}, text[closing.end() :]
        raise ArticleError(source, "front matter is not a list of 'name: value' lines; correct it")
    return members, text[closing.end() :]


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    # Marks count from 0 below the opening line.
    return f" (line {mark.line + 2}: {getattr(error, 'problem', '')})" if mark else ""


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")
