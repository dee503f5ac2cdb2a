"""pySHACL, prepared once for many small graphs (SHACL, sections 3 to 5).

Stock pySHACL parses each SPARQL constraint again for every focus node and builds every
constraint component again for every shape and graph: nine tenths of its time on graphs of one
article. Both are remembered here. That leans on internals of the exact version in
``PYSHACL_VERSION``; a test compares reports with those of stock pySHACL.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pyshacl
import pyshacl.shape
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS, CONSTRAINT_PARAMETERS_MAP
from pyshacl.graph_abstraction import DataGraph
from pyshacl.monkey import apply_patches, rdflib_bool_patch, rdflib_bool_unpatch
from pyshacl.validator import Validator
from rdflib import Graph, URIRef
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as QueryResult
from rdflib.term import Identifier

from kg.errors import ConfigurationError, ValidatorError
from kg.gate.data_graph import from_rdflib
from kg.gate.report import Result
from kg.vocab import OWL, SH, SHAPE

PYSHACL_VERSION = "0.40.1"

_SHAPES_IRI = SHAPE.rstrip("#")
_IMPORTS = URIRef(OWL["imports"])

_VALIDATOR_GLOBALS = threading.Lock()  # pySHACL keeps state in modules


class _Remembered:
    """Stands for a class of constraint components; makes one instance per shape."""

    def __init__(self, component: Callable[[Any], Any]) -> None:
        self._component = component
        self._instances: dict[Any, Any] = {}

    def __call__(self, shape: Any) -> Any:
        if shape.node not in self._instances:
            self._instances[shape.node] = self._component(shape)
        return self._instances[shape.node]


class PreparedShapes:
    """Shapes with everything that pySHACL derives from them, reused for graph after graph."""

    def __init__(self, shapes: Graph) -> None:
        if pyshacl.__version__ != PYSHACL_VERSION:
            found = f"pyshacl {pyshacl.__version__} is installed, but its caches need {PYSHACL_VERSION}"
            raise ConfigurationError(f"{found}; install that version")
        self.graph = shapes
        apply_patches()  # type: ignore[no-untyped-call]
        empty = DataGraph.from_rdflib(Graph())
        self._validator = Validator(empty, shacl_graph=self.graph)
        self._shapes = list(self._validator.shacl_graph.shapes)
        self._queries: dict[str, Query] = {}
        remembered = {component: _Remembered(component) for component in CONSTRAINT_PARAMETERS_MAP.values()}
        self._components = {
            parameter: remembered[component] for parameter, component in CONSTRAINT_PARAMETERS_MAP.items()
        }
        self._parameters = frozenset(ALL_CONSTRAINT_PARAMETERS)

    def holds(self, shape: str) -> bool:
        """Tell whether a shape of this IRI is among them."""
        return (URIRef(shape), None, None) in self.graph

    def validate(self, data_graph: Graph) -> list[Result]:
        """Return the results on one graph; raise ValidatorError where validation itself fails."""
        target = data_graph  # as it is: pySHACL's wrapper would only take time
        target.query = self._query_with(partial(Graph.query, data_graph))  # type: ignore[method-assign]
        found = []
        with self._prepared():
            executor = self._validator.make_executor()
            try:
                for shape in self._shapes:
                    found += shape.validate(executor, target)[1]
            except Exception as error:  # pySHACL raises its own, rdflib's and plain Python errors
                kind = type(error).__name__
                raise ValidatorError(f"the validator failed with {kind}: {str(error)[:500]}") from error
        return [self._result(triples) for _, _, triples in found]

    @contextmanager
    def _prepared(self) -> Iterator[None]:
        """Let pySHACL find the remembered components, for the block only."""
        with _VALIDATOR_GLOBALS:
            before = getattr(pyshacl.shape, "CONSTRAINT_PARAMS", (None, None))
            setattr(pyshacl.shape, "CONSTRAINT_PARAMS", (self._parameters, self._components))  # noqa: B010
            try:
                yield
            finally:
                setattr(pyshacl.shape, "CONSTRAINT_PARAMS", before)  # noqa: B010

    def _query_with(self, run: Callable[..., QueryResult]) -> Callable[..., QueryResult]:
        def query(text: str, initBindings: Any = None) -> QueryResult:
            if text not in self._queries:
                self._queries[text] = translateQuery(parseQuery(text))
            return run(self._queries[text], initBindings=initBindings)

        return query

    def _result(self, triples: list[tuple[Any, Any, Any]]) -> Result:
        """Return one result from pySHACL's triples about it, whose nodes come with their graph."""
        values: dict[str, list[Identifier]] = {}
        for _, predicate, value in triples:
            values.setdefault(str(predicate), []).append(value[1] if isinstance(value, tuple) else value)
        found = {name: terms[0] for name, terms in values.items()}
        path, value = found.get(SH["resultPath"]), found.get(SH["value"])
        return Result(
            from_rdflib(found[SH["focusNode"]]),
            self._path_text(path) if path is not None else None,
            from_rdflib(value) if value is not None else None,
            str(found[SH["sourceConstraintComponent"]]),
            str(found[SH["resultSeverity"]]),
            str(from_rdflib(found[SH["sourceShape"]])),
            "; ".join(sorted(str(message) for message in values.get(SH["resultMessage"], ()))),
            str(constraint) if (constraint := found.get(SH["sourceConstraint"])) is not None else None,
        )

    def _path_text(self, path: Identifier) -> str:
        if isinstance(path, URIRef):
            return str(path)
        from pyshacl.helper.path_helper import shacl_path_to_sparql_path

        return str(shacl_path_to_sparql_path(self._validator.shacl_graph, path))


def read_shapes(folder: Path, profile: str | None = None) -> Graph:
    """Return the shapes of the Turtle files of a folder, or those that a profile is made of.

    A profile is ``profiles/PROFILE.ttl`` and what it says by ``owl:imports``: other files of the folder
    or, by the IRI of the shapes, all of them. Nothing else is ever fetched. Raises ConfigurationError
    where a file is missing or no Turtle.
    """
    graph = Graph("SimpleMemory")
    files = sorted(folder.glob("*.ttl")) if profile is None else [_profile_file(folder, profile)]
    read: set[Path] = set()
    while todo := [file for file in files if file not in read]:
        for file in todo:
            _parse(file, graph)
        read.update(todo)
        imports = sorted({str(iri) for iri in graph.objects(None, _IMPORTS)})
        files = [file for iri in imports for file in _imported(folder, iri)]
    if not len(graph):
        raise ConfigurationError(f"{folder}: holds no shapes, and without any everything would conform")
    return graph


def _parse(file: Path, graph: Graph) -> None:
    rdflib_bool_patch()  # type: ignore[no-untyped-call]
    try:
        graph.parse(file, format="turtle")
    except Exception as error:  # rdflib's parsers raise many kinds
        raise ConfigurationError(f"{file}: cannot be read as Turtle: {error}") from error
    finally:
        rdflib_bool_unpatch()  # type: ignore[no-untyped-call]


def _imported(folder: Path, iri: str) -> list[Path]:
    if iri == _SHAPES_IRI:
        return sorted(folder.glob("*.ttl"))
    file = folder / f"{iri.removeprefix(_SHAPES_IRI + '/')}.ttl"
    if not iri.startswith(_SHAPES_IRI) or ".." in file.parts or not file.is_file():
        raise ConfigurationError(f"a profile of the shapes imports <{iri}>, which is no file of {folder}")
    return [file]


def _profile_file(folder: Path, profile: str) -> Path:
    known = profile_files(folder)
    if profile not in known:
        names = ", ".join(known) or "none"
        raise ConfigurationError(f"no profile of the shapes is called {profile!r}; known are {names}")
    return known[profile]


def read_turtle_folder(folder: Path) -> Graph:
    """Return the triples of the Turtle files of a folder; raise ConfigurationError for bad ones."""
    graph = Graph("SimpleMemory")
    for file in sorted(folder.glob("*.ttl")):
        _parse(file, graph)
    return graph


def profile_files(folder: Path) -> dict[str, Path]:
    """Return the files of the profiles by name."""
    return {file.stem: file for file in sorted(folder.glob("profiles/*.ttl"))}
