"""Days on which a person is proved to have held an office -> terms without a start or an end.

A visit proves that the visitor held the office on its days, nothing more: so a tenure made of
visits has ``lex:heldAtLeastFrom`` and ``lex:heldAtLeastUntil`` and no start or end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kg.iri import Minter, folded, key
from kg.knowledge.dates import bounds
from kg.knowledge.facts import Facts, Text, Triple
from kg.record.reading import Span
from kg.vocab import DCTERMS, DIPL, LEX, ORG, RDF, SCHEMA, XSD

_LONGEST_SILENCE = 5 * 365  # days between proofs beyond which two terms are likelier than one


class Proof(NamedTuple):
    """A person held an office from the first to the last day of a stay.

    ``state`` is an alpha-3 code, ``kind`` the name of an office kind.
    """

    state: str
    kind: str
    name: str
    first: date
    last: date
    source: str


def joined(proofs: Iterable[Proof], interruptions: Mapping[tuple[str, str], str]) -> Iterator[Proof]:
    """Join the proofs of one person in one office, unless another held it or long silence lies between.

    ``interruptions`` has a day (ISO 8601) out of office for some (state, name).
    """
    by_office: dict[tuple[str, str], list[Proof]] = defaultdict(list)
    for proof in proofs:
        by_office[proof.state, proof.kind].append(proof)
    for office in sorted(by_office):
        ordered = sorted(by_office[office], key=lambda proof: (proof.first, proof.name))
        span = ordered[0]
        for proof in ordered[1:]:
            if _same_term(span, proof, interruptions):
                span = span._replace(last=max(span.last, proof.last))
            else:
                yield span
                span = proof
        yield span


def _same_term(earlier: Proof, later: Proof, interruptions: Mapping[tuple[str, str], str]) -> bool:
    if later.name != earlier.name or (later.first - earlier.last).days >= _LONGEST_SILENCE:
        return False
    day = interruptions.get((later.state, later.name))
    return not (day and earlier.last < date.fromisoformat(day) < later.first)


def one_spelling(proofs: Iterable[Proof]) -> dict[tuple[str, str, str], str]:
    """Return for (state, kind, name) the spelling of the same person that is used most.

    Two names are of one holder if one has all words of the other and they are in office within a few
    years: "Hosni Mubarak" and "Mohamed Hosni Mubarak".
    """
    days: dict[tuple[str, str], dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for proof in proofs:
        days[proof.state, proof.kind][proof.name].append(proof.first)
    found = {}
    for (state, kind), names in days.items():
        leading: list[str] = []
        for name in sorted(names, key=lambda n: (-len(names[n]), -len(n), n)):
            same = next((other for other in leading if _one_person(name, other, names)), None)
            found[state, kind, name] = same or name
            leading += [] if same else [name]
    return found


def _one_person(name: str, other: str, days: Mapping[str, list[date]]) -> bool:
    one, two = ({w for w in folded(n).split() if len(w) > 1} for n in (name, other))
    if not (one <= two or two <= one) or min(len(one), len(two)) < 2:
        return False
    return min(abs((a - b).days) for a in days[name] for b in days[other]) < _LONGEST_SILENCE


def proven_tenure(person: str, office: str, term: Proof, minter: Minter) -> Iterator[Triple]:
    """Yield the tenure that a term proves."""
    tenure = minter.of("tenure", key(person, office, "proven", term.first.isoformat()))
    yield tenure, RDF["type"], DIPL["Tenure"]
    yield tenure, ORG["member"], person
    yield tenure, DIPL["heldOffice"], office
    yield tenure, DCTERMS["source"], term.source
    yield tenure, LEX["heldAtLeastFrom"], Text(term.first.isoformat(), "", XSD["date"])
    yield tenure, LEX["heldAtLeastUntil"], Text(term.last.isoformat(), "", XSD["date"])


def tenure_days(facts: Facts, tenure: str) -> Span:
    """Return the days for which a tenure is stated or proved; of a month or a year, the first."""
    first = facts.text(tenure, SCHEMA["startDate"]) or facts.text(tenure, LEX["heldAtLeastFrom"])
    last = facts.text(tenure, SCHEMA["endDate"]) or facts.text(tenure, LEX["heldAtLeastUntil"])
    begin, end = bounds(first), bounds(last)
    return Span(begin and begin[0], end and end[0])
