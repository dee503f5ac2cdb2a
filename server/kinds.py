"""Which page shows a thing, by its classes, and what lists of things there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.vocab import DIPL, FOAF, ORG, SCHEMA

# From class to kind; where a thing has several classes, the first in this order decides.
KINDS: Mapping[str, str] = {
    SCHEMA["NewsArticle"]: "article",
    FOAF["Person"]: "person",
    DIPL["DiplomaticEvent"]: "event",
    DIPL["State"]: "state",
    DIPL["Initiative"]: "initiative",
    DIPL["Agreement"]: "initiative",
    DIPL["DiplomaticRelation"]: "initiative",
    DIPL["InternationalOrganisation"]: "organisation",
    DIPL["DiplomaticMission"]: "organisation",
    SCHEMA["GovernmentOrganization"]: "organisation",
    ORG["FormalOrganization"]: "organisation",
    SCHEMA["Place"]: "place",
    DIPL["Office"]: "office",
    DIPL["Pillar"]: "initiative-part",
    DIPL["Tenure"]: "tenure",
    DIPL["Participation"]: "participation",
    DIPL["PublicStatement"]: "statement",
}
RANK: Mapping[str, int] = {kind: rank for rank, kind in enumerate(dict.fromkeys(KINDS.values()))}


def kind_of(classes: Iterable[str]) -> str | None:
    """Return the kind of a thing from its classes, ``None`` where no page is made for it."""
    known = set(classes)
    return next((kind for cls, kind in KINDS.items() if cls in known), None)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page: its path, its heading, and the classes whose things it shows."""

    path: str
    title: str
    classes: tuple[str, ...]


LISTINGS: Mapping[str, Listing] = {
    "persons": Listing("persons", "Persons", (FOAF["Person"],)),
    "states": Listing("states", "States", (DIPL["State"],)),
    "organisations": Listing(
        "organisations",
        "Organisations",
        (
            DIPL["InternationalOrganisation"],
            DIPL["DiplomaticMission"],
            SCHEMA["GovernmentOrganization"],
            ORG["FormalOrganization"],
        ),
    ),
    "initiatives": Listing(
        "initiatives",
        "Initiatives and agreements",
        (DIPL["Initiative"], DIPL["Agreement"], DIPL["DiplomaticRelation"]),
    ),
}
