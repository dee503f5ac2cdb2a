"""The gate that every article's graph passes before it is stored."""

from __future__ import annotations

from pathlib import Path

from kg.gate.data_graph import make_data_graph
from kg.gate.ground import ground_results
from kg.gate.report import Report, make_report
from kg.gate.shacl import PreparedShapes, read_shapes
from kg.model import ArticleGraph
from kg.resources import shapes_folder
from kg.vocab import SHAPE


class Gate:
    """Checks graphs against the shapes of a folder; by default those of this installation.

    A profile, a file ``profiles/NAME.ttl`` of the folder, is another set of demands. One without
    ``shape:GroundTerm`` is for data of others, which may hold blank nodes and datatypes of their own.
    """

    def __init__(self, shapes: Path | None = None, profile: str | None = None) -> None:
        self._shapes = PreparedShapes(read_shapes(shapes or shapes_folder(), profile))
        self._foreign = profile is not None and not self._shapes.holds(SHAPE["GroundTerm"])

    def check(self, graph: ArticleGraph) -> Report:
        """Return what is wrong with a graph; a warning does not break conformance.

        Raises ValidatorError where the validator itself fails. The shapes are asked only where
        every term is well-formed, because validators do unsound things with others.
        """
        triples = graph.triples
        ground = make_report(ground_results(triples, foreign=self._foreign))
        if not ground.conforms:
            return ground
        return make_report(self._shapes.validate(make_data_graph(triples)))
