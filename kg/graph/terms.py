"""Python values -> RDF terms in canonical lexical forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from kg.knowledge.facts import Text, Triple
from kg.model import DateInterval, Precision
from kg.temporal import literal
from kg.vocab import RDF, SEM, XSD


def string(value: str) -> Text:
    return Text(value, "", XSD["string"])


def english(value: str) -> Text:
    return Text(value, "en", RDF["langString"])


def integer(value: int) -> Text:
    return Text(str(value), "", XSD["integer"])


def positive_integer(value: int) -> Text:
    return Text(str(value), "", XSD["positiveInteger"])


def decimal(value: float) -> Text:
    """Return an xsd:decimal with two digits at most and no trailing zeros, "1.0" for one."""
    text = f"{value:.2f}".rstrip("0")
    return Text(text + "0" if text.endswith(".") else text, "", XSD["decimal"])


def any_uri(value: str) -> Text:
    return Text(value, "", XSD["anyURI"])


def day(value: date) -> Text:
    return Text(value.isoformat(), "", XSD["date"])


def moment(interval: DateInterval, at: time | None) -> Text | None:
    """Return the literal whose datatype tells the precision, or ``None`` for an open interval."""
    if at is not None and interval.precision is Precision.DAY and interval.begin is not None:
        return Text(datetime.combine(interval.begin, at).isoformat(), "", XSD["dateTime"])
    found = literal(interval)
    return Text(found[0], "", found[1]) if found else None


def time_triples(event: str, interval: DateInterval | None) -> Iterator[Triple]:
    """Yield when an event was: the bounds that are known, and one literal where it says it all (SEM)."""
    if interval is None:
        return
    if (stamp := moment(interval, None)) is not None:
        yield event, SEM["hasTimeStamp"], stamp
    if interval.begin:
        yield event, SEM["hasEarliestBeginTimeStamp"], day(interval.begin)
    if interval.end:
        yield event, SEM["hasLatestEndTimeStamp"], day(interval.end)
