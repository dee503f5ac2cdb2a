"""SPARQL as text: what a query or an update asks for, decided before any engine sees it."""
