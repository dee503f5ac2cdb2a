"""Document, readings and cast -> statements: who is quoted or reported, in which exact words."""

from kg.statement.attribution import statements_of

__all__ = ["statements_of"]
