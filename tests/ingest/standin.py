"""Small stages that stand in for the real mapper, gate and reference data."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping

from kg.config import Settings
from kg.errors import ArticleError, ValidatorError
from kg.gate.report import VIOLATION, Report, Result, make_report
from kg.iri import Minter
from kg.knowledge.facts import Text, Triple
from kg.mapping import Stages
from kg.model import Article, ArticleGraph
from kg.vocab import SCHEMA, SHAPE, XSD

BASE = "https://w3id.org/dipl/id/"


class Words:
    """Maps an article to one triple per word; some words make trouble."""

    def map(self, article: Article) -> ArticleGraph:
        if "Sprache" in article.text:
            raise ArticleError(article.identifier, "the language de is not supported")
        if "bug" in article.text:
            raise ZeroDivisionError("a fault in the mapper")
        if "slow" in article.text:
            time.sleep(0.05)
        if "crash" in article.text:
            os._exit(1)
        minter = Minter(BASE)
        iri = minter.article(article.identifier)
        words = sorted(
            {(iri, SCHEMA["text"], Text(word, "", XSD["string"])) for word in article.text.split()}
        )
        return ArticleGraph(minter.article_graph(article.identifier), iri, tuple(words))


class NoBadWords:
    def check(self, graph: ArticleGraph) -> Report:
        values = {triple[2].value for triple in graph.triples if isinstance(triple[2], Text)}
        if "broken" in values:
            raise ValidatorError("the validator failed")
        if "bad" not in values:
            return make_report([])
        component = SHAPE["NoBadWords"]
        result = Result(graph.article_iri, None, None, component, VIOLATION, component, "A bad word.")
        return make_report([result])


def load_mapper(settings: Settings) -> Words:
    return Words()


def load_gate() -> NoBadWords:
    return NoBadWords()


def references(settings: Settings) -> Mapping[str, Iterator[Triple]]:
    return {
        f"{BASE}graph/{name}": iter([(f"{BASE}{name}", SCHEMA["name"], Text(name, "", XSD["string"]))])
        for name in ("reference", "ontology", "shapes")
    }


STAGES = Stages(load_mapper, load_gate)
