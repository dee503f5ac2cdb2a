"""Readings -> entities: who and what the words stand for, and who acts where in each sentence."""

from kg.entity.actor import Actor
from kg.entity.actors import Cast, cast_of

__all__ = ["Actor", "Cast", "cast_of"]
