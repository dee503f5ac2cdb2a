"""The dataset on disk: reading Turtle, one writer, immutable published versions, bounded queries."""
