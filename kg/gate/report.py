"""What a validation found (SHACL, section 3.6), as values, JSON, text and RDF."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from kg.knowledge.facts import Term, Text
from kg.vocab import PREFIXES, SH, XSD

VIOLATION = SH["Violation"]
_HARMLESS = frozenset({SH["Warning"], SH["Info"]})


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result; ``path`` is an IRI or, where complex, its SPARQL form."""

    focus_node: Term
    path: str | None
    value: Term | None
    component: str
    severity: str
    source_shape: str
    message: str
    source_constraint: str | None = None  # the SPARQL constraint, where it is one

    @property
    def breaks(self) -> bool:
        """Tell whether this result alone makes the graph non-conforming."""
        return self.severity not in _HARMLESS


@dataclass(frozen=True, slots=True)
class Report:
    """The results on one graph, in a fixed order. Warnings and infos do not break conformance."""

    conforms: bool
    results: tuple[Result, ...]

    @property
    def text(self) -> str:
        """The report for people, one paragraph per result."""
        head = "conforms" if self.conforms else "does not conform"
        return "\n\n".join(
            (f"The graph {head}; {len(self.results)} results.", *map(_paragraph, self.results))
        )

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def make_report(results: Iterable[Result]) -> Report:
    """Return the report over results, each kept once."""
    ordered = tuple(sorted(set(results), key=_order))
    return Report(not any(result.breaks for result in ordered), ordered)


def _order(result: Result) -> tuple[str, ...]:
    return tuple(str(part) for part in asdict(result).values())


# ---------------------------------------------------------------------------- text


def _paragraph(result: Result) -> str:
    lines = [
        f"{short(result.severity)}: {result.message}",
        f"  at     {shown(result.focus_node)}",
        f"  path   {short(result.path)}" if result.path else "",
        f"  value  {shown(result.value)}" if result.value is not None else "",
        f"  shape  {short(result.source_constraint or result.source_shape)}",
    ]
    return "\n".join(line for line in lines if line)


def short(iri: str) -> str:
    """Return an IRI with its prefix where that leaves a plain local name."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "_").isidentifier():
            return f"{prefix}:{local}"
    return iri


def shown(value: Term) -> str:
    """Return a term as Turtle writes it, an IRI without brackets."""
    if not isinstance(value, Text):
        return short(value)
    tail = f"@{value.language}" if value.language else ""
    if not tail and value.datatype not in ("", XSD["string"]):
        tail = f"^^{short(value.datatype)}"
    return f'"{value.value}"{tail}'
