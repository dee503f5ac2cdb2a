"""Readings and cast -> events: what happened, is planned or may happen, told once however often said."""

from kg.event.consequences import relations_of, tenures_begun
from kg.event.dating import proved_publication
from kg.event.merging import events_of

__all__ = ["events_of", "proved_publication", "relations_of", "tenures_begun"]
