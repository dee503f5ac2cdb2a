"""Cues are not read inside names and dates; names of unknown initiatives and agreements are found."""

from __future__ import annotations

from collections.abc import Callable

from telling import Telling  # type: ignore[import-not-found]

from kg.mention.reading import Reading
from kg.model import MentionKind
from kg.vocab import DIPL, EVENT_TYPE, STATUS

Readings = Callable[[str], tuple[Reading, ...]]
Read = Callable[..., Telling]


def _cues(readings: Readings, text: str, namespace: str) -> list[str]:
    return [text[c.start : c.end] for r in readings(text) for c in r.cues if c.denoting(namespace)]


def test_words_that_signal_an_event_keep_their_span(readings: Readings) -> None:
    text = "They met in Lima for a bilateral meeting and a phone call."
    assert _cues(readings, text, EVENT_TYPE) == ["met", "bilateral meeting", "phone call"]


def test_words_inside_a_full_name_signal_nothing(readings: Readings) -> None:
    text = "Ana Visit Soto and Rex Summit Brown left."
    assert _cues(readings, text, EVENT_TYPE) == []


def test_a_name_that_sounds_like_a_verb_of_speech_says_nothing(readings: Readings) -> None:
    assert _cues(readings, "Then Said Salim left.", DIPL["PublicStatement"]) == []
    assert _cues(readings, "Salim said so.", DIPL["PublicStatement"]) == ["said"]


def test_a_month_is_not_a_possibility(readings: Readings) -> None:
    assert _cues(readings, "It began in May 2024 and on 3 May.", STATUS) == []
    assert _cues(readings, "It may begin in May 2024.", STATUS["possible"]) == ["may"]


def test_words_inside_the_name_of_an_initiative_signal_nothing(readings: Readings) -> None:
    text = "They left. The Andean Dialogue on Harbours was praised by everybody in the room."
    (initiative,) = [m for reading in readings(text) for m in reading.mentions]
    assert (text[initiative.start : initiative.end], initiative.kind) == (
        "Andean Dialogue on Harbours",
        MentionKind.INITIATIVE,
    )
    assert _cues(readings, text, EVENT_TYPE) == []


def test_an_unknown_initiative_is_named_with_its_acronym(read: Read) -> None:
    telling = read(
        "The ministers praised the Atlantic Dialogue on Ocean Research (ADOR). Nobody knows when ADOR began."
    )
    assert telling.mentions("Atlantic Dialogue on Ocean Research") == (
        "Atlantic Dialogue on Ocean Research",
        "ADOR",
        "ADOR",
    )
    entity = telling.entity("Atlantic Dialogue on Ocean Research")
    assert DIPL["Initiative"] in entity.classes
    assert entity.aliases == ("ADOR",)


def test_an_unknown_agreement_is_named(read: Read) -> None:
    telling = read("Peru and Chile signed the Arica Memorandum on Harbour Pilots (AMHP) in Lima.")
    assert list(telling.of_class("Agreement")) == ["Arica Memorandum on Harbour Pilots"]


def test_one_name_has_one_iri_in_every_article(read: Read) -> None:
    one = read("Peru was glad. It praised the Reykjavík Memorandum on Cod once more.").of_class("Agreement")
    other = read("Chile was glad. It praised the Reykjavik Memorandum on Cod as well.").of_class("Agreement")
    assert len(one) == 1 and list(one.values()) == list(other.values())


def test_a_name_ends_before_a_date_and_before_another_name(read: Read) -> None:
    telling = read(
        "Peru praised the Andean Dialogue on Tuesday. "
        "Chile praised the Arica Memorandum on Pilots and the Iquique Accord on Cod."
    )
    assert list(telling.of_class("Initiative")) == ["Andean Dialogue"]
    assert set(telling.of_class("Agreement")) == {"Arica Memorandum on Pilots", "Iquique Accord on Cod"}


def test_a_head_word_alone_names_nothing(read: Read) -> None:
    telling = read("The Dialogue went on. Both sides praised the Agreement and the dialogue about cod.")
    assert telling.of_class("Initiative") == telling.of_class("Agreement") == {}
