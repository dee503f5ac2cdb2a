"""The pages, one module per kind of thing; each reads a handful of queries and renders one template."""
