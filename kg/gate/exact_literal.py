"""A literal of rdflib that every serialisation writes as it is.

rdflib writes numbers and truth values in Turtle without quotation marks, whatever their lexical form:
``"x"^^xsd:boolean`` becomes ``x``, which is no Turtle, and ``"1e5"^^xsd:decimal`` becomes a double. Only
what the short forms of Turtle (section 2.5.2, 2.5.3) give back unchanged may be written so. In JSON-LD it
writes them as JSON does, where ``"NaN"^^xsd:double`` has no form and long numbers lose their last digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.vocab import XSD

_SHORT: Mapping[str, re.Pattern[str]] = {
    XSD["boolean"]: re.compile(r"true|false"),
    XSD["integer"]: re.compile(r"[+-]?[0-9]+"),
    XSD["decimal"]: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
}


class ExactLiteral(Literal):
    """A literal that is written in a short form only where that says the same."""

    __slots__ = ()

    def _literal_n3(
        self, use_plain: bool = False, qname_callback: Callable[[URIRef], str | None] | None = None
    ) -> str:
        short = _SHORT.get(str(self.datatype))
        return super()._literal_n3(
            use_plain=use_plain and short is not None and short.fullmatch(str(self)) is not None,
            qname_callback=qname_callback,
        )

    def toPython(self) -> str:  # of JSON-LD
        return str(self)


def exact(node: Node) -> Node:
    """Return a term with the same meaning, exact where it is a literal."""
    if not isinstance(node, Literal):
        return node
    return ExactLiteral(str(node), lang=node.language, datatype=node.datatype, normalize=False)
