"""The gate: an article's graph in, a report out that says whether it may be stored."""
