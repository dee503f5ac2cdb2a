"""A SPARQL update and a version in, the graphs that it would change out; nothing is changed yet.

The update runs on a copy of the version, which shares its files. Patterns without a graph match the
merge of all graphs, as in queries, with what earlier operations of the update did to any of them. Triples
that are inserted or deleted without a graph belong to one named graph, the one for what nobody has put
elsewhere. New blank nodes become IRIs (RDF 1.1 Concepts, section 3.5), because the store holds none.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ConflictError, NotFoundError, QueryRefusedError, QuerySyntaxError, StoreError
from kg.knowledge.facts import Triple
from kg.store.rdf_files import checked_triple
from kg.store.sparql.errors import syntax_error
from kg.store.sparql.update import Step, UpdateText
from kg.store.terms import from_ox_triple

GENID = ".well-known/genid/"

Contents = dict[str, list[Triple]]


def updated_graphs(
    update: UpdateText, data: Path, scratch: Path, default_graph: str, base_iri: str
) -> Contents:
    """Return the new content of each graph that the update would change; of one it empties, nothing.

    ``data`` is a version, ``scratch`` a folder to be made on the same disk, by one process at a time.
    Raises QuerySyntaxError and StoreError.
    """
    before = ox.Store.read_only(str(data))
    _check_syntax(update, before, base_iri)
    shutil.rmtree(scratch, ignore_errors=True)
    before.backup(scratch)
    after = ox.Store(scratch)
    after.add_graph(ox.NamedNode(default_graph))  # so that it can be cleared and copied
    try:
        _run(update, before, after, base_iri)
        return {
            name: without_blank_nodes(map(_storable, _triples(after, name)), base_iri)
            for name in _changed(update.graphs, before, after)
        }
    finally:
        del after  # closes it, so that its folder can be removed
        shutil.rmtree(scratch, ignore_errors=True)


def _check_syntax(update: UpdateText, before: ox.Store, base_iri: str) -> None:
    """Parse the update as it was sent: what stands where is told, and nothing has happened yet."""
    for part in update.parts:
        try:
            before.update(part.text, base_iri=base_iri)
        except SyntaxError as error:
            raise syntax_error(part, error, "update") from error
        except RuntimeError:
            continue  # it does parse, but a version cannot be changed


def _run(update: UpdateText, before: ox.Store, after: ox.Store, base_iri: str) -> None:
    merged: dict[str, set[ox.Triple]] = {}
    done: list[Step] = []
    try:
        for step in update.steps:
            if step.reads_all and done:
                for earlier in done:
                    _merge(earlier.graphs, before, after, merged)
                done = []
            _evaluate(step.text, after, base_iri)
            done.append(step)
    finally:
        del after  # a traceback that holds it would keep it open


def _evaluate(text: str, engine: ox.Store, base_iri: str) -> None:
    try:
        engine.update(text, base_iri=base_iri)
    except SyntaxError as error:
        raise QuerySyntaxError(f"the update is not valid SPARQL: {str(error)[:300]}") from error
    except RuntimeError as error:
        if "does not exist" in str(error):
            raise NotFoundError(f"{error}; nothing was changed (SILENT goes on)") from error
        if "already exists" in str(error):
            raise ConflictError(f"{error}; nothing was changed (SILENT goes on)") from error
        raise QueryRefusedError(f"the update cannot be evaluated: {str(error)[:300]}") from error
    except OSError as error:
        raise StoreError(f"the update could not be evaluated: {error}") from error
    finally:
        del engine


def _merge(
    graphs: frozenset[str] | None, before: ox.Store, after: ox.Store, merged: dict[str, set[ox.Triple]]
) -> None:
    """Bring the merge of all graphs up to date with some of them.

    ``merged`` holds what the merge has of the graphs that are not as they were ``before``.
    """
    default = ox.DefaultGraph()
    for name in graphs if graphs is not None else _names(before, after):
        if name not in merged and _same(name, before, after):
            continue
        had = merged[name] if name in merged else _triples(before, name)
        has = merged[name] = _triples(after, name)
        after.extend(map(_merged, has - had))
        for triple in had - has:
            said = after.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            if all(quad.graph_name == default for quad in said):
                after.remove(_merged(triple))


def _merged(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, ox.DefaultGraph())


def _changed(graphs: frozenset[str] | None, before: ox.Store, after: ox.Store) -> list[str]:
    """Return the named graphs that are not as they were, sorted."""
    names = _names(before, after) if graphs is None else graphs
    return sorted(name for name in names if not _same(name, before, after))


def _names(*stores: ox.Store) -> frozenset[str]:
    return frozenset(str(name.value) for store in stores for name in store.named_graphs())


def _same(name: str, before: ox.Store, after: ox.Store) -> bool:
    """Tell whether a graph holds the same; the engine writes triples in the order of what they are."""
    graph = ox.NamedNode(name)
    one, other = (
        store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
        if store.contains_named_graph(graph)
        else b""
        for store in (before, after)
    )
    return one == other


def _triples(store: ox.Store, name: str) -> set[ox.Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(name))}


def _storable(triple: ox.Triple) -> Triple:
    return checked_triple(from_ox_triple(triple))


def without_blank_nodes(triples: Iterable[Triple], base_iri: str) -> list[Triple]:
    """Return the triples with an IRI of this service in place of each blank node."""

    def named(term: str) -> str:
        return f"{base_iri}{GENID}{term[2:]}" if term.startswith("_:") else term

    return [(named(s), p, named(o) if isinstance(o, str) else o) for s, p, o in triples]
