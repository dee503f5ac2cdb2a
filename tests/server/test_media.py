"""Choosing a media type by an Accept header."""

from __future__ import annotations

import pytest

from server.media import GRAPH_TYPES, RESULT_TYPES, choose, format_name, offered_format

RESULTS = tuple(RESULT_TYPES)
GRAPHS = tuple(GRAPH_TYPES)


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        (None, RESULTS, "json"),
        ("", GRAPHS, "turtle"),
        ("*/*", RESULTS, "json"),
        ("*/*", GRAPHS, "turtle"),
        ("text/csv", RESULTS, "csv"),
        ("text/csv;q=0.5, text/tab-separated-values", RESULTS, "tsv"),
        ("text/csv;q=0.5, */*;q=0.1", RESULTS, "csv"),
        ("application/json", RESULTS, "json"),
        ("application/sparql-results+xml; charset=utf-8", RESULTS, "xml"),
        ("text/*", RESULTS, "csv"),
        ("TEXT/Turtle", GRAPHS, "turtle"),
        ("application/*;q=0.4, application/rdf+xml", GRAPHS, "rdfxml"),
        # The nearest range decides, also where it says no.
        ("text/turtle;q=0, */*", GRAPHS, "ntriples"),
        ("application/sparql-results+json;q=0, application/json;q=0, */*;q=0.3", RESULTS, "xml"),
        ("image/png", RESULTS, None),
        ("text/turtle", RESULTS, None),
        ("text/csv;q=0", RESULTS, None),
        ("text/csv;q=much", RESULTS, None),
        (",;,/", RESULTS, None),
    ],
)
def test_choice(accept: str | None, offered: tuple[str, ...], chosen: str | None) -> None:
    assert choose(accept, offered) == chosen


@pytest.mark.parametrize(
    ("given", "name"),
    [("CSV", "csv"), ("ttl", "turtle"), ("nt", "ntriples"), ("application/ld+json", "jsonld"), ("doc", None)],
)
def test_format_names(given: str, name: str | None) -> None:
    assert format_name(given) == name


@pytest.mark.parametrize(
    ("name", "offered", "meant"),
    [
        ("xml", RESULTS, "xml"),
        ("xml", GRAPHS, "rdfxml"),
        ("json", GRAPHS, "jsonld"),
        ("csv", GRAPHS, None),
        ("turtle", RESULTS, None),
        ("json", ("turtle",), None),
    ],
)
def test_formats_of_one_name(name: str, offered: tuple[str, ...], meant: str | None) -> None:
    assert offered_format(name, offered) == meant
