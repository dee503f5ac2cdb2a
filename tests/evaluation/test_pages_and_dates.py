"""Gold of pages and of event dates: what is right, and the error for each thing that is not."""

from __future__ import annotations

from kg.evaluation import dates, pages
from kg.evaluation.scores import Score, totals
from kg.pipeline import Mapper

TITLE = "Peru and Chile agree on a border plan"
FIRST = "The foreign ministers of Peru and Chile met in Lima on Monday and agreed on a plan for the border."
SECOND = "They will meet again in Arica in March, the ministry of Peru said in a statement to reporters."


def page(body: str, published: str | None) -> dict[str, str | None]:
    text = f"Home\n{TITLE}\nPublished 3 May 2022\n{FIRST}\n{SECOND}\nRelated stories\nBrazil wins\n"
    return {
        "id": "1", "page": text, "media_type": "text/plain", "body": body, "also": TITLE,
        "published": published,
    }  # fmt: skip


def test_a_page_read_right(mapper: Mapper) -> None:
    scores = totals(pages.judge(page(f"{FIRST}\n{SECOND}", "2022-05-03"), mapper))
    assert scores["page body"].f1 == 1.0
    assert scores["publication date"] == Score(1, 0, 0)
    assert scores["facts from boilerplate"].wrong == 0 < scores["facts from boilerplate"].right


def test_what_is_no_body_and_what_it_yields_are_errors(mapper: Mapper) -> None:
    verdicts = list(pages.judge(page(SECOND, None), mapper))
    scores = totals(verdicts)
    assert 0.5 < scores["page body"].f1 < 0.8
    assert scores["page body"].missed == 0 < scores["page body"].wrong
    assert scores["publication date"] == Score(0, 1, 1)
    assert scores["facts from boilerplate"].wrong > 0
    assert {f.found for v in verdicts for f in v.faults if f.layer == "page body"} == {FIRST}


def test_a_date_is_judged_with_and_without_the_day_of_publication(mapper: Mapper) -> None:
    start = FIRST.index("Monday")
    row = {"id": "1", "text": FIRST, "date": {"start": start, "end": start + 6}, "published": "2022-05-04"}
    scores = totals(dates.judge({**row, "known": "2022-05-02", "unknown": None}, mapper))
    assert scores["event dates, publication known"] == Score(1, 0, 0)
    assert scores["event dates, publication unknown"] == Score(1, 0, 0)
    scores = totals(dates.judge({**row, "known": "2022-05-03", "unknown": "2022"}, mapper))
    assert scores["event dates, publication known"] == Score(0, 1, 1)
    assert scores["event dates, publication unknown"] == Score(0, 0, 1)
