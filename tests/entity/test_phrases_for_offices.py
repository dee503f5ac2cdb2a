"""Phrases for office holders, read in whole sentences: which office of which state each means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef, Variable
from telling import BASE, Telling  # type: ignore[import-not-found]

from kg.model import DateInterval, Precision, PublicationDate

Read = Callable[..., Telling]
REFERENCE = Path(__file__).resolve().parents[2] / "ontology" / "reference"
HOLDER = (Path(__file__).resolve().parents[1] / "reference" / "who-held-the-office.rq").read_text(
    encoding="utf-8"
)

# A phrase that names nobody -> the office it means. It stands for the state, which takes part.
OFFICES = [
    ("Mexico's top diplomat", "MEX/foreign-minister"),
    ("The Mexican foreign minister", "MEX/foreign-minister"),
    ("The foreign minister of Mexico", "MEX/foreign-minister"),
    ("Mexico's foreign secretary", "MEX/foreign-minister"),
    ("The Secretary of Foreign Affairs of Mexico", "MEX/foreign-minister"),
    ("The Mexican economy secretary", "MEX/economy-minister"),
    ("Mexico's Attorney General", "MEX/prosecutor-general"),
    ("The Irish Taoiseach", "IRL/prime-minister"),
    ("The Taoiseach", "IRL/prime-minister"),
    ("The Tánaiste", "IRL/deputy-prime-minister"),
    ("The British Foreign Secretary", "GBR/foreign-minister"),
    ("Britain's Foreign Secretary", "GBR/foreign-minister"),
    ("The Chancellor of the Exchequer", "GBR/finance-minister"),
    ("Britain's chancellor", "GBR/finance-minister"),
    ("The UK Defence Secretary", "GBR/defence-minister"),
    ("The Argentine Chancellor", "ARG/foreign-minister"),
    ("The Argentine Canciller", "ARG/foreign-minister"),
    ("Chile's chancellor", "CHL/foreign-minister"),
    ("The German Chancellor", "DEU/chancellor"),
    ("Germany's vice chancellor", "DEU/deputy-prime-minister"),
    ("The Austrian chancellor", "AUT/chancellor"),
    ("The Austrian finance minister", "AUT/finance-minister"),
    ("The US Secretary of State", "USA/foreign-minister"),
    ("The U.S. Treasury Secretary", "USA/finance-minister"),
    ("The United States Ambassador to the United Nations", "USA/permanent-representative/un"),
    ("The Japanese chief cabinet secretary", "JPN/chief-cabinet-secretary"),
    ("China's State Councilor", "CHN/state-councillor"),
    ("The Chinese premier", "CHN/prime-minister"),
    ("India's external affairs minister", "IND/foreign-minister"),
    ("The Indian Foreign Secretary", "IND/foreign-secretary"),
    ("Iran's Supreme Leader", "IRN/head-of-state"),
    ("The Saudi crown prince", "SAU/crown-prince"),
    ("The Emir of Qatar", "QAT/monarch"),
    ("The Sultan of Oman", "OMN/monarch"),
    ("Jordan's king", "JOR/monarch"),
    ("The King of Spain", "ESP/monarch"),
    ("Spain's prime minister", "ESP/prime-minister"),
    ("The Governor-General of Australia", "AUS/governor-general"),
    ("The President of the Swiss Confederation", "CHE/president"),
    ("The Prime Minister of Canada", "CAN/prime-minister"),
    ("The President of Mexico", "MEX/president"),
    ("The President of the Council of Ministers of Peru", "PER/prime-minister"),
    ("Ukraine's Commander-in-Chief", "UKR/chief-of-defence"),
    ("South Africa's trade minister", "ZAF/trade-minister"),
    ("The Peruvian interior minister", "PER/interior-minister"),
    ("Morocco's Head of Government", "MAR/prime-minister"),
]

# No entry in the reference data: a kind of office and the state it serves are enough.
PATTERN = [
    ("The ambassador of Peru to Chile", "PER/ambassador/CHL"),
    ("Peru's ambassador to Chile", "PER/ambassador/CHL"),
    ("Chile's permanent representative to the UN", "CHL/permanent-representative/un"),
    ("The special envoy of Chile for Haiti", "CHL/special-envoy/HTI"),
    ("Peru's foreign ministry spokesperson", "PER/spokesperson"),
    ("Tuvalu's foreign minister", "TUV/foreign-minister"),
    ("The Bhutanese prime minister", "BTN/prime-minister"),
    ("The finance minister of Fiji", "FJI/finance-minister"),
    ("Eswatini's deputy foreign minister", "SWZ/deputy-foreign-minister"),
    ("The national security adviser of Guyana", "GUY/national-security-adviser"),
    ("Samoa's crown prince", "WSM/crown-prince"),
    ("Mongolia's chief of the general staff", "MNG/chief-of-defence"),
]


@pytest.mark.parametrize(("phrase", "office"), [*OFFICES, *PATTERN])
def test_a_phrase_means_an_office_and_stands_for_its_state(read: Read, phrase: str, office: str) -> None:
    telling = read(f"{phrase} said the port would open.")
    assert set(telling.of_class("Office").values()) == {f"office/{office}"}
    assert f"state/{office[:3]}" in telling.of_class("State").values()
    (statement,) = telling.statements
    assert {telling.of_class("State")[label] for label in statement.speakers} == {f"state/{office[:3]}"}


@pytest.mark.parametrize(("phrase", "office"), OFFICES)
def test_a_name_behind_the_phrase_is_its_holder(read: Read, phrase: str, office: str) -> None:
    telling = read(f"{phrase}, Ana Soto, said the port would open.")
    assert telling.tenures == {("Ana Soto", f"office/{office}", "current")}


@pytest.mark.parametrize(
    "phrase",
    ["The Foreign Secretary", "The chancellor", "The Attorney General", "The finance minister", "The king"],
)
def test_a_phrase_that_many_states_use_leaves_the_office_open(read: Read, phrase: str) -> None:
    telling = read(f"{phrase} said the port would open.")
    assert telling.of_class("Office") == {} and telling.of_class("State") == {}


@pytest.mark.parametrize(
    "text",
    [
        "A senior minister said the port would open.",
        "Commander-in-Chief Ana Soto said the port would open.",
        "Crown Prince Juan Soto said the port would open.",
        "The Governor of Texas said the port would open.",
    ],
)
def test_a_general_title_is_no_office_of_one_state_and_a_governor_does_not_act_for_it(
    read: Read, text: str
) -> None:
    assert read(text).of_class("State") == {}


@pytest.mark.parametrize(
    ("phrase", "day", "holder"),
    [
        ("The Mexican foreign minister", date(2021, 10, 8), "Marcelo Ebrard"),
        ("Mexico's top diplomat", date(2019, 3, 1), "Marcelo Ebrard"),
        ("The US Secretary of State", date(2023, 10, 4), "Antony Blinken"),
        ("The Taoiseach", date(2019, 3, 14), "Leo Varadkar"),
        ("The German Chancellor", date(2015, 6, 1), "Angela Merkel"),
    ],
)
def test_an_office_and_the_day_of_the_article_lead_to_the_holder(
    read: Read, phrase: str, day: date, holder: str
) -> None:
    published = PublicationDate(DateInterval(day, day, Precision.DAY))
    telling = read(f"{phrase} said the port would open.", published=published)
    (office,) = telling.of_class("Office").values()
    bound = {"office": URIRef(f"{BASE}{office}"), "day": Literal(telling.published)}
    assert [str(b[Variable("name")]) for b in _tenures().query(HOLDER, initBindings=bound).bindings] == [
        holder
    ]


def _tenures() -> Graph:
    graph = Graph()
    for name in ("tenures.ttl", "persons.ttl", "visiting-leaders.ttl"):
        graph.parse(REFERENCE / name)
    return graph


def test_a_portfolio_of_two_fields_is_read_to_its_end(read: Read) -> None:
    told = read(
        "Spanish State Secretary for Foreign and Global Affairs Ana Ruiz met Duarte Salvaterra in Lima."
    )
    (office,) = told.offices_of("Ana Ruiz")
    assert label_of(told, office) == "Spanish State Secretary for Foreign and Global Affairs"


def test_a_state_sends_an_envoy_to_the_body_named_before_the_title(read: Read) -> None:
    told = read("U.S. Pacific Islands Forum Envoy Ana Ruiz met the Mexican president in Suva.")
    assert told.offices_of("Ana Ruiz") == {"office/USA/special-envoy/pacific-islands-forum"}


@pytest.mark.parametrize(
    ("phrase", "label"),
    [
        (
            "executive director of the Harbour Relief Foundation",
            "Executive director of the Harbour Relief Foundation",
        ),
        ("Administrator of the Harbour Relief Foundation", "Administrator of the Harbour Relief Foundation"),
    ],
)
def test_the_head_of_a_body_is_called_as_the_text_does(read: Read, phrase: str, label: str) -> None:
    told = read(f"Ana Ruiz, {phrase}, met the Mexican president in Lima on 3 May 2021.")
    (office,) = told.offices_of("Ana Ruiz")
    assert label_of(told, office).replace("of Harbour", "of the Harbour") == label


def label_of(told: Telling, office: str) -> str:
    label: str = told.label(BASE + office)
    return label
