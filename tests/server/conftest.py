"""Two invented articles (``data.trig``) in a store on disk, and the application over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.config import Settings
from kg.knowledge.facts import Triple
from kg.pipeline import reference_triples
from kg.store.embedded import EmbeddedStore
from kg.store.terms import from_ox_triple
from server.app import create_app
from server.documentation.vocabularies import Vocabularies, from_files
from tests.once import made_once

BASE = Settings().base_iri
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
DATA = Path(__file__).with_name("data.trig")


def fill(store: Path, base_iri: str = BASE) -> None:
    """Publish the test data as a version of the store."""
    graphs: dict[str, list[Triple]] = defaultdict(list)
    text = DATA.read_text(encoding="utf-8").replace(BASE, base_iri)
    for quad in ox.parse(text, format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs[quad.graph_name.value].append(from_ox_triple(quad))
    with EmbeddedStore.open_writer(store) as writer:
        for name, triples in sorted(graphs.items()):
            writer.replace_graph(name, triples)
        writer.publish()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    fill(path)
    return path


@pytest.fixture(scope="session")
def published_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The test data with the real ontology, shapes and schemes, to be read only."""
    return made_once(tmp_path_factory, "published", publish)


def publish(path: Path) -> None:
    """Fill a store with the test data, but for the real ontology, shapes and schemes."""
    fill(path)
    with EmbeddedStore.open_writer(path) as writer:
        for name, triples in reference_triples(Settings()).items():
            if not name.endswith("/reference"):
                writer.replace_graph(name, list(triples))
        writer.publish()


@pytest.fixture(scope="session")
def published(published_store: Path) -> Iterator[FlaskClient]:
    """A client of the application over the real vocabularies."""
    app = create_app(published_store, Settings(store=published_store, query_workers=1))
    yield app.test_client()
    app.extensions["dataset"].close()


@pytest.fixture(scope="session")
def known() -> Vocabularies:
    return from_files()


@pytest.fixture(scope="session")
def settings(store: Path) -> Settings:
    return Settings(store=store, query_workers=1)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings.store, settings)
    yield app
    app.extensions["dataset"].close()


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client
