"""Statements and events -> the event at which a statement was made: "she said at the opening of the talks".

The words have to say it, outside of what is quoted or reported; being told in one sentence with an
event, or made after one, is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Document, Event, Sentence, Statement
from kg.vocab import STATUS

_NOT_AT = "before|after|following|ahead|since|until|for|to|about|on|that|and|as|from|with|by|while|when"
_AT = re.compile(
    rf"\b(?:at|during|in|opening|closing|addressing)\s+(?:(?!(?:{_NOT_AT})\b)[\w’'.-]+\s+){{0,6}}$", re.I
)


def placed_statements(
    statements: Iterable[Statement], events: Iterable[Event], document: Document
) -> Iterator[Statement]:
    """Yield the statements, with the event at which each was made where the text says so of just one."""
    occurred = [event for event in events if event.status == STATUS["occurred"]]
    for statement in statements:
        occasions = {event.iri for event in occurred if _is_occasion(event, statement, document)}
        yield replace(statement, made_at=occasions.pop()) if len(occasions) == 1 else statement


def _is_occasion(event: Event, statement: Statement, document: Document) -> bool:
    for sentence in _telling(statement, document):
        for words in event.evidence:
            inside = sentence.start <= words.start < sentence.end
            told = statement.start <= words.start < statement.end
            if inside and not told and _AT.search(document.text(sentence.start, words.start)):
                return True
    return False


def _telling(statement: Statement, document: Document) -> Iterator[Sentence]:
    """Yield the sentences in which the article says who made the statement."""
    for evidence in statement.evidence:
        for sentence in document.sentences:
            if sentence.start < evidence.end and evidence.start < sentence.end:
                yield sentence
