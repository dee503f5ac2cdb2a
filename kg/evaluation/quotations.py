"""Gold of direct quotations: pages with the exact span of every quotation and who speaks it.

Rows: ``{"id", "text", "quotations": [{"start", "end", "speakers"}]}`` with half-open spans in code points,
without quotation marks and outer space. A page that stays outside the gold is given by ``file``
(relative to the gold file), ``sha256`` of its text and, where only a part of it is judged, ``from`` and
``to``; spans then count from the beginning of the file, and ``first`` and ``last`` repeat the outer words
of a span. Such rows are skipped, with a warning, where the file is not there.

``speakers`` are names, "A|B" where either is right; ``[]`` where the page does not tell, so that any
speaker is wrong; ``null`` where it is not judged. ``optional`` is what readers may or may not take for a
quotation: "he called it a 'thaw'".
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.evaluation.names import shown
from kg.evaluation.scores import Fault, Verdict, compare
from kg.iri import folded
from kg.model import Article, Extraction, Statement
from kg.pipeline import Mapper
from kg.vocab import STATEMENT_TYPE

_log = logging.getLogger(__name__)


def is_row(row: Mapping[str, Any]) -> bool:
    return "quotations" in row


def judge(row: Mapping[str, Any], mapper: Mapper) -> Iterator[Verdict]:
    page = _page(row)
    if page is None:
        _log.warning("%s: skipped, %s is not there", row["id"], row["file"])
        return
    text, offset = page
    gold = {(q["start"] - offset, q["end"] - offset): q for q in row["quotations"]}
    extraction = mapper.extract(Article(row["id"], text, language="en"))
    found = {(s.start, s.end): s for s in extraction.statements if s.type == STATEMENT_TYPE["direct"]}
    optional = {span for span, quotation in gold.items() if quotation.get("optional")}
    expected, told = set(gold) - optional, set(found) - optional
    yield compare("quotations: span", row["id"], shown(expected, text), shown(told, text), "")
    names = _names(extraction, mapper)
    for span, quotation in gold.items():
        if quotation["speakers"] is not None and span not in optional:
            words = text[slice(*span)]
            yield _speaker(row["id"], words, quotation["speakers"], found.get(span), names)


def _page(row: Mapping[str, Any]) -> tuple[str, int] | None:
    """Return the text to judge and where it begins in its file, or ``None`` where that is not there.

    Raises ValueError where the file is not the one that was annotated.
    """
    if "text" in row:
        return row["text"], 0
    file = Path(row["file"])
    if not file.is_file():
        return None
    text = file.read_bytes().decode("utf-8")
    if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
        raise ValueError(f"{file} is another text than the one annotated")
    start = row.get("from", 0)
    return text[start : row.get("to", len(text))], start


def _names(extraction: Extraction, mapper: Mapper) -> Mapping[str, Sequence[str]]:
    """Return the folded names of everybody who may speak."""
    known = {iri: (thing.label,) for iri, thing in mapper.knowledge.world.things.items()}
    told = {entity.iri: (entity.label, *entity.aliases) for entity in extraction.entities}
    return {iri: [folded(name) for name in names] for iri, names in (known | told).items()}


def _speaker(
    item: str,
    words: str,
    expected: Sequence[str],
    found: Statement | None,
    names: Mapping[str, Sequence[str]],
) -> Verdict:
    layer, speakers = "quotations: speaker", found.speakers if found else ()
    told = [names.get(speaker, [speaker]) for speaker in speakers]
    agree = len(told) == len(expected) and all(_is_among(name, told) for name in expected)
    if agree and found is not None:
        return Verdict(layer, 1, 0, 0)
    shown_names = " and ".join(name[0] for name in told)
    fault = Fault(layer, item, " and ".join(expected) or "nobody", shown_names, words)
    return Verdict(layer, 0, 1 if told else 0, 1, (fault,))


def _is_among(expected: str, told: Sequence[Sequence[str]]) -> bool:
    """Tell whether one of the speakers has one of the names, all words of it."""
    wanted = [set(folded(name).split()) for name in expected.split("|")]
    return any(words <= set(name.split()) for words in wanted for names in told for name in names)
