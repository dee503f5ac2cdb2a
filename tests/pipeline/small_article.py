"""One small article and the N-Quads of its graph.

``expected.nq`` holds what the article should become; read every changed line before you replace it:

    PYTHONPATH=. python tests/pipeline/small_article.py

The version of the software stands as VERSION in the file, so that a release does not change it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg import __version__
from kg.config import Settings
from kg.model import Article
from kg.pipeline import Mapper
from kg.store.terms import ntriples_lines

EXPECTED = Path(__file__).with_name("expected.nq")
ARTICLE = Article(
    "harbour/small.txt",
    "Peru's Foreign Minister Elvira Quispe met Chilean Foreign Minister Rodrigo Larraín in Lima "
    "on 3 May 2024. “The port will open soon,” Quispe said.\n",
)


def quads(mapper: Mapper, article: Article) -> str:
    """Return the sorted N-Quads of an article's graph, ending in a line end."""
    graph = mapper.map(article)
    lines = [f"{line.removesuffix(' .')} <{graph.graph_name}> ." for line in ntriples_lines(graph.triples)]
    return "".join(f"{line}\n" for line in lines)


def without_version(document: str) -> str:
    """Return the document with VERSION in the three places that name the version of the software."""
    for before, after in (("kg-", ">"), ('"kg ', '"'), ('softwareVersion> "', '"')):
        document = document.replace(f"{before}{__version__}{after}", f"{before}VERSION{after}")
    return document


if __name__ == "__main__":
    EXPECTED.write_text(without_version(quads(Mapper.load(Settings()), ARTICLE)), encoding="utf-8")
    sys.stdout.write(f"{EXPECTED} written; look at the difference before you commit it\n")
