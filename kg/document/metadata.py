"""Labelled lines in, the article's metadata out: headline, publisher, agency, author, date.

What the source itself states (front matter, markup) wins; a text that says otherwise is logged.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.document.bylines import is_bare_name, read_byline, read_role
from kg.document.cleaning import Labels, Page
from kg.document.lines import begin_of
from kg.document.stamps import Stamp, stamps_in
from kg.iri import folded
from kg.model import Article, BlockKind, PublicationDate, Stated

_log = logging.getLogger(__name__)

_HOLDER = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,.:|-]*(?:by\s+)?"
    r"(?P<name>[A-ZÀ-Þ][^.,|©/;\n]{1,60}?)\s*(?:\d{4})?\s*(?=[.,|/;]|$)",
    re.IGNORECASE,
)
_OPINIONS_OF = re.compile(
    r"\b(?:of|de)\s+(?P<name>(?:[Tt]he\s+)?[A-ZÀ-Þ][^.,;()]{1,60}?)\s*(?:\([^)]*\))?\s*\.?$"
)
_RIGHTS = re.compile(r"\s*(?:all rights reserved|todos los derechos reservados).*", re.IGNORECASE)
_DATELINE = re.compile(r"^(?:[^\W\d_][^()\n]{0,60})?\((?P<name>[^()]{2,40})\)\s*(?:[-–—]|--)\s")
_NAME_WORDS = 6
_MASTHEAD = 3  # lines at the top of a page, in which a clock tells the reader's own time


@dataclass(frozen=True, slots=True)
class _DatedLine:
    """A stamp with the line it stands in, whether it says "published" or "updated", and where it is."""

    line: int
    stamp: Stamp
    concept: str


def with_metadata(article: Article, page: Page, labels: Labels, headline: int | None) -> Article:
    """Return the article with the metadata that its text states."""
    return replace(
        article,
        headline=_chosen(article, "headline", _headline(page, headline)),
        publisher=_chosen(article, "publisher", _publisher(page, labels)),
        agency=_chosen(article, "agency", _agency(page, labels)),
        author=_chosen(article, "author", _author(page, labels)),
        published=_published(article, page, labels, headline),
    )


def _chosen(article: Article, name: str, found: Stated | None) -> Stated | None:
    stated: Stated | None = getattr(article, name)
    if stated is None:
        return found
    if found is not None and folded(found.value) != folded(stated.value):
        _log.info("%s: %s is %r by the source, %r by the text; the source wins",
                  article.identifier, name, stated.value, found.value)  # fmt: skip
        return stated
    return found or stated


def _headline(page: Page, headline: int | None) -> Stated | None:
    if headline is None:
        return None
    line = page.lines[headline]
    return Stated(line.text, line.start, line.end)


def _author(page: Page, labels: Labels) -> Stated | None:
    for index, line in enumerate(page.lines):
        if labels[index].concept != "byline":
            continue
        byline = read_byline(line, page.cues) or read_role(line, page.cues)
        if byline and not page.cues.agency(byline.names[0]):
            return Stated("; ".join(byline.names), line.start + byline.start, line.start + byline.end)
        if byline is None and is_bare_name(line):
            return Stated(line.text, line.start, line.end)
    return None


def _agency(page: Page, labels: Labels) -> Stated | None:
    for words, start in _agency_places(page, labels):
        if name := page.cues.agency(words):
            return Stated(name, start, start + len(words))
    return None


def _agency_places(page: Page, labels: Labels) -> Iterator[tuple[str, int]]:
    """Yield the words, with their offsets, that stand where pages name a news agency."""
    for index, line in enumerate(page.lines):
        given = labels[index]
        if given.concept == "agency":
            yield line.text, line.start
        elif given.concept == "byline" and (byline := read_byline(line, page.cues)):
            yield byline.names[0], line.start + byline.start
        elif given.kind is BlockKind.BODY and (dateline := _DATELINE.match(line.text)):
            yield dateline["name"], line.start + dateline.start("name")
        elif given.concept == "disclaimer" and (holder := _holder(line.text)):
            yield holder["name"], line.start + holder.start("name")


def _publisher(page: Page, labels: Labels) -> Stated | None:
    """Return the newsroom's house, the holder of the copyright, or whose opinions these are not."""
    for way in (_newsroom_house, _copyright_holder, _disclaiming_house):
        for index, line in enumerate(page.lines):
            match = way(page, labels[index].concept, line.text)
            if match and len(match[0].split()) <= _NAME_WORDS and not page.cues.agency(match[0]):
                return Stated(match[0], line.start + match[1], line.start + match[1] + len(match[0]))
    return None


def _newsroom_house(page: Page, concept: str, text: str) -> tuple[str, int] | None:
    cue = page.cues.start(text, "newsroom") if concept == "newsroom" else None
    name = cue.rest.strip(" :|-–—,") if cue else ""
    return (name, text.rindex(name)) if name[:1].isupper() else None


def _copyright_holder(page: Page, concept: str, text: str) -> tuple[str, int] | None:
    match = _holder(text) if concept == "disclaimer" else None
    return (match["name"], match.start("name")) if match else None


def _disclaiming_house(page: Page, concept: str, text: str) -> tuple[str, int] | None:
    match = _OPINIONS_OF.search(text) if concept == "disclaimer" and not _holder(text) else None
    if match is None:
        return None
    name = re.sub(r"^[Tt]he\s+", "", match["name"])
    return name, match.end("name") - len(name)


def _holder(text: str) -> re.Match[str] | None:
    match = _HOLDER.search(_RIGHTS.sub("", text))
    return match if match and match["name"][0].isupper() else None


def _published(article: Article, page: Page, labels: Labels, headline: int | None) -> PublicationDate | None:
    found = _stated_publication(article.identifier, page, labels, headline)
    if article.published is None:
        return found
    if found and found.interval != article.published.interval:
        _log.info("%s: published %s by the source, %s by the text; the source wins",
                  article.identifier, article.published.interval.begin, found.interval.begin)  # fmt: skip
    return article.published


def _stated_publication(
    identifier: str, page: Page, labels: Labels, headline: int | None
) -> PublicationDate | None:
    """Return the date of a stamp that says "published", else of the one stamp beside the headline."""
    dated = [d for d in _dated_lines(page, labels) if d.concept != "update-stamp"]
    for entry in dated:
        if entry.stamp.note:
            place = page.lines[entry.line].start + entry.stamp.start
            _log.info(
                "%s: the stamp at %d gives no publication date: %s", identifier, place, entry.stamp.note
            )
    certain = [d for d in dated if d.stamp.interval]
    said = [d for d in certain if d.concept == "stamp"]
    beside = [d for d in certain if _is_beside(page, labels, d.line, headline)]
    over = [d for d in certain if d.stamp.has_clock and _MASTHEAD <= d.line == (headline or 0) - 1]
    chosen = said or beside or over
    if len({d.stamp.interval for d in chosen}) > 1:
        _log.info("%s: several stamps disagree; no publication date is taken", identifier)
        return None
    return next((_publication(page, d) for d in chosen), None)


def _publication(page: Page, dated: _DatedLine) -> PublicationDate | None:
    if dated.stamp.interval is None:
        return None
    start = page.lines[dated.line].start
    return PublicationDate(
        dated.stamp.interval, dated.stamp.time, start + dated.stamp.start, start + dated.stamp.end
    )


def _is_beside(page: Page, labels: Labels, index: int, headline: int | None) -> bool:
    """Tell whether a bare stamp dates the article: below the headline, before its text, or a byline's.

    A date above the headline is the day the page was looked at, unless a time of day is with it and
    it stands right above; one below the text dates other things.
    """
    if headline is not None and index < headline:
        return False
    begin = begin_of(page.lines, [i for i in sorted(labels) if labels[i].kind is BlockKind.BODY])
    return labels[index].concept == "byline" or begin is None or index < begin


def _dated_lines(page: Page, labels: Labels) -> Iterator[_DatedLine]:
    for index, line in enumerate(page.lines):
        if labels[index].concept not in ("byline", "stamp", "update-stamp"):
            continue
        end = 0
        for stamp in stamps_in(line.text):
            yield _DatedLine(index, stamp, _said_before(page, line.text[end : stamp.start]))
            end = stamp.end


def _said_before(page: Page, words: str) -> str:
    """Return "stamp" for "Published", "update-stamp" for "Updated", empty where neither is said."""
    parts = [words, *re.split(r"[|•·]|[-–—]\s", words)]
    for part in reversed(parts):
        for concept in ("update-stamp", "stamp"):
            if page.cues.start(part.strip(" :|-–—•·"), concept):
                return concept
    return ""
