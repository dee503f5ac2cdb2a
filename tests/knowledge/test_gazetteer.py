"""Which place of the gazetteer a name means."""

from __future__ import annotations

import pytest

from kg.knowledge.facts import Text, Triple
from kg.knowledge.gazetteer import Gazetteer, read_gazetteer
from kg.vocab import LEX, RDF, SCHEMA, SKOS, XSD

STATES = {"FRE": "state/FRE", "RUR": "state/RUR"}


def _city(iri: str, name: str, state: str, *, ambiguous: bool = False, city: bool = True) -> list[Triple]:
    triples: list[Triple] = [
        (iri, RDF["type"], SCHEMA["City" if city else "AdministrativeArea"]),
        (iri, SCHEMA["addressCountry"], STATES[state]),
        (iri, SKOS["prefLabel"], Text(name, "en", RDF["langString"])),
    ]
    return [*triples, (iri, LEX["ambiguous"], Text("true", "", XSD["boolean"]))] if ambiguous else triples


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer(
        [
            *_city("place/1", "Port Sélm", "FRE"),
            *_city("place/2", "Milford", "FRE", ambiguous=True),
            *_city("place/3", "Milford", "RUR", ambiguous=True),
            *_city("place/4", "Ashby", "FRE"),
            *_city("place/5", "Ashby", "RUR", ambiguous=True),
            *_city("place/6", "Norton", "FRE"),
            *_city("place/7", "Norton", "FRE"),
            *_city("place/8", "Selmar", "FRE"),
            *_city("place/FRE-SE", "Selmar", "FRE", city=False),
        ]
    )


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        ("Port Selm", None, "place/1"),
        ("PORT SELM", None, "place/1"),
        ("port selm", None, None),
        ("Milford", None, None),
        ("Milford", "RUR", "place/3"),
        ("Ashby", None, "place/4"),
        ("Ashby", "RUR", "place/5"),
        ("Selmar", None, "place/8"),
        ("Selmar", "RUR", None),
    ],
)
def test_a_name_means_one_place_or_none(
    gazetteer: Gazetteer, name: str, told: str | None, expected: str | None
) -> None:
    meant = gazetteer.meant(name, told and STATES[told])
    assert (meant and meant.iri) == expected


def test_of_two_places_in_one_state_the_state_is_known(gazetteer: Gazetteer) -> None:
    meant = gazetteer.meant("Norton")
    assert meant is not None
    assert (meant.iri, meant.state) == ("", STATES["FRE"])
