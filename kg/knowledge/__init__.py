"""What is known before any article is read: the ontology's lexicon and the reference data as values."""

from kg.knowledge.knowledge import Knowledge, read_knowledge

__all__ = ["Knowledge", "read_knowledge"]
