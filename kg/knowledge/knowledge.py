"""Everything that is known before an article is read, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from kg.iri import Minter
from kg.knowledge.facts import Facts
from kg.knowledge.lexicon import Lexicon, read_lexicon
from kg.knowledge.world import World, read_world


@dataclass(frozen=True, slots=True)
class Knowledge:
    lexicon: Lexicon
    world: World
    minter: Minter


def read_knowledge(facts: Facts, base_iri: str) -> Knowledge:
    """Build the value from the facts of the ontology folder."""
    return Knowledge(read_lexicon(facts), read_world(facts), Minter(base_iri))
