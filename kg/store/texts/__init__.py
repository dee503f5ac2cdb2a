"""Full-text search: the index of each version, and ``text:matches`` in queries."""
