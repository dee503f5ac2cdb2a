"""Links between things, and what keeps things apart -> groups of the same thing.

The order of arrival plays no part: links are taken by their weight, then by how many other things are
linked to both ends, then by IRI. Two groups are joined only if no member of one is kept apart from
any member of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Why two things are the same; ``grounds`` are concepts of the scheme, ``weight`` is their sum.

    ``named`` where both go by one name, so that a rival is rather an error of one article.
    """

    one: str
    other: str
    weight: float
    grounds: tuple[str, ...]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups with more than one member, and the links by which they were joined."""

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]


def group(links: Iterable[Link], apart: Callable[[str, str], bool], sure: float) -> Groups:
    """Join what links allow. One lighter than ``sure``, of things without a name, must have no rival."""
    found = list(links)
    partners = _partners(found)

    def rank(link: Link) -> tuple[float, int, str, str]:
        backers = len(partners[link.one] & partners[link.other])
        return -link.weight, -backers, link.one, link.other

    usable = [link for link in found if link.weight >= sure or link.named or _is_alone(link, partners, apart)]
    member_of: dict[str, list[str]] = {}
    used = []
    for link in sorted(usable, key=rank):
        one, other = (member_of.setdefault(iri, [iri]) for iri in (link.one, link.other))
        if one is other or any(apart(a, b) for a in one for b in other):
            continue
        larger, smaller = (one, other) if len(one) >= len(other) else (other, one)
        larger += smaller
        member_of.update(dict.fromkeys(smaller, larger))
        used.append(link)
    groups = {id(members): tuple(sorted(members)) for members in member_of.values() if len(members) > 1}
    return Groups(tuple(sorted(groups.values())), tuple(used))


def _partners(links: Iterable[Link]) -> dict[str, set[str]]:
    """Return, for each thing, those that it is linked to."""
    found: dict[str, set[str]] = {}
    for link in links:
        found.setdefault(link.one, set()).add(link.other)
        found.setdefault(link.other, set()).add(link.one)
    return found


def _is_alone(link: Link, partners: Mapping[str, set[str]], apart: Callable[[str, str], bool]) -> bool:
    """Tell whether neither end has a rival of the other: one it is linked to, that the other is not."""
    ends = (link.one, link.other), (link.other, link.one)
    return not any(apart(far, rival) for near, far in ends for rival in partners[near] - {far})


def heads(groups: Groups, first: Callable[[str], object]) -> Mapping[str, str]:
    """Return, for each member of a group but its head, the head: the member that ``first`` puts first."""
    found = {}
    for members in groups.groups:
        head = min(members, key=lambda iri: (first(iri), iri))
        found.update({iri: head for iri in members if iri != head})
    return found
