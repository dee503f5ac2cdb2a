"""Extraction -> ArticleGraph: the article, its metadata and its facts as sorted triples."""

from __future__ import annotations

from collections.abc import Iterable

from kg import __version__
from kg.graph.facts import FactWriter
from kg.graph.mentions import MentionWriter
from kg.graph.terms import any_uri, moment, string
from kg.iri import folded, key
from kg.knowledge.facts import Text, Triple
from kg.knowledge.knowledge import Knowledge
from kg.model import Article, ArticleGraph, BlockKind, Extraction, Stated
from kg.vocab import DCTERMS, DIPL, PAGE, PROV, RDF, RDFS, SCHEMA

_PAGE_PARTS = {
    BlockKind.BYLINE: PAGE["byline"],
    BlockKind.STAMP: PAGE["stamp"],
    BlockKind.CREDIT: PAGE["credit"],
    BlockKind.FURNITURE: PAGE["furniture"],
    BlockKind.RELATED: PAGE["related-stories"],
}


def article_graph(extraction: Extraction, knowledge: Knowledge) -> ArticleGraph:
    """Return the graph of one article."""
    article = extraction.document.article
    minter = knowledge.minter
    iri = minter.article(article.identifier)
    mentions = MentionWriter(iri, extraction.document)
    facts = FactWriter(iri, extraction, mentions)
    triples = {
        *_metadata(iri, article, extraction.topics, knowledge),
        *_activity(iri, knowledge),
        *_dropped(mentions, extraction),
        *facts.triples(),
    }
    triples |= set(mentions.triples())
    return ArticleGraph(minter.article_graph(article.identifier), iri, tuple(sorted(triples, key=sort_key)))


def sort_key(triple: Triple) -> tuple[str, str, str, str, str]:
    """Order triples without regard to how they were made: IRIs before literals of the same text."""
    subject, predicate, value = triple
    if isinstance(value, Text):
        return subject, predicate, value.value, value.language, value.datatype
    return subject, predicate, value, "", ""


def _metadata(iri: str, article: Article, topics: tuple[str, ...], knowledge: Knowledge) -> Iterable[Triple]:
    yield iri, RDF["type"], SCHEMA["NewsArticle"]
    yield iri, SCHEMA["text"], string(article.text)
    yield iri, DCTERMS["identifier"], string(article.identifier)
    yield iri, SCHEMA["headline"], string(article.headline.value if article.headline else article.identifier)
    yield iri, SCHEMA["inLanguage"], string(article.language or "en")
    if article.url:
        yield iri, SCHEMA["url"], any_uri(article.url)
    if article.published and (stamp := moment(article.published.interval, article.published.time)):
        yield iri, SCHEMA["datePublished"], stamp
    for topic in topics:
        yield iri, DCTERMS["subject"], topic
    yield from _named(iri, SCHEMA["publisher"], article.publisher, "publisher", knowledge)
    yield from _named(iri, SCHEMA["sourceOrganization"], article.agency, "publisher", knowledge)
    yield from _named(iri, SCHEMA["author"], article.author, "author", knowledge)


def _named(
    iri: str, predicate: str, stated: Stated | None, kind: str, knowledge: Knowledge
) -> Iterable[Triple]:
    """Yield the node of a publisher, agency or author; its name is what defines it."""
    if stated is None:
        return
    node = knowledge.minter.of(kind, key(folded(stated.value)))
    yield iri, predicate, node
    yield node, RDF["type"], SCHEMA["Person" if kind == "author" else "Organization"]
    yield node, SCHEMA["name"], string(stated.value)


def _activity(iri: str, knowledge: Knowledge) -> Iterable[Triple]:
    activity, software = f"{iri}/extraction", knowledge.minter.of("software", f"kg-{__version__}")
    yield iri, PROV["wasGeneratedBy"], activity
    yield activity, RDF["type"], DIPL["ExtractionActivity"]
    yield activity, PROV["used"], iri
    yield activity, PROV["wasAssociatedWith"], software
    yield software, RDF["type"], PROV["SoftwareAgent"]
    yield software, RDFS["label"], string(f"kg {__version__}")
    yield software, SCHEMA["softwareVersion"], string(__version__)


def _dropped(mentions: MentionWriter, extraction: Extraction) -> Iterable[Triple]:
    for block in extraction.document.dropped():
        yield from mentions.dropped(block.start, block.end, _PAGE_PARTS[block.kind])
