"""Inputs (files, folders, standard input) in, Article values out; unreadable ones as errors."""

from kg.article.inputs import read_articles

__all__ = ["read_articles"]
