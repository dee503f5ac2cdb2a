"""What is merged over articles and what never is: on articles of our own wording, and on tellings alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.config import Settings
from kg.consolidation import Consolidation, consolidate
from kg.consolidation.clustering import Link, group
from kg.consolidation.dataset import ArticleDate
from kg.consolidation.events import Places, are_apart, link
from kg.consolidation.graph import consolidated_triples
from kg.consolidation.memory import Graphs
from kg.consolidation.telling import Part, Telling
from kg.evaluation.gold import read_gold, verdicts
from kg.evaluation.same_event import article_of
from kg.evaluation.scores import totals
from kg.knowledge.facts import Triple
from kg.pipeline import Mapper, reference_triples
from kg.vocab import DCTERMS, EVENT_TYPE, PROV, ROLE, STATUS

HERE = Path(__file__).resolve().parent
OWN = HERE / "own-wording.jsonl"
SHARED = HERE / "mexico-and-summits.jsonl"
Named = list[tuple[str, tuple[Triple, ...]]]


@pytest.fixture(scope="module")
def named(mapper: Mapper) -> Named:
    """The graphs of the articles of our own wording, and the reference data."""
    (row,) = read_gold(OWN)
    graphs = [mapper.map(article_of(article, HERE)) for article in row["articles"]]
    reference = [(name, tuple(triples)) for name, triples in reference_triples(Settings()).items()]
    return [*((graph.graph_name, graph.triples) for graph in graphs), *reference]


@pytest.fixture(scope="module")
def found(named: Named) -> Consolidation:
    return consolidate(Graphs(named))


def test_own_wording_is_merged_without_a_mistake(mapper: Mapper) -> None:
    for layer, score in totals(verdicts(OWN, mapper)).items():
        assert (score.precision, score.recall) == (1.0, 1.0), layer


@pytest.mark.skipif(
    not Path("../shared/articles").is_dir(), reason="the articles beside the checkout are absent"
)
@pytest.mark.long
def test_no_merge_of_the_articles_beside_the_checkout_is_wrong(mapper: Mapper) -> None:
    scores = totals(verdicts(SHARED, mapper))
    assert {score.precision for score in scores.values()} == {1.0}
    assert scores["same event, where both are found"].recall >= 0.85


def test_the_order_of_arrival_plays_no_part(named: Named, found: Consolidation) -> None:
    expected = consolidated_triples(found, {})
    for seed in range(3):
        mixed = random.Random(seed).sample(named, len(named))
        mixed = [(name, tuple(random.Random(seed).sample(triples, len(triples)))) for name, triples in mixed]
        assert consolidated_triples(consolidate(Graphs(mixed)), {}) == expected


def test_every_merge_is_explained_and_leads_to_one_thing_that_stays(found: Consolidation) -> None:
    triples = consolidated_triples(found, {})
    redirects = {s: o for s, p, o in triples if p == DCTERMS["isReplacedBy"]}
    assert redirects == found.same
    assert not redirects.keys() & set(redirects.values())
    explained = {o for s, p, o in triples if p == PROV["entity"]}
    assert explained == redirects.keys()


def test_a_planned_and_a_held_meeting_are_one_that_has_occurred(found: Consolidation) -> None:
    members = next(g for g in found.groups if len(g) == 3 and g[0] in found.tellings)
    assert {found.tellings[iri].status for iri in members} == {STATUS["planned"], STATUS["occurred"]}
    stays = found.stays(members[0])
    triples = consolidated_triples(found, {})
    assert {o for s, p, o in triples if s == stays and p.endswith("eventStatus")} == {STATUS["occurred"]}
    assert found.tellings[stays].article.last == date(2022, 3, 2), "the IRI of the earlier article stays"


def test_what_no_article_says_any_more_still_leads_on(found: Consolidation) -> None:
    merged, stays = next(iter(found.same.items()))
    before = {"urn:gone": "urn:gone-too", "urn:gone-too": merged, "urn:lost": "urn:nowhere"}
    redirects = {(s, o) for s, p, o in consolidated_triples(found, before) if p == DCTERMS["isReplacedBy"]}
    assert {("urn:gone", stays), ("urn:gone-too", stays)} <= redirects
    assert not any(subject == "urn:lost" for subject, _ in redirects)


# ------------------------------------------------------------------- must not merge

FLAT = Places({"palace": ["city"], "city": [], "other": []}, frozenset({"city"}))


def taker(who: str, side: str, seat: str | None = None, *, person: bool = True) -> Part:
    return Part(f"{who}/part", who, person, ROLE["participant"], seat, side, seat, side)


def telling(name: str, **changes: object) -> Telling:
    """A meeting of two ministers in the palace on one day."""
    day = date(2022, 3, 14)
    same = Telling(
        iri=f"urn:event:{name}",
        graph=f"urn:graph:{name}",
        article=ArticleDate(f"urn:article:{name}", date(2022, 3, 15), date(2022, 3, 15)),
        classes=(),
        label=name,
        type=EVENT_TYPE["meeting"],
        family=EVENT_TYPE["meeting"],
        status=STATUS["occurred"],
        stamp="2022-03-14",
        first=day,
        last=day,
        place="palace",
        initiative=None,
        number=None,
        agreement=None,
        about=frozenset(),
        parts=(taker("ann", "A", "minister/A"), taker("bob", "B", "minister/B")),
    )
    return replace(same, **changes)  # type: ignore[arg-type]


ONE = telling("one")
SESSION = {"initiative": "dialogue", "number": 2}
APART = {
    "another day": (ONE, telling("x", first=date(2022, 3, 16), last=date(2022, 3, 17))),
    "another month": (ONE, telling("x", first=date(2022, 4, 1), last=date(2022, 4, 30))),
    "another place": (ONE, telling("x", place="other")),
    "another number": (telling("one", **SESSION), telling("x", **{**SESSION, "number": 3})),
    "another series": (telling("one", **SESSION), telling("x", **{**SESSION, "initiative": "forum"})),
    "another kind": (
        telling("one", type=EVENT_TYPE["summit"]),
        telling("x", type=EVENT_TYPE["dialogue-session"]),
    ),
    "another holder of an office": (
        telling("one", **SESSION),
        telling("x", **SESSION, parts=(taker("ann", "A", "minister/A"), taker("bea", "B", "minister/B"))),
    ),
    "another person for one side": (
        ONE,
        telling("x", parts=(taker("ann", "A", "minister/A"), taker("carl", "B"))),
    ),
    "a third party": (
        ONE,
        telling("x", parts=(*ONE.parts, taker("C", "C", person=False))),
    ),
    "another of three": (
        telling("one", parts=tuple(taker(side, side, person=False) for side in "ABC")),
        telling("x", parts=tuple(taker(side, side, person=False) for side in "ABD")),
    ),
    "another party": (
        ONE,
        telling("x", parts=(taker("ann", "A", "minister/A"), taker("C", "C", person=False))),
    ),
    "one article": (ONE, replace(telling("x"), graph=ONE.graph)),
    "called off and held": (ONE, telling("x", status=STATUS["cancelled"])),
    "planned after it was held": (
        telling("one", first=None, last=None),
        telling(
            "x",
            status=STATUS["planned"],
            first=None,
            last=None,
            article=ArticleDate("a", date(2022, 5, 1), date(2022, 5, 1)),
        ),
    ),
}


@pytest.mark.parametrize("kind", APART)
def test_what_keeps_events_apart(kind: str) -> None:
    one, other = APART[kind]
    assert are_apart(one, other, FLAT)
    assert are_apart(other, one, FLAT)


def test_one_event_told_twice_is_linked() -> None:
    other = telling("x", place="city")
    assert not are_apart(ONE, other, FLAT)
    assert link(ONE, other, FLAT) is not None


def test_a_state_may_be_left_out_but_the_day_must_be_told() -> None:
    undated = telling("x", first=None, last=None, article=ArticleDate("a", None, None))
    assert not are_apart(ONE, undated, FLAT)
    assert link(ONE, undated, FLAT) is None


# --------------------------------------------------------------------------- groups


def links(*weights: tuple[str, str, float]) -> Iterator[Link]:
    return (Link(one, other, weight, ()) for one, other, weight in weights)


def test_a_chain_does_not_join_what_is_apart() -> None:
    joined = group(
        links(("a", "b", 12), ("b", "c", 11)), lambda one, other: {one, other} == {"a", "c"}, sure=10
    )
    assert joined.groups == (("a", "b"),)


def test_a_light_link_with_a_rival_is_left_open() -> None:
    joined = group(
        links(("a", "b", 8), ("a", "c", 8)), lambda one, other: {one, other} == {"b", "c"}, sure=10
    )
    assert joined.groups == ()
