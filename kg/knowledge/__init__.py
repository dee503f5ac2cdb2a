"""What is known before any article is read: the ontology's lexicon and the reference data as values."""
