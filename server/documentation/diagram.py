"""An ontology in, its class diagram out: SVG whose boxes and arrows link to the terms.

A box is a class of the ontology, with the properties whose range lies outside; an arrow with a hollow
head goes to the super-class, an arrow with words is an object property from its domain to its range.
Parts that do not hang together are drawn side by side.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from itertools import pairwise

from rdflib import OWL, RDF, RDFS, URIRef
from rdflib.term import Node

from server.documentation.layout import Drawing, Edge, Point, lay_out
from server.documentation.turtle import PUBLISHED_PREFIXES
from server.documentation.vocabularies import Vocabulary
from server.labels import compact

_NAME, _LINE, _WORDS = 14.0, 12.0, 12.0  # font sizes in pixels
_LEAD, _PAD = 17.0, 11.0  # height of a line, space inside a box
_MARGIN = 16.0
_WIDEST = 1120.0  # of a row of parts
_NARROW = set("iIjl.,:;|!'()[]ft ")


@dataclass(frozen=True, slots=True)
class Box:
    """A class as drawn: its name, the outside classes it is under, its properties to outside ranges."""

    iri: URIRef
    name: str
    supers: str
    lines: tuple[str, ...]
    outside: bool

    @property
    def size(self) -> tuple[float, float]:
        widths = [_width(self.name, _NAME, 1.1), _width(self.supers, _LINE)]
        widths += [_width(line, _LINE) for line in self.lines]
        rows = 1 + bool(self.supers) + len(self.lines) + (0.5 if self.lines else 0)
        return max(widths) + 2 * _PAD, rows * _LEAD + 2 * _PAD - 5


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line of the diagram; ``prop`` is ``None`` where it leads from super-class to sub-class."""

    upper: URIRef
    lower: URIRef
    prop: URIRef | None


@dataclass(frozen=True, slots=True)
class Diagram:
    """The boxes and arrows of an ontology, and what they say in one sentence."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    @property
    def summary(self) -> str:
        classes = sum(not box.outside for box in self.boxes)
        subs = sum(arrow.prop is None for arrow in self.arrows)
        lines = sum(len(box.lines) for box in self.boxes)
        return (
            f"{classes} classes with {subs} arrows to super-classes, {len(self.arrows) - subs} object "
            f"properties between classes, and {lines} properties whose values lie outside the ontology."
        )


def diagram_of(vocabulary: Vocabulary) -> Diagram | None:
    """Return the diagram of an ontology, ``None`` for a vocabulary without classes to relate."""
    own = [t for t in vocabulary.terms() if (t, RDF.type, OWL.Class) in vocabulary.graph]
    if len(own) < 2:
        return None
    graph, members = vocabulary.graph, set(own)
    supers = {c: _iris(graph.objects(c, RDFS.subClassOf)) for c in own}
    shared = {s for c in own for s in supers[c] if s not in members and _count(s, supers) > 1}
    arrows = [Arrow(s, c, None) for c in own for s in supers[c] if s in members | shared and s != c]
    lines: dict[URIRef, list[str]] = {c: [] for c in own}
    for prop in vocabulary.terms():
        domains, ranges = (_iris(graph.objects(prop, p)) for p in (RDFS.domain, RDFS.range))
        for domain in domains:
            for value in ranges:
                if value in members and value != domain:
                    arrows.append(Arrow(domain, value, prop))
                    shared |= {domain} - members
                elif domain in members:
                    lines[domain].append(f"{_local(prop)}: {_short(value)}")
    boxes = [_box(c, [s for s in supers[c] if s not in members | shared], lines[c]) for c in own]
    boxes += [Box(s, _short(s), "", (), True) for s in sorted(shared)]
    return Diagram(tuple(boxes), tuple(arrows))


def _box(cls: URIRef, supers: Sequence[URIRef], lines: Sequence[str]) -> Box:
    under = "under " + ", ".join(map(_short, supers)) if supers else ""
    return Box(cls, _local(cls), under, tuple(sorted(lines)), False)


def _iris(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted(node for node in nodes if isinstance(node, URIRef))


def _count(cls: URIRef, supers: Mapping[URIRef, Sequence[URIRef]]) -> int:
    return sum(cls in found for found in supers.values())


def _local(iri: URIRef) -> str:
    return iri.rpartition("#")[2]


def _short(iri: str) -> str:
    return compact(iri, prefixes=PUBLISHED_PREFIXES)


def _width(text: str, size: float, factor: float = 1.0) -> float:
    """Return an upper bound of the width of a text in the usual sans-serif fonts (DejaVu is wide)."""
    per = (
        0.36 if c in _NARROW else 0.86 if c in "mwMW" or unicodedata.east_asian_width(c) == "W" else 0.64
        for c in text
    )
    return sum(per) * size * factor


# ---------------------------------------------------------------------------------- drawing


@dataclass(frozen=True, slots=True)
class Part:
    """One connected part of the diagram with its drawing, and where its upper left corner goes."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    drawing: Drawing
    corner: Point = (0.0, 0.0)


def parts_of(diagram: Diagram) -> list[Part]:
    """Return the connected parts, laid out, the largest first, in rows."""
    groups: list[set[URIRef]] = [{box.iri} for box in diagram.boxes]
    for arrow in diagram.arrows:
        touched = [group for group in groups if arrow.upper in group or arrow.lower in group]
        groups = [group for group in groups if group not in touched] + [
            {iri for group in touched for iri in group}
        ]
    parts = [_part(diagram, group) for group in sorted(groups, key=lambda g: (-len(g), min(g)))]
    return _in_rows(parts)


def _part(diagram: Diagram, group: set[URIRef]) -> Part:
    boxes = tuple(box for box in diagram.boxes if box.iri in group)
    arrows = tuple(arrow for arrow in diagram.arrows if arrow.upper in group)
    edges = [
        Edge(str(a.upper), str(a.lower), _label_size(a.prop), "" if a.prop else "subclasses") for a in arrows
    ]
    return Part(boxes, arrows, lay_out({str(box.iri): box.size for box in boxes}, edges))


def _label_size(prop: URIRef | None) -> tuple[float, float] | None:
    return (_width(_local(prop), _WORDS) + 12, 20.0) if prop else None


def _in_rows(parts: Sequence[Part]) -> list[Part]:
    placed, x, y, height = [], 0.0, 0.0, 0.0
    widest = max(_WIDEST, *(part.drawing.size[0] for part in parts))
    for part in parts:
        width, tall = part.drawing.size
        if x and x + width > widest:
            x, y, height = 0.0, y + height + 2 * _MARGIN, 0.0
        placed.append(replace(part, corner=(x, y)))
        x, height = x + width + 3 * _MARGIN, max(height, tall)
    return placed


@cache
def svg(diagram: Diagram) -> str:
    """Return the diagram as an SVG element for a page; colours come from the style sheet."""
    parts = parts_of(diagram)
    width = max(p.corner[0] + p.drawing.size[0] for p in parts) + 2 * _MARGIN
    height = max(p.corner[1] + p.drawing.size[1] for p in parts) + 2 * _MARGIN
    drawn = "".join(_draw_part(part) for part in parts)
    return (
        f'<svg class="diagram" role="group" aria-labelledby="diagram-title diagram-text" '
        f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}">'
        f'<title id="diagram-title">Class diagram</title><desc id="diagram-text">{diagram.summary}</desc>'
        "<defs>"
        '<marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
        'orient="auto" markerUnits="userSpaceOnUse"><path d="M1 1l8 4-8 4z" class="filled"/></marker>'
        f"</defs>{drawn}</svg>"
    )


def _draw_part(part: Part) -> str:
    left, top = part.corner[0] + _MARGIN, part.corner[1] + _MARGIN
    lines = "".join(_draw_line(a, r) for a, r in zip(part.arrows, part.drawing.routes, strict=True))
    words = "".join(
        _draw_label(a.prop, at)
        for a, at in zip(part.arrows, part.drawing.labels, strict=True)
        if a.prop and at
    )
    boxes = "".join(_draw_box(box, part.drawing.boxes[str(box.iri)]) for box in part.boxes)
    return f'<g transform="translate({left:.1f} {top:.1f})">{lines}{boxes}{words}</g>'


def _draw_line(arrow: Arrow, route: Sequence[Point]) -> str:
    """Draw straight lines through layers and smooth curves between them."""
    path = f"M{route[0][0]:.1f} {route[0][1]:.1f}"
    for (x0, y0), (x1, y1) in pairwise(route):
        half = (y0 + y1) / 2
        path += f"V{y1:.1f}" if x0 == x1 else f"C{x0:.1f} {half:.1f} {x1:.1f} {half:.1f} {x1:.1f} {y1:.1f}"
    if arrow.prop:
        return f'<path d="{path}" class="property" marker-end="url(#to)"/>'
    x, y = route[0]
    head = f'<path d="M{x:.1f} {y:.1f}l6 11h-12z" class="hollow"/>'
    return f'<path d="{path}" class="super"/>{head}'


def _draw_label(prop: URIRef, at: Point) -> str:
    width, height = _label_size(prop) or (0.0, 0.0)
    return (
        f'<a href="#{escape(_local(prop))}"><rect x="{at[0] - width / 2:.1f}" y="{at[1] - height / 2:.1f}" '
        f'width="{width:.1f}" height="{height:.1f}" rx="3" class="label"/>'
        f'<text x="{at[0]:.1f}" y="{at[1] + 4:.1f}" class="words">{escape(_local(prop))}</text></a>'
    )


def _draw_box(box: Box, at: Point) -> str:
    width, height = box.size
    left, top = at[0] - width / 2, at[1] - height / 2
    y = top + _PAD + 9
    rows = [f'<text x="{at[0]:.1f}" y="{y:.1f}" class="name">{escape(box.name)}</text>']
    if box.supers:
        y += _LEAD
        rows.append(f'<text x="{at[0]:.1f}" y="{y:.1f}" class="under">{escape(box.supers)}</text>')
    if box.lines:
        y += _LEAD / 2
        rows.append(f'<path d="M{left:.1f} {y:.1f}h{width:.1f}" class="rule"/>')
        for line in box.lines:
            y += _LEAD
            rows.append(f'<text x="{left + _PAD:.1f}" y="{y:.1f}" class="line">{escape(line)}</text>')
    frame = (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" rx="5" '
        f'class="{"outside" if box.outside else "box"}"/>'
    )
    drawn = frame + "".join(rows)
    return f"<g>{drawn}</g>" if box.outside else f'<a href="#{escape(box.name)}">{drawn}</a>'
