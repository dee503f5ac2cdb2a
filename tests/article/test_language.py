"""The language of an article is that of its prose."""

from __future__ import annotations

import pytest

from kg.article.language import checked_language
from kg.errors import ArticleError

ENGLISH = (
    "The foreign ministers of Ruvenia and Calder met in Velin on Monday to discuss the water treaty, "
    "which both governments have negotiated for three years without a result.\n"
)
FRENCH = (
    "Les ministres des affaires étrangères de Ruvénie et de Calder se sont réunis lundi à Velin pour "
    "discuter du traité sur l'eau et ont convenu de se revoir au mois de juin dans la capitale.\n"
)
SPANISH_FRAME = (
    "Inicio\nNoticias\nSuscríbete al boletín\nLo más leído de la semana\nPublicidad\nMostrar más\n"
)


def test_english_in_a_spanish_frame() -> None:
    assert checked_language(SPANISH_FRAME + ENGLISH + SPANISH_FRAME, None, "a") == "en"


def test_prose_overrules_the_stated_language() -> None:
    assert checked_language(ENGLISH, "es", "a") == "en"
    with pytest.raises(ArticleError, match=r"^a: language not supported: French \(fr\)"):
        checked_language(FRENCH, "en", "a")


@pytest.mark.parametrize("stated", [None, "en", "en-GB", "EN_us", ""])
def test_short_text_is_accepted(stated: str | None) -> None:
    assert checked_language("Talks end.", stated, "a") == "en"


def test_short_text_falls_back_to_what_is_stated() -> None:
    with pytest.raises(ArticleError, match="Spanish"):
        checked_language("Acuerdo en Velin.", "es-MX", "a")


def test_script_without_blanks() -> None:
    with pytest.raises(ArticleError, match="Chinese"):
        checked_language(
            "两国外交部长星期一在首都举行会谈,讨论了关于水资源的条约以及边境贸易问题。" * 6, None, "a"
        )
