"""Extraction -> the triples of one article's named graph (see ontology/article-graph.md)."""

from kg.graph.article import article_graph

__all__ = ["article_graph"]
