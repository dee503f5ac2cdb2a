"""Principal officers and chiefs of mission of the United States, as recorded.

The XML files of https://github.com/HistoryAtState/pocom (CC0 1.0) in: people, positions of
principals, missions to countries and organisations, names of roles. Values with dates as written out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kg.knowledge.dates import bounds
from kg.record.reading import Problem, roots, words

POCOM = "https://github.com/HistoryAtState/pocom"


@dataclass(frozen=True, slots=True)
class Officer:
    """A person of the records. ``born`` and ``died`` are years, months or days, or empty."""

    identifier: str
    name: str
    other_names: tuple[str, ...]
    born: str
    died: str


@dataclass(frozen=True, slots=True)
class Posting:
    """That an officer held a post. A post abroad has a territory or an organisation; ``title`` is its name,
    or the identifier of a role whose name stands in another file."""

    record: str
    identifier: str
    officer: str
    title: str
    territory: str
    organisation: str
    started: str
    ended: str


@dataclass(slots=True)
class Roster:
    """All that the files say."""

    officers: dict[str, Officer] = field(default_factory=dict)
    postings: list[Posting] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)  # identifier -> title
    problems: list[Problem] = field(default_factory=list)


def read_roster(paths: Iterable[str]) -> Roster:
    """Read files and folders; XML of other kinds is passed over."""
    roster = Roster()
    for root in roots(paths):
        if isinstance(root, Problem):
            roster.problems.append(root)
        elif reader := _READERS.get(root[1].tag):
            reader(*root, roster)
    return roster


# ------------------------------------------------------------------------ the kinds of files


def _person(place: str, root: Element, roster: Roster) -> None:
    identifier, surname = words(root, "id"), words(root, "persName/surname")
    if not identifier or not surname:
        roster.problems.append(Problem(place, "is a person without identifier or surname", rejected=True))
        return
    forename, generation = words(root, "persName/forename"), words(root, "persName/genName")
    name = " ".join(filter(None, (forename, surname, generation)))
    others = [words(root, "persName/altname"), _short(forename, surname)]
    born, died = _dated(words(root, "birth")), _dated(words(root, "death"))
    known = tuple(dict.fromkeys(other for other in others if other and other != name))
    roster.officers[identifier] = Officer(identifier, name, known, born, died)


def _short(forename: str, surname: str) -> str:
    """Return the name as news has it: the first forename that is written out, and the surname."""
    full = [word for word in forename.split() if len(word.strip(".()")) > 1 and word[0] != "("]
    return f"{full[0]} {surname}" if full else ""


def _role(place: str, root: Element, roster: Roster) -> None:
    roster.roles[words(root, "id")] = words(root, "names/singular")


def _position(place: str, root: Element, roster: Roster) -> None:
    title = words(root, "names/singular")
    roster.postings += _postings(place, root, "principals/principal", lambda entry: (title, "", ""), roster)


def _mission(place: str, root: Element, roster: Roster) -> None:
    def post(entry: Element) -> tuple[str, str, str]:
        territory = words(entry, "contemporary-territory-id") or words(root, "territory-id")
        return words(entry, "role-title-id"), territory, ""

    roster.postings += _postings(place, root, "chiefs/chief", post, roster)


def _delegation(place: str, root: Element, roster: Roster) -> None:
    body = words(root, "id").rpartition("-")[2]
    title = words(root, "names/singular")
    roster.postings += _postings(place, root, "chiefs/chief", lambda entry: (title, "", body), roster)


_READERS: dict[str, Callable[[str, Element, Roster], None]] = {
    "person": _person,
    "role": _role,
    "principal-position": _position,
    "country-mission": _mission,
    "org-mission": _delegation,
}


# -------------------------------------------------------------------------------- entries


def _postings(
    place: str, root: Element, path: str, post: Callable[[Element], tuple[str, str, str]], roster: Roster
) -> Iterator[Posting]:
    for entry in root.iterfind(path):
        identifier, officer = words(entry, "id"), words(entry, "person-id")
        record = f"{place}, {identifier}"
        if not identifier or not officer:
            roster.problems.append(Problem(record, "has no identifier or no person", rejected=True))
            continue
        title, territory, organisation = post(entry)
        started, ended = _dated(words(entry, "started/date")), _dated(words(entry, "ended/date"))
        if organisation and not started:  # who represents at an organisation presents no credentials
            started = _dated(words(entry, "appointed/date"))
        if not _in_order(started, ended):
            roster.problems.append(
                Problem(record, "ends before it begins", f"{started}, {ended}", rejected=True)
            )
            continue
        yield Posting(record, identifier, officer, title, territory, organisation, started, ended)


def _dated(text: str) -> str:
    """Return a day, month or year as it stands; "" for anything else."""
    try:
        return text if len(text) in (4, 7, 10) and bounds(text) else ""
    except ValueError:
        return ""


def _in_order(started: str, ended: str) -> bool:
    first, last = bounds(started), bounds(ended)
    return first is None or last is None or first[0] <= last[1]
