"""Official records in files -> events and tenures -> gate -> one named graph each -> a published version.

The records of an import replace those of the import before. What does not conform, or cannot be
read, is left out and reported; the rest is stored in one transaction.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.config import Settings
from kg.errors import ConfigurationError
from kg.fingerprint import installation_digest
from kg.gate.gate import Gate
from kg.knowledge.facts import Triple
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
from kg.store.embedded import PATIENCE, EmbeddedStore
from kg.store.imports import import_names, read_abouts, read_imports, remove_import, write_import
from kg.store.writer import Writer
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
    "politicians": Source(
        "Holders of public offices",
        "https://www.wikidata.org/",
        None,
        lambda paths, state, reference: convert_holders(read_holders(paths), state, reference),
    ),
    "pocom": Source(
        "Principal officers and chiefs of mission of the United States",
        POCOM,
        CC0,
        lambda paths, state, reference: convert_roster(read_roster(paths), reference),
    ),
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
    with EmbeddedStore.open_writer(settings.store, PATIENCE) as writer:
        reference = _reference(kind, settings)
        found = SOURCES[kind].convert(paths, _state_iri(state, reference, settings), reference)
        digest = _digest(found, settings)
        changed = False
        if (found.records or found.knowledge) and writer.input_digest(graph_name) != digest:
            refused = _pass_gate(found, graph_name)
            changed = _store(SOURCES[kind], name, found, "" if refused else digest, settings, writer)
        version = writer.publish()
    return _summary(name, found, changed, version, time.monotonic() - clock)


def _summary(name: str, found: Conversion, changed: bool, version: int, seconds: float) -> ImportSummary:
    rejected = tuple(problem.line for problem in found.problems if problem.rejected)
    left_open = [problem for problem in found.problems if not problem.rejected]
    reasons = dict(Counter(problem.reason for problem in left_open).most_common())
    lines = tuple(problem.line for problem in left_open)
    return ImportSummary(name, _counts(found), rejected, reasons, lines, changed, version, seconds)


def _store(
    source: Source, name: str, found: Conversion, digest: str, settings: Settings, writer: Writer
) -> bool:
    """Replace the graph and the knowledge of an import; return whether the graph is another one."""
    graph_name = f"{settings.base_iri}graph/record/{name}"
    about = {"name": name, "graph": graph_name, "counts": _counts(found)}
    write_import(settings.store, name, _triples(found.knowledge), about)
    described = dataset_triples(graph_name, source.title, source.source, source.licence)
    triples = _triples((*found.records, *found.knowledge)).union(described)
    return writer.replace_graph(graph_name, triples, digest)


def list_imports(settings: Settings) -> list[dict[str, Any]]:
    """Return name, graph and counts of each import."""
    return read_abouts(settings.store)


def forget_import(name: str, settings: Settings) -> int:
    """Remove the records of an import and publish a version; raises NotFoundError where there is none."""
    with EmbeddedStore.open_writer(settings.store, PATIENCE) as writer:
        remove_import(settings.store, name)
        writer.remove_graph(f"{settings.base_iri}graph/record/{name}")
        return writer.publish()


def _reference(kind: str, settings: Settings) -> Reference:
    """Return the reference data, with the persons of imports of the kinds before this one.

    The order of ``SOURCES`` keeps what one import takes from another free of circles.
    """
    facts = ontology_facts(settings)
    knowledge = read_knowledge(facts, settings.base_iri)
    earlier = tuple(SOURCES)[: tuple(SOURCES).index(kind)]
    names = [name for name in import_names(settings.store) if name.partition("-")[0] in earlier]
    facts.add(read_imports(settings.store, names))
    return read_reference(facts, knowledge)


def _state_iri(code: str, reference: Reference, settings: Settings) -> str:
    iri = f"{settings.base_iri}state/{code}"
    if code and iri not in reference.knowledge.world.things:
        raise ConfigurationError(f"{code!r} is no alpha-3 code of a state in ontology/reference/states.ttl")
    return iri


def _triples(records: Iterable[Converted]) -> set[Triple]:
    return {triple for record in records for triple in record.triples}


def _counts(found: Conversion) -> dict[str, int]:
    classes = {FOAF["Person"]: "persons", DIPL["Office"]: "offices", DIPL["Tenure"]: "tenures"}
    triples = _triples((*found.records, *found.knowledge))
    counts = Counter(classes[str(o)] for _, p, o in triples if p == RDF["type"] and o in classes)
    return {**found.counts, **{name: counts[name] for name in classes.values()}}


def _digest(found: Conversion, settings: Settings) -> str:
    """Return a digest of the records as converted and of the software, which together decide the graph."""
    digest = hashlib.sha256(installation_digest(settings.base_iri).encode())
    for triple in sorted(map(repr, _triples((*found.records, *found.knowledge)))):
        digest.update(triple.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


# ---------------------------------------------------------------------------------- the gate


def _pass_gate(found: Conversion, graph_name: str) -> bool:
    """Take out the records that do not conform, and note why; return whether there were any."""
    gate = Gate(profile="records")
    before = len(found.problems)
    found.records = _conforming(found.records, graph_name, gate, found.problems)
    found.knowledge = _conforming(found.knowledge, graph_name, gate, found.problems)
    return len(found.problems) > before


def _conforming(
    records: Sequence[Converted], graph_name: str, gate: Gate, problems: list[Problem]
) -> list[Converted]:
    passed: list[Converted] = []
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
    return passed


def _graph(records: Iterable[Converted], graph_name: str) -> ArticleGraph:
    return ArticleGraph(graph_name, graph_name, tuple(sorted(_triples(records), key=repr)))
