"""What a text is about: words of the topic scheme count, but not inside names of bodies and offices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling, short  # type: ignore[import-not-found]

Read = Callable[..., Telling]


def topics(read: Read, text: str) -> set[str]:
    return {short(topic) for topic in read(text).extraction.topics}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Peru and Chile spoke about fishing rights.", "fisheries"),
        ("They agreed on a treaty about pollution in Lake Titicaca.", "pollution"),
        ("The ministers discussed the sovereign debt of Zambia.", "sovereign-debt"),
        ("The U.N. Security Council voted on Monday.", "security-council"),
        ("Climate change was on the agenda.", "climate-change"),
        ("Peru joined the Paris Agreement on climate change.", "climate-change"),
        ("They met at the Ocean Conference to protect the high seas.", "oceans"),
        ("The two states recognised as a state a third one.", "recognition"),
        ("The navies held joint drills off Callao.", "military-exercises"),
    ],
)
def test_words_tell_the_topic(read: Read, text: str, topic: str) -> None:
    assert topic in topics(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "National Security Council spokesperson Ana Soto spoke in Lima.",
        "Peru's Secretary of Energy Ana Soto spoke in Lima.",
        "Peru's Minister of Agriculture Ana Soto spoke in Lima.",
        "Energy Minister Ana Soto spoke in Lima.",
        "The U.S. Agency for International Development opened an office.",
        "The Department of Labor published a list.",
        "The Committee on Foreign Relations met on Monday.",
        "The Drug Trafficking and Terrorism Directorate moved to a new building.",
        "The Inter-American Development Bank moved to a new building.",
    ],
)
def test_names_of_bodies_and_offices_tell_none(read: Read, text: str) -> None:
    assert topics(read, text) == set()


def test_the_same_words_count_outside_such_names(read: Read) -> None:
    text = "Energy Minister Ana Soto and the Department of Labor spoke about energy."
    assert topics(read, text) == {"energy"}
