"""A SPARQL update and a version in, the graphs that it would change out; nothing is changed yet.

The update runs on a copy of the version, which shares its files. Patterns without a graph match the
union of all graphs, as in queries; triples that are inserted or deleted without a graph belong to one
named graph, the one for what nobody has put elsewhere. New blank nodes become IRIs (RDF 1.1 Concepts,
section 3.5), because the store holds none.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ConflictError, NotFoundError, QuerySyntaxError, StoreError
from kg.knowledge.facts import Triple
from kg.store.terms import from_ox_triple
from kg.store.update_text import UpdateText

GENID = ".well-known/genid/"

Contents = dict[str, list[Triple]]


def updated_graphs(
    update: UpdateText, data: Path, scratch: Path, default_graph: str, base_iri: str
) -> Contents:
    """Return the new content of each graph that the update would change; of one it empties, nothing.

    ``data`` is a version, ``scratch`` a folder on the same disk. Raises QuerySyntaxError and StoreError.
    """
    with tempfile.TemporaryDirectory(prefix="update-", dir=scratch) as folder:
        before = ox.Store.read_only(str(data))
        before.backup(f"{folder}/data")
        after = ox.Store(f"{folder}/data")
        after.add_graph(ox.NamedNode(default_graph))  # so that it can be cleared and copied
        try:
            _run(update, after, base_iri)
            return {
                name: without_blank_nodes(map(from_ox_triple, triples), base_iri)
                for name, triples in _changed(update, before, after).items()
            }
        finally:
            del after  # closes it, so that its folder can be removed


def _run(update: UpdateText, engine: ox.Store, base_iri: str) -> None:
    try:
        engine.update(update.text, base_iri=base_iri)
    except SyntaxError as error:
        raise QuerySyntaxError(f"the update is not valid SPARQL: {str(error)[:300]}") from error
    except RuntimeError as error:
        if "does not exist" in str(error):
            raise NotFoundError(f"{error}; nothing was changed (SILENT goes on)") from error
        if "already exists" in str(error):
            raise ConflictError(f"{error}; nothing was changed (SILENT goes on)") from error
        raise StoreError(f"the update could not be evaluated: {error}") from error
    except OSError as error:
        raise StoreError(f"the update could not be evaluated: {error}") from error
    finally:
        del engine  # a traceback that holds it would keep it open


def _changed(update: UpdateText, before: ox.Store, after: ox.Store) -> dict[str, set[ox.Triple]]:
    """Return the content afterwards of each named graph that is not as it was."""
    names = update.graphs
    if names is None:
        stores = (before, after)
        names = frozenset(str(name.value) for store in stores for name in store.named_graphs())
    found: dict[str, set[ox.Triple]] = {}
    for name in sorted(names):
        now = _triples(after, ox.NamedNode(name))
        if now != _triples(before, ox.NamedNode(name)):
            found[name] = now
    return found


def _triples(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> set[ox.Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}


def without_blank_nodes(triples: Iterable[Triple], base_iri: str) -> list[Triple]:
    """Return the triples with an IRI of this service in place of each blank node."""

    def named(term: str) -> str:
        return f"{base_iri}{GENID}{term[2:]}" if term.startswith("_:") else term

    return [(named(s), p, named(o) if isinstance(o, str) else o) for s, p, o in triples]
