"""Links between things, and what keeps things apart -> groups of the same thing.

The order of arrival plays no part: links are taken by their weight, and by IRI among equals. Two
groups are joined only if no member of one is kept apart from any member of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Why two things are the same; ``grounds`` are concepts of the scheme, ``weight`` is their sum."""

    one: str
    other: str
    weight: float
    grounds: tuple[str, ...]

    @property
    def rank(self) -> tuple[float, str, str]:
        return -self.weight, self.one, self.other


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups with more than one member, and the links by which they were joined."""

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]


def group(links: Iterable[Link], apart: Callable[[str, str], bool], sure: float) -> Groups:
    """Join what links allow. A link lighter than ``sure`` counts only where no rival has one too."""
    ranked = sorted(links, key=lambda link: link.rank)
    usable = _without_rivals(ranked, apart, sure)
    member_of: dict[str, list[str]] = {}
    used = []
    for link in usable:
        one, other = (member_of.setdefault(iri, [iri]) for iri in (link.one, link.other))
        if one is other or any(apart(a, b) for a in one for b in other):
            continue
        larger, smaller = (one, other) if len(one) >= len(other) else (other, one)
        larger += smaller
        member_of.update(dict.fromkeys(smaller, larger))
        used.append(link)
    found = {id(members): tuple(sorted(members)) for members in member_of.values() if len(members) > 1}
    return Groups(tuple(sorted(found.values())), tuple(used))


def _without_rivals(ranked: list[Link], apart: Callable[[str, str], bool], sure: float) -> list[Link]:
    """Leave out light links of a thing that could as well be one of two others."""
    partners: dict[str, list[str]] = {}
    for link in ranked:
        partners.setdefault(link.one, []).append(link.other)
        partners.setdefault(link.other, []).append(link.one)

    def alone(link: Link) -> bool:
        return not any(apart(link.other, rival) for rival in partners[link.one] if rival != link.other) and (
            not any(apart(link.one, rival) for rival in partners[link.other] if rival != link.one)
        )

    return [link for link in ranked if link.weight >= sure or alone(link)]


def heads(groups: Groups, first: Callable[[str], object]) -> Mapping[str, str]:
    """Return, for each member of a group but its head, the head: the member that ``first`` puts first."""
    found = {}
    for members in groups.groups:
        head = min(members, key=lambda iri: (first(iri), iri))  # type: ignore[type-var]
        found.update({iri: head for iri in members if iri != head})
    return found
