"""The event at which a statement was made, where the words say so, and only there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling  # type: ignore[import-not-found]

Read = Callable[..., Telling]

MET = "Peru's Foreign Minister Elvira Quispe met Chile's Foreign Minister Rodrigo Larraín in Lima. "


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Larraín said during the meeting that Chile would pay its share.", "Chile would pay its share"),
        ("At the meeting, Larraín said that Chile would pay its share.", "Chile would pay its share"),
    ],
)
def test_what_is_said_at_a_meeting_was_made_there(read: Read, text: str, content: str) -> None:
    telling = read(MET + text)
    (statement,) = telling.extraction.statements
    (meeting,) = telling.extraction.events
    assert telling.text[statement.start : statement.end] == content
    assert statement.made_at == meeting.iri


@pytest.mark.parametrize(
    "text",
    [
        "Larraín said after the meeting that Chile would pay its share.",
        "Before the meeting, Larraín said that Chile would pay its share.",
        "Larraín said that Chile would pay its share.",
        "Larraín said that Chile would pay its share at the meeting.",
        "The meeting was long. Larraín said that Chile would pay its share.",
    ],
)
def test_what_is_said_elsewhere_has_no_occasion(read: Read, text: str) -> None:
    (statement,) = read(MET + text).extraction.statements
    assert statement.made_at is None
