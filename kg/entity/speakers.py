"""Names that speak: who says something is a person or a body, whatever else is known of the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mention.names import NameRun
from kg.mention.reading import Reading
from kg.vocab import DIPL

# "Ana Ruiz, a lawyer from Oruro, said"
_APPOSITION_SPEAKS = re.compile(r",\s+(?:an?|the|who|its|his|her|their|aged|\d+|[A-Z])[^,.;:“”\"]{0,70},\s+")


def speaks(text: str, reading: Reading, run: NameRun) -> bool:
    """Tell whether a name is the subject of a verb of speaking."""
    behind = (
        (" ", ", ") if text[max(0, run.start - 2) : run.start] == ", " else (" ",)
    )  # "the leader, Ana Ruiz, said"
    return any(
        cue.denoting(DIPL["PublicStatement"])
        and (
            text[run.end : cue.start] in behind
            or text[cue.end : run.start] == " "
            or _APPOSITION_SPEAKS.fullmatch(text, run.end, cue.start)
        )
        for cue in reading.cues
    )


def quoted_surnames(text: str, readings: Sequence[Reading]) -> frozenset[str]:
    """Return the surnames of those who speak by surname and are named in full elsewhere."""
    runs = [(reading, run) for reading in readings for run in reading.names]
    full = {run.words[-1] for _, run in runs if len(run.words) > 1}
    single = ((reading, run) for reading, run in runs if len(run.words) == 1 and run.text in full)
    return frozenset(run.text for reading, run in single if speaks(text, reading, run))


def follows_quotation(text: str, run: NameRun) -> bool:
    """Tell whether a name stands right behind a closing quotation mark."""
    return text[max(0, run.start - 4) : run.start].rstrip(" ,")[-1:] in ("”", "»", '"') and run.start > 2
