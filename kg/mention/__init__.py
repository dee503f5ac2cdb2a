"""Document -> readings: for each sentence, the words that name or signal something.

A mention is in the text, an entity in the world: nothing is resolved here beyond what the
words alone say.
"""

from kg.mention.discovery import with_discoveries
from kg.mention.listed_names import of_one_kind
from kg.mention.reading import Reading, read_document
from kg.mention.tagging import Tagger
from kg.mention.titled import outside_titles

__all__ = ["Reading", "Tagger", "of_one_kind", "outside_titles", "read_document", "with_discoveries"]
