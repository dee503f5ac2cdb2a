"""Everything that is known before an article is read, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.iri import Minter
from kg.knowledge.facts import Facts
from kg.knowledge.gazetteer import Gazetteer
from kg.knowledge.lexicon import Lexicon, read_lexicon
from kg.knowledge.roll import Roll, read_roll
from kg.knowledge.world import World, read_world


@dataclass(frozen=True, slots=True)
class Knowledge:
    lexicon: Lexicon
    world: World
    minter: Minter
    roll: Roll = field(default_factory=Roll)
    gazetteer: Gazetteer = field(default_factory=Gazetteer)


def read_knowledge(
    facts: Facts, base_iri: str, records: Facts | None = None, gazetteer: Gazetteer | None = None
) -> Knowledge:
    """Build the value from the facts of the ontology folder, those of imported records, and a gazetteer."""
    world = read_world(facts)
    roll = read_roll(records, world.person_names) if records is not None else Roll()
    return Knowledge(read_lexicon(facts), world, Minter(base_iri), roll, gazetteer or Gazetteer())
