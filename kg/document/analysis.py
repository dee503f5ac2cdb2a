"""The stage itself: Article in, Document out, by a fixed order of passes over the lines."""

from __future__ import annotations

from collections.abc import Iterator

from kg.document.body import body_labels, outside_labels
from kg.document.cleaning import Labels, Page, blocks_of, furniture_labels, page_of
from kg.document.credits import caption_labels, credit_labels, trailing_credit
from kg.document.cues import PageCues
from kg.document.extent import extent_of
from kg.document.headline import headline_labels, headline_of
from kg.document.masthead import masthead_labels
from kg.document.metadata import with_metadata
from kg.document.posts import post_labels
from kg.document.regions import INSET, region_labels
from kg.document.segmentation import sentences_of
from kg.model import KEPT_KINDS, Article, Block, BlockKind, Document, Sentence

_OTHER = ("related-stories", "comments")
_MAY_END_IN_CREDIT = frozenset({BlockKind.BODY, BlockKind.CAPTION, BlockKind.SUBHEADING})


def analyse(article: Article, cues: PageCues) -> Document:
    """Return the document of an article; its ``article`` has the metadata of the text filled in."""
    page = page_of(article.text, cues, article.headline.value if article.headline else None)
    labels, headline = _labels(page)
    blocks = tuple(blocks_of(page, labels, _credits(page, labels)))
    return Document(
        article=with_metadata(article, page, labels, headline),
        blocks=blocks,
        sentences=tuple(_sentences(article.text, blocks)),
    )


def _labels(page: Page) -> tuple[Labels, int | None]:
    labels = furniture_labels(page)
    known = labels | region_labels(page, labels, None)
    insets = frozenset(i for i, given in known.items() if given.reason.endswith(INSET))
    ends = frozenset(i for i, given in known.items() if given.concept in _OTHER) - insets
    extent = extent_of(page.lines, known, ends, insets, page.common)
    headline = headline_of(page, labels, extent)
    labels |= region_labels(page, labels, headline)  # a region overrules what its lines look like
    if headline in labels:
        headline = None
    labels |= headline_labels(page, headline) | labels
    labels |= post_labels(page, labels)
    labels |= credit_labels(page, labels, headline)
    labels |= masthead_labels(page, labels, headline)
    labels |= outside_labels(page, labels, extent, headline)
    labels |= body_labels(page, labels, headline)
    labels |= caption_labels(page, labels)
    return labels, headline


def _credits(page: Page, labels: Labels) -> dict[int, int]:
    found = {
        index: trailing_credit(page, line)
        for index, line in enumerate(page.lines)
        if labels[index].kind in _MAY_END_IN_CREDIT
    }
    return {index: credit for index, credit in found.items() if credit is not None}


def _sentences(text: str, blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    for paragraph, block in enumerate(block for block in blocks if block.kind in KEPT_KINDS):
        yield from sentences_of(text, block.start, block.end, block.kind, paragraph)
