"""Article -> ArticleGraph: the stages in their order, nothing else.

Pure but for ``Mapper.load``, which reads the ontology folder once; a Mapper is then a value that
gives the same triples for the same article in any process.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.config import Settings
from kg.document import analyse
from kg.document.cues import PageCues, page_cues
from kg.entity import cast_of
from kg.entity.collecting import entities_of, pillars_of, tenures_of
from kg.entity.contradictions import with_contradictions
from kg.event import events_of, proved_publication, relations_of
from kg.graph import article_graph
from kg.knowledge.facts import Facts, Triple
from kg.knowledge.gazetteer import Gazetteer, read_gazetteer
from kg.knowledge.knowledge import Knowledge, read_knowledge
from kg.mention import Tagger, of_one_kind, outside_titles, read_document, with_discoveries
from kg.model import Article, ArticleGraph, Extraction
from kg.resources import ontology_folder, reference_files, shapes_folder
from kg.statement import placed_statements, statements_of
from kg.store.imports import read_imports
from kg.store.turtle import read_turtle, rebased


@dataclass(frozen=True, slots=True)
class Mapper:
    """Maps articles to graphs with one state of knowledge."""

    knowledge: Knowledge
    cues: PageCues
    tagger: Tagger | None = None  # without one, rules alone find names

    @classmethod
    def load(cls, settings: Settings) -> Mapper:
        """Read the ontology folder (about a second) and the records imported into the store."""
        facts, records = ontology_facts(settings), Facts(read_imports(settings.store))
        knowledge = read_knowledge(facts, settings.base_iri, records, listed_places(settings))
        return cls(knowledge, page_cues(facts), Tagger.load(settings.names_model))

    def extract(self, article: Article) -> Extraction:
        """Return everything the article says."""
        document = analyse(article, self.cues)
        tagged = self.tagger.names(document) if self.tagger else ()
        tagged = of_one_kind(document, outside_titles(document, tagged, self.knowledge))
        knowledge = with_discoveries(document, self.knowledge, tagged)
        readings = read_document(document, knowledge, tagged)
        cast = cast_of(document, readings, knowledge)
        published = proved_publication(document, readings, cast, knowledge)
        document = replace(document, article=replace(document.article, published=published))
        anchor = published.interval if published else None
        events, relations = relations_of(events_of(document, readings, cast, anchor, knowledge), knowledge)
        sides = (participation for event in events for participation in event.participations)
        entities = entities_of(document, readings, cast, sides, knowledge)
        statements = statements_of(document, readings, cast, anchor)
        return Extraction(
            document=document,
            entities=(*entities, *relations),
            tenures=with_contradictions(tenures_of(cast), entities, document, knowledge),
            events=events,
            statements=tuple(placed_statements(statements, events, document)),
            pillars=pillars_of(document, readings, knowledge),
            topics=tuple(sorted({t for r in readings for m in r.topics for t in m.entries})),
        )

    def map(self, article: Article) -> ArticleGraph:
        """Return the article's graph."""
        return article_graph(self.extract(article), self.knowledge)


def ontology_facts(settings: Settings) -> Facts:
    """Return what the ontology folder says, but for the gazetteer."""
    folder = ontology_folder()
    files = sorted(file for file in folder.rglob("*.ttl") if file.parent != folder / "gazetteer")
    return Facts(_triples(files, settings))


def listed_places(settings: Settings) -> Gazetteer:
    """Return the gazetteer of the ontology folder."""
    return read_gazetteer(_triples(sorted((ontology_folder() / "gazetteer").glob("*.ttl")), settings))


def reference_triples(settings: Settings) -> dict[str, Iterator[Triple]]:
    """Return the graphs that do not come from articles, by graph name."""
    ontology = ontology_folder()
    reference = reference_files()
    vocabulary = sorted(f for f in ontology.rglob("*.ttl") if f not in reference)
    shapes = sorted(shapes_folder().glob("*.ttl"))
    names = {"reference": reference, "ontology": vocabulary, "shapes": shapes}
    return {f"{settings.base_iri}graph/{name}": _triples(files, settings) for name, files in names.items()}


def _triples(files: list[Path], settings: Settings) -> Iterator[Triple]:
    return rebased(read_turtle(files), settings.base_iri)
