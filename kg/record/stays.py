"""Visits to the United States and travels of its presidents and secretaries of state, as recorded.

The XML files of https://github.com/HistoryAtState/visits and ``travels`` (CC0 1.0) in, or the same
records as JSON Lines; one value for each record out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from xml.etree import ElementTree

from kg.record.reading import Problem, Span, rows, stay, tidy, words

VISITS = "https://github.com/HistoryAtState/visits"
TRAVELS = "https://github.com/HistoryAtState/travels"


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the publisher calls it, with the publisher's identifier."""

    identifier: str
    name: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A stay of foreign leaders in the United States; ``visitor`` is title and name, as written."""

    record: str
    identifier: str
    days: Span
    visitor: str
    countries: tuple[Country, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Trip:
    """A stay of a president or secretary of state in one country."""

    record: str
    identifier: str
    days: Span
    traveller: str
    traveller_id: str
    role: str  # "president" or "secretary"
    country: Country
    locale: str
    remarks: str


Stay = TypeVar("Stay", Visit, Trip)


def read_visits(paths: Iterable[str]) -> Iterator[Visit | Problem]:
    """Yield the visits of files and folders, each identifier once."""
    return _read(paths, "visits", _visit)


def read_trips(paths: Iterable[str]) -> Iterator[Trip | Problem]:
    """Yield the trips of files and folders, each identifier once."""
    return _read(paths, "trips", _trip)


def _read(paths: Iterable[str], root: str, convert: Callable[[str, Any], Stay]) -> Iterator[Stay | Problem]:
    seen: dict[str, Stay] = {}
    for row in rows(paths, root):
        if isinstance(row, Problem):
            yield row
            continue
        place, content = row
        try:
            found = convert(place, content)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            yield Problem(_called(place, content), "is not a record of this kind", str(error), rejected=True)
            continue
        if found.identifier not in seen:
            seen[found.identifier] = found
            yield found
        else:
            yield Problem(found.record, "has the identifier of another record", rejected=True)


def _called(place: str, row: Any) -> str:
    identifier = row.get("id") if isinstance(row, dict) else words(row, "id")
    return f"{place}, {identifier}" if identifier else place


def _visit(place: str, row: Any) -> Visit:
    if isinstance(row, ElementTree.Element):
        countries = [Country(c.get("id", ""), tidy("".join(c.itertext()))) for c in row.findall("from")]
        values = {
            name: words(row, name) for name in ("id", "start-date", "end-date", "visitor", "description")
        }
        days = stay(values["start-date"], values["end-date"])
    else:
        countries = [Country(i, n) for i, n in zip(row["country_id"], row["country"], strict=True)]
        values = {name: tidy(row[name]) for name in ("id", "visitor", "description")}
        days = stay(row["start"], row["end"])
    identifier = _required(values["id"], "id")
    visitor = _required(values["visitor"], "visitor")
    return Visit(_called(place, row), identifier, days, visitor, tuple(countries), values["description"])


def _trip(place: str, row: Any) -> Trip:
    if isinstance(row, ElementTree.Element):
        country = row.find("country")
        if country is None:
            raise ValueError("there is no country")
        role = row.get("role") or words(row, "role")
        where = Country(country.get("id", ""), tidy("".join(country.itertext())))
        days = stay(words(row, "start-date"), words(row, "end-date"))
        name, who, locale, remarks = words(row, "name"), row.get("who", ""), words(row, "locale"), ""
        identifier, remarks = words(row, "id"), words(row, "remarks")
    else:
        gold = row["gold"]
        role = "president" if gold["office"].startswith("President") else "secretary"
        where = Country(gold["country_id"], gold["country"])
        days = stay(gold["start"], gold["end"])
        name, who, locale = gold["principal"], gold["principal_id"], tidy(gold["locale"])
        identifier, remarks = row["id"].rpartition("/")[2], tidy(row["text"])
    name, identifier = _required(name, "name"), _required(identifier, "id")
    return Trip(_called(place, row), identifier, days, name, who, role, where, locale, remarks)


def _required(value: str, what: str) -> str:
    if not value:
        raise ValueError(f"there is no {what}")
    return value
