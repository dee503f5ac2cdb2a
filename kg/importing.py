"""Official records in files -> events and tenures -> gate -> one named graph each -> a published version.

The records of an import replace those of the import before. What does not conform, or cannot be
read, is left out and reported; the rest is stored in one transaction.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.config import Settings
from kg.errors import ConfigurationError
from kg.gate.gate import Gate
from kg.knowledge.facts import Facts, Triple
from kg.knowledge.knowledge import read_knowledge
from kg.model import ArticleGraph
from kg.pipeline import ontology_facts
from kg.record.conversion import Conversion, Converted, Reference, read_reference
from kg.record.graph import CC0, dataset_triples
from kg.record.officers import POCOM, read_roster
from kg.record.politicians import read_holders
from kg.record.reading import Problem
from kg.record.serving import convert_holders, convert_roster
from kg.record.stays import TRAVELS, VISITS, read_trips, read_visits
from kg.record.visiting import convert_trips, convert_visits
from kg.store.embedded import EmbeddedStore
from kg.store.imports import read_abouts, remove_import, write_import
from kg.vocab import DIPL, FOAF, RDF

_TOGETHER = 100  # records checked as one graph; of one that does not conform, each by itself


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of records: what their graph is called and where they come from."""

    title: str
    source: str
    licence: str | None
    convert: Callable[[Sequence[str], str, Reference], Conversion]


SOURCES = {
    "visits": Source(
        "Visits of foreign leaders to the United States",
        VISITS,
        CC0,
        lambda paths, state, reference: convert_visits(read_visits(paths), reference),
    ),
    "travels": Source(
        "Travels abroad of presidents and secretaries of state of the United States",
        TRAVELS,
        CC0,
        lambda paths, state, reference: convert_trips(read_trips(paths), reference),
    ),
    "pocom": Source(
        "Principal officers and chiefs of mission of the United States",
        POCOM,
        CC0,
        lambda paths, state, reference: convert_roster(read_roster(paths), reference),
    ),
    "politicians": Source(
        "Holders of public offices",
        "https://www.wikidata.org/",
        None,
        lambda paths, state, reference: convert_holders(read_holders(paths), state, reference),
    ),
}


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did. ``rejected`` has one readable line per record that was left out; ``open`` says
    how often which reason kept a record from being resolved in full."""

    name: str
    counts: dict[str, int]
    rejected: tuple[str, ...]
    open: dict[str, int]
    open_records: tuple[str, ...]
    changed: bool
    version: int
    seconds: float

    @property
    def clean(self) -> bool:
        return not self.rejected


def import_records(kind: str, paths: Sequence[str], settings: Settings, state: str = "") -> ImportSummary:
    """Replace the records of one kind by those of files and folders, and publish a version.

    ``state`` is the alpha-3 code of the state that politicians serve. Where no record at all can be
    read, nothing is replaced. Raises ConfigurationError for a state that the reference data lacks.
    """
    clock = time.monotonic()
    name = f"{kind}-{state}" if state else kind
    graph_name = f"{settings.base_iri}graph/record/{name}"
    reference = _reference(settings)
    found = SOURCES[kind].convert(paths, _state_iri(state, reference, settings), reference)
    records, refused = _conforming(found.records, graph_name)
    knowledge, unknown = _conforming(found.knowledge, graph_name)
    rejected = [problem.line for problem in (*found.problems, *refused, *unknown) if problem.rejected]
    open_ = [problem for problem in found.problems if not problem.rejected]
    learned = {triple for record in knowledge for triple in record.triples}
    triples = learned.union(*(record.triples for record in records)) if records else learned
    counts = _counts(found.counts, triples)
    with EmbeddedStore.open_writer(settings.store) as writer:
        changed = False
        if triples:
            write_import(settings.store, name, learned, _about(name, graph_name, counts))
            source = SOURCES[kind]
            described = dataset_triples(graph_name, source.title, source.source, source.licence)
            changed = writer.replace_graph(graph_name, triples.union(described))
        version = writer.publish()
    reasons = dict(Counter(problem.reason for problem in open_).most_common())
    lines = tuple(problem.line for problem in open_)
    seconds = time.monotonic() - clock
    return ImportSummary(name, counts, tuple(rejected), reasons, lines, changed, version, seconds)


def list_imports(settings: Settings) -> list[dict[str, Any]]:
    """Return name, graph and counts of each import."""
    return read_abouts(settings.store)


def forget_import(name: str, settings: Settings) -> int:
    """Remove the records of an import and publish a version; raises NotFoundError where there is none."""
    with EmbeddedStore.open_writer(settings.store) as writer:
        remove_import(settings.store, name)
        writer.remove_graph(f"{settings.base_iri}graph/record/{name}")
        return writer.publish()


def _reference(settings: Settings) -> Reference:
    facts: Facts = ontology_facts(settings)
    return read_reference(facts, read_knowledge(facts, settings.base_iri))


def _state_iri(code: str, reference: Reference, settings: Settings) -> str:
    iri = f"{settings.base_iri}state/{code}"
    if code and iri not in reference.knowledge.world.things:
        raise ConfigurationError(f"{code!r} is no alpha-3 code of a state in ontology/reference/states.ttl")
    return iri


def _about(name: str, graph_name: str, counts: dict[str, int]) -> dict[str, Any]:
    return {"name": name, "graph": graph_name, "counts": counts}


def _counts(counts: Counter[str], triples: Iterable[Triple]) -> dict[str, int]:
    classes = {FOAF["Person"]: "persons", DIPL["Office"]: "offices", DIPL["Tenure"]: "tenures"}
    found = Counter(classes[str(o)] for _, p, o in triples if p == RDF["type"] and o in classes)
    return {**counts, **{name: found[name] for name in classes.values()}}


# ---------------------------------------------------------------------------------- the gate


def _conforming(records: Sequence[Converted], graph_name: str) -> tuple[list[Converted], list[Problem]]:
    """Return the records that the gate lets through, and why it refuses the others."""
    gate = Gate(profile="records")
    passed: list[Converted] = []
    problems: list[Problem] = []
    for start in range(0, len(records), _TOGETHER):
        batch = records[start : start + _TOGETHER]
        if gate.check(_graph(batch, graph_name)).conforms:
            passed += batch
            continue
        for record in batch:
            report = gate.check(_graph([record], graph_name))
            if report.conforms:
                passed.append(record)
            else:
                first = next(result.message for result in report.results if result.breaks)
                problems.append(Problem(record.record, "does not conform", first, rejected=True))
    return passed, problems


def _graph(records: Sequence[Converted], graph_name: str) -> ArticleGraph:
    triples: Iterator[Triple] = (triple for record in records for triple in record.triples)
    return ArticleGraph(graph_name, graph_name, tuple(sorted(set(triples), key=repr)))
