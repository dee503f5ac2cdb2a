"""What people seek in, the texts that hold it out: what is told of first, then what is only reference data.

The reference data names thousands of states, offices and places. Most of them no article mentions, and
their short names would come before every sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kg.store.reader import Reader
from kg.store.texts.search import Hit, Search


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, the best first: of what other graphs tell of, and of what only the reference data names.

    ``more``: there may be others, which the search did not get to.
    """

    told: tuple[Hit, ...]
    reference: tuple[Hit, ...]
    more: bool


def find(reader: Reader, search: Search, reference_graphs: Collection[str], timeout: float) -> Found:
    """Return what is found in a version; ``timeout`` in seconds. Raises as ``texts.search.find_texts``."""
    hits = reader.find_texts(search, timeout)
    more = len(hits) >= search.limit
    if more:  # reference data may have filled it
        hits = _once((*reader.find_texts(replace(search, without=reference_graphs), timeout), *hits))
    told = {hit.subject for hit in hits if reader.is_told(hit.subject, reference_graphs)}
    return Found(
        tuple(hit for hit in hits if hit.subject in told)[: search.limit],
        tuple(hit for hit in hits if hit.subject not in told)[: search.limit],
        more,
    )


def _once(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(set(hits), key=_order)


def _order(hit: Hit) -> tuple[float, str, int, str, str]:
    return -hit.score, hit.text, hit.kind, hit.subject, hit.language
