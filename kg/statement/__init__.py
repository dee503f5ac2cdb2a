"""Document, readings and cast -> statements: who is quoted or reported, in which exact words."""

from kg.statement.attribution import statements_of
from kg.statement.occasion import placed_statements

__all__ = ["placed_statements", "statements_of"]
