"""The pages: what they show, that their links hold, that nothing in the data becomes markup."""

from __future__ import annotations

import html
import re

import pytest
from conftest import BASE, BROWSER
from flask import Flask
from flask.testing import FlaskClient

from server.dataset import Dataset

PAGES = ["/", "/persons", "/events", "/states", "/organisations", "/initiatives", "/articles", "/sparql"]
MAX_QUERIES = 10  # eight for a page, two for the labels of the vocabulary, read once per version


def page(client: FlaskClient, path: str) -> str:
    response = client.get(path, headers={"Accept": BROWSER})
    assert response.status_code == 200, path
    assert response.mimetype == "text/html"
    return response.text


def found(client: FlaskClient, words: str, kind: str) -> str:
    """Return the path of the first thing of a kind that search finds."""
    match = re.search(rf'href="(/id/{kind}/[^"/#]+)"', page(client, f"/search?q={words}"))
    assert match, words
    return match[1]


def words(text: str) -> str:
    """Return the text of a page without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def local_links(text: str) -> set[str]:
    addresses = (html.unescape(a) for a in re.findall(r'(?:href|src)="([^"]*)"', text))
    return {a.partition("#")[0] for a in addresses if a.startswith("/")} - {""}


def test_home(client: FlaskClient) -> None:
    text = words(page(client, "/"))
    assert "2 articles" in text
    assert "3 events" in text
    assert "Signing of the fisheries agreement" in text
    assert "Dataset version 1" in text


def test_person(client: FlaskClient) -> None:
    text = words(page(client, found(client, "astrid+fjellheim", "person")))
    for shown in (
        "foreign minister of Norlandia",
        "current",
        "head of delegation",
        "Also written: Fjellheim",
        "We will open a joint research station before the end of the year,",
        "Rafael Contreras Iglesia 2 events",
        "Fjellheim in Port Selene for talks with Contreras",
        "October 2025 (known to the month)",
    ):
        assert shown in text, shown


def test_former_office_is_not_shown_as_current(client: FlaskClient) -> None:
    text = words(page(client, found(client, "solvang", "person")))
    assert "former" in text
    assert "current" not in text


def test_event(client: FlaskClient) -> None:
    text = words(page(client, found(client, "third+session", "event")))
    for shown in (
        "Reported by 2 articles",
        "Third session of the Blue Corridor Dialogue",
        "Talks of Norlandia and Meridia in Port Selene",
        "12 March 2025",
        "For Norlandia",
        "Side not stated Southern Ocean Council observer",
        "Session number 3",
        "as foreign minister of Meridia",
        # prefix + exact + suffix is the sentence
        "An observer from the Southern Ocean Council attended .",
    ):
        assert shown in text, shown


def test_state(client: FlaskClient) -> None:
    text = words(page(client, "/id/state/XMD"))
    assert "through Rafael Contreras Iglesia" in text
    assert "Blue Corridor Dialogue" in text
    assert "foreign minister of Meridia" in text


def test_organisation(client: FlaskClient) -> None:
    assert "observer" in words(page(client, "/id/organisation/southern-ocean-council"))


def test_initiative(client: FlaskClient) -> None:
    text = words(page(client, "/id/initiative/blue-corridor-dialogue"))
    for shown in ("session 3", "Pillars", "fisheries", "Parties", "Norlandia", "Also written: Blue Corridor"):
        assert shown in text, shown


def test_article(client: FlaskClient) -> None:
    text = page(client, found(client, "norlandia+meridia+hold", "article"))
    shown = words(text)
    assert "not read: related stories" in shown
    assert "Read by kg 0.1.0" in shown
    assert "13 March 2025" in shown
    # The office holds the state: two marks, the outer one first.
    assert re.search(r'<mark class="office[^>]*><a [^>]*>foreign minister of </a>', text)
    anchors = re.findall(r'id="(m-\d+-\d+)"', text)
    assert len(anchors) == len(set(anchors)) > 10
    assert set(re.findall(r'href="#(m-\d+-\d+)"', text)) <= set(anchors)


def test_quotes_lead_to_their_mention(client: FlaskClient) -> None:
    text = page(client, found(client, "astrid+fjellheim", "person"))
    targets = re.findall(r'figcaption><a href="([^"#]+)#(m-[^"]+)"', text)
    assert targets
    for path, anchor in targets:
        assert f'id="{anchor}"' in page(client, path)


def test_search_folds_case_and_accents(client: FlaskClient) -> None:
    assert "Astrid Fjellheim" in page(client, "/search?q=FJELLH%C3%89IM")
    assert "0 found" in words(page(client, "/search?q=zzzz"))
    assert page(client, "/search?q=%3Cscript%3E")
    assert page(client, "/search")


def test_event_filters(client: FlaskClient) -> None:
    planned = page(client, "/events?status=https://w3id.org/dipl/status%23planned")
    assert "1 in all" in words(planned)
    assert "3 in all" in words(page(client, f"/events?state={BASE}state/XNL"))
    assert "0 in all" in words(page(client, "/events?state=%3Cx%3E"))
    assert "1 in all" in words(page(client, "/events?type=https://w3id.org/dipl/event-type%23signing"))


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "9" * 30])
def test_pages_that_are_not_there(client: FlaskClient, number: str) -> None:
    assert client.get(f"/events?page={number}").status_code == 404


def test_all_links_answer(client: FlaskClient) -> None:
    """Follow the links of every page that the lists lead to."""
    first = {address for path in PAGES for address in local_links(page(client, path))}
    second = {
        address for path in first if path.startswith("/id/") for address in local_links(page(client, path))
    }
    assert len(second) > 50
    for path in sorted(first | second):
        with client.get(path, headers={"Accept": BROWSER}) as response:
            assert response.status_code == 200, path


def test_nothing_in_the_data_becomes_markup(client: FlaskClient) -> None:
    paths = {a for path in PAGES for a in local_links(page(client, path)) if a.startswith("/id/")}
    seen = "".join(page(client, path) for path in sorted(paths))
    assert "&lt;img src=x onerror=alert(1)&gt;" in seen
    assert "<img src=x" not in seen
    assert 'href="javascript:' not in seen


def test_a_javascript_iri_is_text(client: FlaskClient) -> None:
    for path in (found(client, "port+selene", "place"), "/concept?iri=javascript:alert(1)"):
        text = page(client, path)
        assert "javascript:alert(1)" in words(text)
        assert 'href="javascript:' not in text


def test_no_page_names_another_host_to_load_from(client: FlaskClient) -> None:
    for path in [*PAGES, "/id/state/XNL", "/ontology"]:
        text = page(client, path)
        assert not re.findall(r'(?:src|<link rel="(?:stylesheet|icon)" href)="(?!/)[^"]*"', text)
        assert "<script>" not in text
        assert not re.search(r"\son\w+=", re.sub(r"&lt;.*?&gt;", "", text))


def test_few_queries_per_page(app: Flask, client: FlaskClient) -> None:
    dataset: Dataset = app.extensions["dataset"]
    asked: list[str] = []
    reader = dataset.current()
    original = type(reader).select

    def counting(self: object, query: str, **bindings: object) -> object:
        asked.append(query)
        return original(self, query, **bindings)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(reader), "select", counting)
        things = [
            found(client, "third+session", "event"),
            found(client, "astrid+fjellheim", "person"),
            found(client, "norlandia+meridia+hold", "article"),
            "/id/state/XNL",
            "/id/initiative/blue-corridor-dialogue",
        ]
        for path in [*PAGES, *things]:
            asked.clear()
            page(client, path)
            # Linked data first asks for a redirect, existence and classes, then for what it was merged from.
            assert len(asked) <= MAX_QUERIES + (5 if path.startswith("/id/") else 0), path


def test_health_and_robots(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "version": 1}
    assert "Disallow: /sparql" in client.get("/robots.txt").text


def test_static_files(client: FlaskClient) -> None:
    for name in ("style.css", "sparql.js", "icon.svg", "pico-layer.css"):
        with client.get(f"/static/{name}") as response:
            assert response.status_code == 200


def test_search_shows_the_main_name(client: FlaskClient) -> None:
    """The alias with the markup leads to the person, whose name is shown."""
    text = page(client, "/search?q=onerror")
    assert "Rafael Contreras Iglesia" in text
    assert "onerror=alert(1)" not in words(text)
