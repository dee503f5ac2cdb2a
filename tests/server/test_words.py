"""Dates, labels and links as people see them."""

from __future__ import annotations

import pytest

from kg.knowledge.facts import Text
from kg.vocab import DIPL, XSD
from server.dates import date_words, interval_words, precision_words
from server.labels import Labels, compact
from server.links import data_path, is_iri, link

BASE = "https://data.example/id/"


def literal(value: str, datatype: str = "date") -> Text:
    return Text(value, "", XSD[datatype])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-03-12", "12 March 2025"),
        ("2025-10", "October 2025"),
        ("2025", "2025"),
        ("2025-03-12T18:30:00Z", "12 March 2025, 18:30"),
        ("soon", "soon"),
        ("2025-99", "2025"),
    ],
)
def test_date_words(value: str, words: str) -> None:
    assert date_words(literal(value)) == words


@pytest.mark.parametrize(
    ("time", "begin", "end", "words", "precision"),
    [
        (
            literal("2025-10", "gYearMonth"),
            literal("2025-10-01"),
            literal("2025-10-31"),
            "October 2025",
            "month",
        ),
        (
            None,
            literal("2025-03-01"),
            literal("2025-03-09"),
            "between 1 March 2025 and 9 March 2025",
            "interval",
        ),
        (None, literal("2025-03-01"), None, "on or after 1 March 2025", "interval"),
        (None, None, literal("2025-03-01"), "on or before 1 March 2025", "interval"),
        (None, None, None, "date not known", "unknown"),
    ],
)
def test_interval_words(
    time: Text | None, begin: Text | None, end: Text | None, words: str, precision: str
) -> None:
    assert interval_words(time, begin, end) == words
    assert precision_words(time, begin, end) == precision


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (BASE + "person/Q1", "/id/person/Q1"),
        (BASE + "person/a%20b#c?d", "/id/person/a%2520b%23c%3Fd"),
        (DIPL["Mention"], "/concept?iri=https%3A%2F%2Fw3id.org%2Fdipl%23Mention"),
        ("https://schema.org/about", "https://schema.org/about"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("JAVASCRIPT:alert(1)", None),
        ("_:b0", None),
    ],
)
def test_links(iri: str, address: str | None) -> None:
    assert link(iri, BASE) == address


def test_the_base_itself_is_no_data() -> None:
    assert data_path(BASE, BASE) is None


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("https://x.example/é", True),
        ("urn:x:%20", True),
        ("urn:x:%zz", False),
        ("a b:c", False),
        ("http://[", False),
        ("x", False),
        ("", False),
        ("urn:x\n", False),
    ],
)
def test_is_iri(text: str, good: bool) -> None:
    assert is_iri(text) is good


def test_labels_prefer_english_then_the_fullest_name() -> None:
    labels = Labels({"urn:t": "term"})
    labels.learn([{"x": "urn:p", "xLabel": Text("Tierra muy larga", "es", "")}], "x")
    labels.learn([{"x": "urn:p", "xLabel": Text("Land", "en", "")}], "x")
    labels.learn([{"x": "urn:p", "xLabel": Text("The Land", "en", "")}, {"x": "urn:p"}], "x")
    assert labels.of("urn:p") == "The Land"
    assert labels.of("urn:t") == "term"
    assert labels.of(DIPL["Call"]) == "dipl:Call"


def test_the_longest_prefix_wins() -> None:
    assert compact("https://w3id.org/dipl/role#host") == "role:host"
    assert compact(BASE + "person/1", BASE) == "id:person/1"
    assert compact("urn:x") == "urn:x"
