"""Diplomacy knowledge graph: news articles in, validated and citable RDF out."""

__version__ = "0.1.0"
