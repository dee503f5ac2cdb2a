"""Solutions in, CSV out (SPARQL 1.1 Query Results CSV and TSV Formats, section 3).

The engine writes IRIs as they are, so that one with a comma in it would become two cells.
"""

from __future__ import annotations

import codecs
import csv
from typing import IO

import pyoxigraph as ox


def write_csv(found: ox.QuerySolutions, stream: IO[bytes]) -> None:
    """Evaluate a query to its end and write a header and a row for each solution."""
    rows = csv.writer(codecs.getwriter("utf-8")(stream), lineterminator="\r\n")
    rows.writerow([variable.value for variable in found.variables])
    rows.writerows([_cell(term) for term in solution] for solution in found)


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return "" if term is None else str(term)
