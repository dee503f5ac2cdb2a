"""Boxes and arrows in, positions and routes out: a layered drawing (Sugiyama, Tagawa and Toda 1981).

Edges run downwards from layer to layer. An edge that passes a layer, and the label of an edge, has a
place of its own there, so no box, label or line lies on another box or label; lines cross lines only.
Nothing is random but by a fixed seed: the same graph is drawn the same way. Lengths are in pixels.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = 56.0  # between layers: room for curves
STUB = 13.0  # of a line, straight where it leaves a layer: room for the head of an arrow
APART = 20.0  # between neighbours of a layer
_STARTS = 120  # orders to begin with; the one with the fewest crossings wins
_ROUNDS = 12

Size = tuple[float, float]
Point = tuple[float, float]
Layers = list[list[int]]


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from the upper to the lower box; ``label`` is the size of its words, if it has any.

    Edges of the same ``port`` leave their box at the same point.
    """

    upper: str
    lower: str
    label: Size | None = None
    port: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Centres of boxes; per edge its route, as points from box to box, and the centre of its label."""

    size: Size
    boxes: Mapping[str, Point]
    routes: Sequence[Sequence[Point]]
    labels: Sequence[Point | None]


def lay_out(boxes: Mapping[str, Size], edges: Sequence[Edge]) -> Drawing:
    """Draw a graph, connected or not; in a cycle one edge points up.

    Raises ValueError for an edge from a box to itself.
    """
    loops = [edge.upper for edge in edges if edge.upper == edge.lower]
    if loops:
        raise ValueError(f"these boxes have edges to themselves: {loops}")
    return _Sugiyama(boxes, edges).drawing()


def _upward(boxes: Iterable[str], edges: Sequence[Edge]) -> set[int]:
    """Return the edges, by number, that close a cycle when boxes are visited in order."""
    leaving: dict[str, list[int]] = defaultdict(list)
    for i, edge in enumerate(edges):
        leaving[edge.upper].append(i)
    found: set[int] = set()
    done: set[str] = set()

    def visit(box: str, path: frozenset[str]) -> None:
        for i in leaving[box]:
            if edges[i].lower in path:
                found.add(i)
            elif edges[i].lower not in done:
                visit(edges[i].lower, path | {edges[i].lower})
        done.add(box)

    for box in boxes:
        if box not in done:
            visit(box, frozenset({box}))
    return found


class _Sugiyama:
    """One run: numbered places (boxes first, then those of passing edges) in layers."""

    def __init__(self, boxes: Mapping[str, Size], edges: Sequence[Edge]) -> None:
        self.names = list(boxes)
        self.number = {name: i for i, name in enumerate(self.names)}
        self.sizes: list[Size] = list(boxes.values())
        self.turned = _upward(boxes, edges)
        self.edges = [
            Edge(edge.lower, edge.upper, edge.label) if i in self.turned else edge
            for i, edge in enumerate(edges)
        ]
        rank = self._ranks()
        self.rank = [rank[i] for i in range(len(self.names))]
        self.chains = [self._chain(edge) for edge in self.edges]
        self.below: dict[int, list[int]] = defaultdict(list)
        self.above: dict[int, list[int]] = defaultdict(list)
        for chain in self.chains:
            for upper, lower in pairwise(chain):
                self.below[upper].append(lower)
                self.above[lower].append(upper)
        self.layers = self._ordered()
        self.x = self._across()

    # ------------------------------------------------------------------ layers

    def _ranks(self) -> dict[int, int]:
        """Give each box the highest layer that its upper neighbours leave it, then pull roots down."""
        ends = [self._ends(edge) for edge in self.edges]
        rank = dict.fromkeys(range(len(self.names)), 0)
        for _ in self.names:  # no path is longer than there are boxes
            for upper, lower, span in ends:
                rank[lower] = max(rank[lower], rank[upper] + span)
        roots = [box for box in rank if not any(lower == box for _, lower, _ in ends)]
        for box in sorted(roots, key=lambda i: -rank[i]):
            self._pull_down(box, rank, ends)
        first = min(rank.values(), default=0)
        return {box: value - first for box, value in rank.items()}

    def _pull_down(self, root: int, rank: dict[int, int], ends: Sequence[tuple[int, int, int]]) -> None:
        """Move a root, with the boxes that hang on it alone, next to what else it points to."""
        hanging = {
            lower
            for upper, lower, _ in ends
            if upper == root and not any(lower == u or (lower == v and u != root) for u, v, _ in ends)
        }
        limits = [rank[v] - span for u, v, span in ends if u == root and v not in hanging]
        shift = max(0, min(limits) - rank[root]) if limits else 0
        for box in (root, *hanging):
            rank[box] += shift

    def _ends(self, edge: Edge) -> tuple[int, int, int]:
        return self.number[edge.upper], self.number[edge.lower], 2 if edge.label else 1

    def _chain(self, edge: Edge) -> list[int]:
        """Return the places of an edge from box to box, adding one for each layer that it passes."""
        upper, lower, _ = self._ends(edge)
        ranks = range(self.rank[upper] + 1, self.rank[lower])
        middle = ranks[len(ranks) // 2] if len(ranks) else -1
        places = []
        for rank in ranks:
            self.sizes.append(edge.label if edge.label and rank == middle else (0.0, 0.0))
            self.rank.append(rank)
            places.append(len(self.sizes) - 1)
        return [upper, *places, lower]

    # ------------------------------------------------------------------- order

    def _ordered(self) -> Layers:
        chance = random.Random(7)
        layers: Layers = [[] for _ in range(max(self.rank, default=0) + 1)]
        for place, rank in enumerate(self.rank):
            layers[rank].append(place)
        best, fewest = layers, self._cost(layers)
        for start in range(_STARTS):
            now = [list(layer) for layer in layers]
            if start:
                for layer in now:
                    chance.shuffle(layer)
            for turn in range(_ROUNDS):
                self._sweep(now, down=turn % 2 == 0)
                self._swap(now)
                cost = self._cost(now)
                if cost < fewest:
                    best, fewest = [list(layer) for layer in now], cost
                if not fewest:
                    return best
        return best

    def _sweep(self, layers: Layers, down: bool) -> None:
        order = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
        near = self.above if down else self.below
        for rank in order:
            position = {p: i for i, p in enumerate(layers[rank - 1 if down else rank + 1])}
            now = {p: i for i, p in enumerate(layers[rank])}
            layers[rank].sort(key=lambda p: (_mean([position[q] for q in near[p]], now[p]), now[p]))

    def _swap(self, layers: Layers) -> None:
        for rank, layer in enumerate(layers):
            around = [
                (near, {p: i for i, p in enumerate(layers[other])})
                for near, other in ((self.above, rank - 1), (self.below, rank + 1))
                if 0 <= other < len(layers)
            ]
            for i in range(len(layer) - 1):
                left, right = layer[i], layer[i + 1]
                gain = sum(
                    _crossings([pos[q] for q in near[left]], [pos[q] for q in near[right]])
                    - _crossings([pos[q] for q in near[right]], [pos[q] for q in near[left]])
                    for near, pos in around
                )
                if gain > 0:
                    layer[i], layer[i + 1] = right, left

    def _cost(self, layers: Layers) -> int:
        total = 0
        for upper, lower in pairwise(layers):
            position = {p: i for i, p in enumerate(lower)}
            ends = [[position[q] for q in self.below[p]] for p in upper]
            total += sum(_crossings(a, b) for i, a in enumerate(ends) for b in ends[i + 1 :])
            total += sum(self._interleaved(p, position) for p in upper)
        return total

    def _interleaved(self, place: int, position: Mapping[int, int]) -> int:
        """Count the lines of one box that pass among others which leave it at one point."""
        ports: dict[str, list[int]] = defaultdict(list)
        for chain, edge in zip(self.chains, self.edges, strict=True):
            if chain[0] == place:
                ports[edge.port].append(position[chain[1]])
        alone = ports.pop("", [])
        return sum(min(_crossings(g, [p]), _crossings([p], g)) for g in ports.values() for p in alone)

    # --------------------------------------------------------------- positions

    def _across(self) -> list[float]:
        x = [0.0] * len(self.sizes)
        for layer in self.layers:
            left = 0.0
            for place in layer:
                x[place] = left + self.sizes[place][0] / 2
                left += self.sizes[place][0] + APART
        for turn in range(60):
            near = self.above if turn % 2 == 0 else self.below
            both = turn > 40
            for layer in self.layers if turn % 2 == 0 else reversed(self.layers):
                wanted = [
                    _mean([x[q] for q in ((*self.above[p], *self.below[p]) if both else near[p])], x[p])
                    for p in layer
                ]
                self._place(layer, wanted, x)
        left = min((x[p] - self.sizes[p][0] / 2 for p in range(len(x))), default=0.0)
        return [value - left for value in x]

    def _place(self, layer: Sequence[int], wanted: Sequence[float], x: list[float]) -> None:
        """Put a layer as near to the wanted places as its order allows (least squares, pooled)."""
        offsets = [0.0]
        for left, right in pairwise(layer):
            offsets.append(offsets[-1] + (self.sizes[left][0] + self.sizes[right][0]) / 2 + APART)
        pools: list[tuple[float, float, int]] = []  # sum of wishes, weight, members
        for place, wish, offset in zip(layer, wanted, offsets, strict=True):
            # A passing line and a lone child should run straight; a box with many lines may give way.
            weight = 3.0 if not self.sizes[place][1] else 1.0
            pools.append(((wish - offset) * weight, weight, 1))
            while len(pools) > 1 and pools[-2][0] / pools[-2][1] >= pools[-1][0] / pools[-1][1]:
                last, before = pools.pop(), pools.pop()
                pools.append((last[0] + before[0], last[1] + before[1], last[2] + before[2]))
        index = 0
        for total, weight, members in pools:
            for _ in range(members):
                x[layer[index]] = total / weight + offsets[index]
                index += 1

    def drawing(self) -> Drawing:
        tops, bottoms = self._bands()
        centre = [(self.x[p], (tops[r] + bottoms[r]) / 2) for p, r in enumerate(self.rank)]
        boxes = {
            name: (self.x[p], tops[self.rank[p]] + self.sizes[p][1] / 2) for p, name in enumerate(self.names)
        }
        labels: list[Point | None] = []
        for chain, edge in zip(self.chains, self.edges, strict=True):
            inner = [p for p in chain[1:-1] if self.sizes[p][1]]
            labels.append(centre[inner[0]] if edge.label and inner else None)
        width = max((self.x[p] + self.sizes[p][0] / 2 for p in range(len(self.x))), default=0.0)
        routes = self._routes(tops, bottoms)
        return Drawing((width, bottoms[-1] if bottoms else 0.0), boxes, routes, labels)

    def _bands(self) -> tuple[list[float], list[float]]:
        tops, bottoms, y = [], [], 0.0
        for layer in self.layers:
            height = max((self.sizes[p][1] for p in layer), default=0.0)
            tops.append(y)
            bottoms.append(y + height)
            y += height + GAP + 2 * sum(len(self.below[p]) for p in layer)
        return tops, bottoms

    def _routes(self, tops: Sequence[float], bottoms: Sequence[float]) -> list[list[Point]]:
        leaving = self._ports(lambda i: (self.chains[i][0], self.chains[i][1], self.edges[i].port))
        coming = self._ports(lambda i: (self.chains[i][-1], self.chains[i][-2], str(i)))
        routes = []
        for i, chain in enumerate(self.chains):
            first, last = chain[0], chain[-1]
            foot = tops[self.rank[first]] + self.sizes[first][1]
            top = tops[self.rank[last]]
            route = [(leaving[i], foot), (leaving[i], bottoms[self.rank[first]] + STUB)]
            for p in chain[1:-1]:
                route += [(self.x[p], tops[self.rank[p]] - STUB), (self.x[p], bottoms[self.rank[p]] + STUB)]
            route += [(coming[i], top - STUB), (coming[i], top)]
            routes.append(route[::-1] if i in self.turned else route)
        return routes

    def _ports(self, ends: Callable[[int], tuple[int, int, str]]) -> list[float]:
        """Spread the points where lines meet a box over its side, in the order in which they arrive."""
        groups: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        found = [0.0] * len(self.chains)
        for i in range(len(self.chains)):
            box, _, port = ends(i)
            groups[box][port or str(i)].append(i)
        for box, ports in groups.items():
            order = sorted(ports.values(), key=lambda g: _mean([self.x[ends(i)[1]] for i in g], 0.0))
            width = min(self.sizes[box][0] - 24, 34.0 * (len(order) - 1))
            for n, group in enumerate(order):
                share = n / (len(order) - 1) - 0.5 if len(order) > 1 else 0.0
                for i in group:
                    found[i] = self.x[box] + share * width
        return found


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(left: Sequence[int], right: Sequence[int]) -> int:
    return sum(1 for a in left for b in right if a > b)
