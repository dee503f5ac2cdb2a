"""What stays prove about terms of office."""

from __future__ import annotations

from datetime import date

from kg.record.terms import Proof, joined, one_spelling


def proof(name: str, first: str, last: str | None = None) -> Proof:
    return Proof("PER", "president", name, date.fromisoformat(first), date.fromisoformat(last or first), "s")


def spans(
    *proofs: Proof, interruptions: dict[tuple[str, str], str] | None = None
) -> list[tuple[str, str, str]]:
    found = joined(proofs, interruptions or {})
    return [(span.name, str(span.first), str(span.last)) for span in found]


def test_stays_of_one_holder_are_one_term() -> None:
    assert spans(proof("Ana Ruiz", "2003-01-01"), proof("Ana Ruiz", "2001-01-01", "2001-01-03")) == [
        ("Ana Ruiz", "2001-01-01", "2003-01-01")
    ]


def test_another_holder_or_long_silence_ends_a_term() -> None:
    stays = [
        proof("Ana Ruiz", "2001-01-01"),
        proof("Juan Soto", "2002-01-01"),
        proof("Ana Ruiz", "2003-01-01"),
    ]
    assert len(spans(*stays)) == 3
    assert len(spans(proof("Ana Ruiz", "2001-01-01"), proof("Ana Ruiz", "2009-01-01"))) == 2


def test_a_day_out_of_office_ends_a_term() -> None:
    stays = proof("Ana Ruiz", "2001-01-01"), proof("Ana Ruiz", "2003-01-01")
    assert len(spans(*stays, interruptions={("PER", "Ana Ruiz"): "2002-01-01"})) == 2


def test_spellings_of_one_holder() -> None:
    stays = [
        proof("Hosni Mubarak", "1990-01-01"),
        proof("Hosni Mubarak", "1991-01-01"),
        proof("Mohamed Hosni Mubarak", "1992-01-01"),
        proof("Gamal Mubarak", "1992-01-01"),
        proof("Ali Mohamed Hosni Mubarak", "2012-01-01"),
    ]
    found = {name: same for (_, _, name), same in one_spelling(stays).items()}
    assert found == {
        "Hosni Mubarak": "Hosni Mubarak",
        "Mohamed Hosni Mubarak": "Hosni Mubarak",
        "Gamal Mubarak": "Gamal Mubarak",
        "Ali Mohamed Hosni Mubarak": "Ali Mohamed Hosni Mubarak",
    }
