"""Date expressions in context: what is found, and which days it means.

A line reads ``context with one [[expression]] | days``: ``2022-05-03`` a day, ``2022-05`` a month,
``2022`` a year, ``A..B`` an interval (an open side left out), ``-`` not known.
"""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import DateInterval, Precision
from kg.temporal import (
    Direction,
    TimeExpression,
    candidate_years,
    find_expressions,
    linked,
    literal,
    resolve,
)

WEDNESDAY = DateInterval(date(2022, 5, 4), date(2022, 5, 4), Precision.DAY)
MAY_2022 = DateInterval(date(2022, 5, 1), date(2022, 5, 31), Precision.MONTH)
IN_2022 = DateInterval(date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR)

ABSOLUTE = """
The deal was signed on [[May 3, 2022]]. | 2022-05-03
The deal was signed on [[3 May 2022]]. | 2022-05-03
The deal was signed on [[3rd May 2022]]. | 2022-05-03
The deal was signed on the [[3rd of May 2022]]. | 2022-05-03
Signed [[May 3rd, 2022]] in Lima | 2022-05-03
Signed [[May 3 2022]] in Lima | 2022-05-03
Signed [[May 3,2022]] in Lima | 2022-05-03
Signed [[Oct. 8, 2021]], in Lima | 2021-10-08
Signed [[Oct 8, 2021]], in Lima | 2021-10-08
Signed [[8 Oct. 2021]], in Lima | 2021-10-08
Signed [[03 Oct 2021]], in Lima | 2021-10-03
Signed [[Sept. 9, 2021]] | 2021-09-09
Signed [[Sep. 9, 2021]] | 2021-09-09
WASHINGTON, [[MAY 3, 2022]] (Wire) | 2022-05-03
They met on [[Tuesday, May 3, 2022]], in Rome | 2022-05-03
They met [[this same Tuesday, May 3, 2022]]. | 2022-05-03
They met on [[Tuesday 3 May 2022]] | 2022-05-03
They met on [[Tuesday (May 3, 2022)]] | 2022-05-03
They met on [[Tuesday, the 3rd of May 2022]] | 2022-05-03
They met on [[Monday, May 3, 2022]] | -
They met on [[February 30, 2022]] | -
Posted [[2022-05-03]] | 2022-05-03
Posted [[2022/05/03]] | 2022-05-03
Posted [[2022-05-03T14:48:00Z]] by staff | 2022-05-03
Posted [[2022-05-03 14:48]] by staff | 2022-05-03
Posted [[2022-05-03T14:48:00.123+02:00]] | 2022-05-03
Posted [[3.5.2022]] by staff | 2022-05-03
Posted [[Thu, 12/16/2021]] - 14:48 | 2021-12-16
Posted [[12/16/2021]] | 2021-12-16
Posted [[16/12/2021]] | 2021-12-16
Posted [[12/16/21]] | 2021-12-16
Posted [[3/4/2022]] | -
Posted [[4/4/2022]] | 2022-04-04
Posted [[Sunday, 3/4/2022]] | 2022-04-03
Posted [[Fri, 3/4/2022]] | 2022-03-04
Posted [[Monday, 3/4/2022]] | -
Talks began in [[September 2021]]. | 2021-09
Talks began in [[September, 2021]]. | 2021-09
Talks began in [[September of 2021]]. | 2021-09
Talks began in [[Sept. 2021]]. | 2021-09
Talks began in [[May 2021]]. | 2021-05
The [[March 2021]] summit | 2021-03
Talks began in [[2019]]. | 2019
Talks began in [[the summer of 2019]]. | 2019
Talks resumed during [[2019]]. | 2019
In [[the year 2019]] talks began | 2019
The plan of [[mid-2023]] | 2023-05-01..2023-08-31
Expected in [[early 2023]] | 2023-01-01..2023-04-30
Expected in [[late 2023]] | 2023-09-01..2023-12-31
Expected [[early in 2023]] | 2023-01-01..2023-04-30
Expected in [[late June 2023]] | 2023-06-21..2023-06-30
Expected in [[mid-June 2023]] | 2023-06-11..2023-06-20
Expected in [[early June 2023]] | 2023-06-01..2023-06-10
At [[the end of 2023]] | 2023-10-01..2023-12-31
At [[the beginning of May 2023]] | 2023-05-01..2023-05-10
In [[the first half of 2023]] | 2023-01-01..2023-06-30
In [[the second half of 2023]] | 2023-07-01..2023-12-31
At [[end-2023]], perhaps | 2023-10-01..2023-12-31
due [[by end-2030]] | ..2030-12-31
In [[the 1990s]] | 1990-01-01..1999-12-31
In [[the early 1990s]] | 1990-01-01..1993-04-30
In [[the late-1980s]] | 1986-09-01..1989-12-31
In [[the first quarter of 2023]] | 2023-01-01..2023-03-31
In [[the fourth-quarter of 2023]] | 2023-10-01..2023-12-31
In [[Q3 2022]] | 2022-07-01..2022-09-30
In [[fiscal year 2023]] | 2022-10-01..2023-09-30
In [[FY 2023]] | 2022-10-01..2023-09-30
In [[FY2023]] | 2022-10-01..2023-09-30
In [[FY23]] | 2022-10-01..2023-09-30
In [[fiscal 2023]] | 2022-10-01..2023-09-30
In [[the first quarter of fiscal year 2023]] | 2022-10-01..2022-12-31
[[Between 2017 and 2020]] nobody met | 2017-01-01..2020-12-31
[[from 2017 to 2020]] | 2017-01-01..2020-12-31
the presidency ([[2017-2020]]) | 2017-01-01..2020-12-31
the presidency in [[2017–2020]] | 2017-01-01..2020-12-31
[[from January to March 2022]] | 2022-01-01..2022-03-31
[[January-March 2022]] | 2022-01-01..2022-03-31
[[between November and January 2022]] | 2021-11-01..2022-01-31
[[from November 2021 to January]] | 2021-11-01..2022-01-31
[[May 10-12, 2022]] | 2022-05-10..2022-05-12
[[May 10–12, 2022]] | 2022-05-10..2022-05-12
[[May 10 to 12, 2022]] | 2022-05-10..2022-05-12
[[10-12 May 2022]] | 2022-05-10..2022-05-12
[[from 10 to 12 May 2022]] | 2022-05-10..2022-05-12
[[between 10 and 12 May 2022]] | 2022-05-10..2022-05-12
on [[10 and 11 May 2022]] | 2022-05-10..2022-05-11
on [[May 10 and 11, 2022]] | 2022-05-10..2022-05-11
on [[May 30-June 2, 2022]] | 2022-05-30..2022-06-02
[[from 30 May to 2 June 2022]] | 2022-05-30..2022-06-02
on [[December 30, 2021-January 2, 2022]] | 2021-12-30..2022-01-02
[[from December 30 to January 2, 2022]] | 2021-12-30..2022-01-02
[[Monday, May 9, to Wednesday, May 11, 2022]] | 2022-05-09..2022-05-11
in force [[until March 2023]] | ..2023-03-31
due [[by 2030]] | ..2030-12-31
due [[by the end of 2030]] | ..2030-12-31
concluded [[before May 2021]] | ..2021-04-30
concluded [[prior to May 3, 2021]] | ..2021-05-02
open [[after May 3, 2021]] | 2021-05-04..
signed on [[Christmas Eve 2021]] | 2021-12-24
signed on [[16 de diciembre de 2021]] | 2021-12-16
signed on [[jueves 16 de diciembre de 2021]] | 2021-12-16
signed on [[jueves 15 de diciembre de 2021]] | -
held [[del 3 al 5 de junio de 2022]] | 2022-06-03..2022-06-05
held in [[diciembre de 2021]] | 2021-12
on [[the first Monday of May 2022]] | 2022-05-02
on [[the last Friday of January 2023]] | 2023-01-27
in [[the week of June 6, 2022]] | 2022-06-06..2022-06-12
in [[spring 2019]] | 2019
in [[the 19th century]] | 1800-01-01..1899-12-31
"""

FROM_WEDNESDAY = """
They met on [[May 3]]. | 2022-05-03
They met on [[May 4]]. | 2022-05-04
They met on [[Oct. 8]]. | 2021-10-08
They met today, [[Friday [Oct. 8]]], in Mexico | 2021-10-08
They met on [[Friday, Oct. 8]], in Mexico | 2021-10-08
They met on [[Friday, June 3]], in Mexico | 2022-06-03
They met on [[Sunday, June 3]], in Mexico | -
They met on [[8 October]] | 2021-10-08
They met on [[October 8 last year]] | 2021-10-08
They met on [[May 10 of this year]] | 2022-05-10
They met on [[May 10-12]] | 2021-05-10..2021-05-12
They met in [[September]]. | 2021-09
They met in [[May]] | 2022-05
They met in [[March]] | 2022-03
They met [[last September]] | 2021-09
They met [[last May]] | 2021-05
They will meet [[next June]] | 2022-06
They will meet [[next May]] | 2023-05
They will meet [[this September]] | 2022-09
They met in [[September last year]] | 2021-09
They met in [[September of this year]] | 2022-09
They will meet [[next month]] | 2022-06
They will meet [[early next month]] | 2022-06-01..2022-06-10
They met [[late last month]] | 2022-04-21..2022-04-30
They met [[last month]] | 2022-04
They met in [[late June]] | 2021-06-21..2021-06-30
They met on [[Tuesday]] | 2022-05-03
They met on [[Wednesday]] | 2022-05-04
They met [[last Friday]] | 2022-04-29
They met [[last Wednesday]] | 2022-04-27
They met [[this past Sunday]] | 2022-05-01
They will meet [[next Tuesday]] | 2022-05-10
They will meet [[next Wednesday]] | 2022-05-11
They met on [[Tuesday last week]] | 2022-04-26
They met on [[Monday of this week]] | 2022-05-02
They met [[today]] | 2022-05-04
They met [[yesterday]]. | 2022-05-03
They met [[yesterday morning]]. | 2022-05-03
They meet [[tomorrow]] | 2022-05-05
They meet [[tonight]] | 2022-05-04
They met [[last night]] | 2022-05-03
They met [[this morning]] | 2022-05-04
They met [[earlier today]] | 2022-05-04
They met [[the day before yesterday]] | 2022-05-02
They meet [[the day after tomorrow]] | 2022-05-06
They met [[this week]] | 2022-05-02..2022-05-08
They met [[last week]] | 2022-04-25..2022-05-01
They meet [[next week]] | 2022-05-09..2022-05-15
They met [[earlier this week]] | 2022-05-02..2022-05-04
They meet [[later this week]] | 2022-05-04..2022-05-08
They met [[earlier this month]] | 2022-05-01..2022-05-04
They meet [[later this month]] | 2022-05-04..2022-05-31
They met [[earlier this year]] | 2022-01-01..2022-05-04
They met [[earlier in the year]] | 2022-01-01..2022-05-04
They met [[earlier in 2021]] | 2021-01-01..2021-12-31
They met [[last weekend]] | 2022-04-30..2022-05-01
They met over [[the weekend]] | 2022-04-30..2022-05-01
[[This year]] they met | 2022
They met [[last year]] | 2021
They met [[late last year]] | 2021-09-01..2021-12-31
They met in [[the last quarter]] | 2022-02-04..2022-05-04
They met [[last quarter]] | 2022-01-01..2022-03-31
They met in [[the third quarter of last year]] | 2021-07-01..2021-09-30
They met in [[the second quarter]] | 2022-04-01..2022-06-30
Money for [[next fiscal year]] | 2022-10-01..2023-09-30
Money for [[the current fiscal year]] | 2021-10-01..2022-09-30
At [[the end of the year]] | 2022-10-01..2022-12-31
They may meet [[before the end of the year]] | 2022-05-04..2022-12-31
They may meet [[by the end of this month]] | 2022-05-04..2022-05-31
They may meet [[by year's end]] | 2022-05-04..2022-12-31
They may meet [[by year-end]] | 2022-05-04..2022-12-31
For [[the rest of the year]] | 2022-05-04..2022-12-31
They met [[two days ago]] | 2022-05-02
They met [[a week ago]] | 2022-04-25..2022-05-01
They met [[three months ago]] | 2022-02
They met [[10 years ago]] | 2012
They met about [[three months ago]] | -
They met more than [[five decades ago]] | -
They met [[a year earlier]] in Rome | -
They met [[several weeks ago]] | -
They meet [[two days from now]] | 2022-05-06
They meet [[in two days' time]] | 2022-05-06
[[Three weeks later]] they met | -
[[Two days after]] the vote | -
They met again [[the following day]] | -
They met [[that same week]] | -
In [[the last eight months]] | 2021-09-04..2022-05-04
Over [[the past year]] | 2021-05-04..2022-05-04
Over [[the next two weeks]] | 2022-05-04..2022-05-18
In [[the coming year]] | 2022-05-04..2023-05-04
[[The past decade]] | -
In [[the coming weeks]] | -
In [[the last days]] of talks | -
During [[the past decade]] | 2012-05-04..2022-05-04
[[from 10 to 12 May]] | 2021-05-10..2021-05-12
[[from Monday to Wednesday]] | 2022-05-02..2022-05-04
[[Monday through Friday]] | 2022-05-02..2022-05-06
[[from Friday to Sunday]] | 2022-04-29..2022-05-01
[[since 2019]] | 2019-01-01..2022-05-04
[[Since last year]] | 2021-01-01..2022-05-04
[[since Monday]] | 2022-05-02..2022-05-04
[[since early March]] | 2022-03-01..2022-05-04
[[until March]] | ..2022-03-31
after [[Tuesday]]'s talks | 2022-05-03
They met on [[New Year's Day]] | 2022-01-01
They met [[the week before last]] | 2022-04-18..2022-04-24
They met [[this time last year]] | -
They met [[a fortnight ago]] | 2022-04-18..2022-04-24
They met [[a week ago Tuesday]] | -
They met on [[Monday and Tuesday]] | 2022-05-02..2022-05-03
They met in [[March or April]] | 2022-03-01..2022-04-30
"""

AHEAD = """
They will meet on [[June 6]] | 2022-06-06
They will meet on [[May 4]] | 2022-05-04
They will meet on [[May 3]] | 2023-05-03
They will meet on [[May 10-12]] | 2022-05-10..2022-05-12
They will meet [[from May 30-June 2]] | 2022-05-30..2022-06-02
They will meet in [[September]] | 2022-09
They will meet in [[March]] | 2023-03
They will meet on [[Tuesday]] | 2022-05-10
A session is planned for [[May]] in Rome | 2022-05
Held in the month of [[May]] | 2022-05
Held in 2021 and [[2022]] in Rome | 2022
They will meet [[this Friday]] | 2022-05-06
They will meet in [[late June]] | 2022-06-21..2022-06-30
They will meet over [[the weekend]] | 2022-05-07..2022-05-08
They will meet in [[the third quarter]] | 2022-07-01..2022-09-30
They will stay [[until March]] | ..2023-03-31
They will agree [[within six months]] | 2022-05-04..2022-11-04
They will agree in [[the first week of June]] | 2022-06-01..2022-06-07
They will agree in [[the last week of next month]] | 2022-06-22..2022-06-30
They will agree [[by September]] | 2022-05-04..2022-09-30
They will agree [[before June 6]] | 2022-05-04..2022-06-05
They will meet [[in two weeks]] | 2022-05-16..2022-05-22
They will meet [[this coming weekend]] | 2022-05-07..2022-05-08
"""

NEAREST = """
the [[May 5]] session | 2022-05-05
the [[May 1]] session | 2022-05-01
on [[November 20]] | 2021-11-20
the [[June]] session | 2022-06
the [[February]] session | 2022-02
the [[Friday]] session | 2022-05-06
the [[Monday]] session | 2022-05-02
"""

NOT_TIMES = """
We may meet them in march formation.
Prime Minister May spoke to March and the others.
April Holm, June Park and August Weber attended.
The plan costs $2022 and 2019 tonnes, or 2,019 dollars.
A group of 2019 soldiers; up by 2020 figures.
Flight 2021 and room 1999.
They met every Tuesday and on Sundays.
The riots of Black Friday and Bloody Sunday.
She wrote in Example Today.
https://example.org/2021/05/03/story @Friday_news #May2022 a/2022-05-03
May 3 million people vote? MAY 3% do.
The Wednesdays, a band. Mondayish. Septembers.
version 1.2.2022.4 and 24/7 and 9/11
The decision came second quarter-final.
Sat on the sofa. Mar the day.
in the past, once, now, soon, recently
It was the third meeting in two weeks.
The third meeting in two weeks will follow.
They met on Good Friday, at Christmas dinner and in the fall of the wall.
"""


def _table(lines: str) -> list[tuple[str, str]]:
    rows = (line.rsplit(" | ", 1) for line in lines.strip().splitlines())
    return [(context, days) for context, days in rows]


def _only(context: str) -> tuple[str, TimeExpression]:
    """Return the plain text and its one expression, having checked the exact span."""
    begin, end = context.index("[["), context.rindex("]]")
    text = context[:begin] + context[begin + 2 : end] + context[end + 2 :]
    wanted = text[begin : end - 2]
    found = [e for e in find_expressions(text) if e.start == begin]
    assert [text[e.start : e.end] for e in found] == [wanted]
    return text, found[0]


def _short(interval: DateInterval | None) -> str:
    if interval is None:
        return "-"
    known = literal(interval)
    return known[0] if known else f"{interval.begin or ''}..{interval.end or ''}"


@pytest.mark.parametrize(("context", "days"), _table(ABSOLUTE))
def test_an_absolute_expression_needs_no_anchor(context: str, days: str) -> None:
    _, expression = _only(context)
    assert _short(resolve(expression, None)) == days


@pytest.mark.parametrize(("context", "days"), [row for row in _table(ABSOLUTE) if "due" not in row[0]])
def test_an_anchor_does_not_change_an_absolute_expression(context: str, days: str) -> None:
    _, expression = _only(context)
    assert _short(resolve(expression, WEDNESDAY, Direction.FUTURE)) == days


@pytest.mark.parametrize(("context", "days"), _table(FROM_WEDNESDAY))
def test_a_relative_expression_looks_back_by_default(context: str, days: str) -> None:
    _, expression = _only(context)
    assert _short(resolve(expression, WEDNESDAY)) == days


@pytest.mark.parametrize(("context", "days"), _table(AHEAD))
def test_a_relative_expression_looks_ahead_when_told(context: str, days: str) -> None:
    _, expression = _only(context)
    assert _short(resolve(expression, WEDNESDAY, Direction.FUTURE)) == days


@pytest.mark.parametrize(("context", "days"), _table(NEAREST))
def test_the_nearest_date_can_be_asked_for(context: str, days: str) -> None:
    _, expression = _only(context)
    assert _short(resolve(expression, WEDNESDAY, Direction.NEAREST)) == days


@pytest.mark.parametrize(
    "context",
    [
        context
        for context, _ in _table(FROM_WEDNESDAY)
        if not context.startswith(("They met [[earlier in 2021", "[[since 2019"))
    ],
)
def test_without_an_anchor_a_relative_expression_stays_unknown(context: str) -> None:
    _, expression = _only(context)
    assert resolve(expression, None) is None


@pytest.mark.parametrize("text", NOT_TIMES.strip().splitlines())
def test_words_that_are_no_times_are_left_alone(text: str) -> None:
    assert [text[e.start : e.end] for e in find_expressions(text)] == []


@pytest.mark.parametrize(
    ("words", "anchor", "days"),
    [
        ("last year", MAY_2022, "2021"),
        ("last month", MAY_2022, "2022-04"),
        ("in September", MAY_2022, "2021-09"),
        ("today", MAY_2022, "2022-05"),
        ("today", IN_2022, "2022"),
        ("on Tuesday", MAY_2022, "2022-04-26..2022-05-31"),
        ("last month", IN_2022, "2021-12-01..2022-11-30"),
        ("in late 2021", IN_2022, "2021-09-01..2021-12-31"),
        ("on May 3, 2022", IN_2022, "2022-05-03"),
        ("since 2019", MAY_2022, "2019-01-01..2022-05-31"),
    ],
)
def test_a_coarse_anchor_gives_days_that_hold_for_all_of_it(
    words: str, anchor: DateInterval, days: str
) -> None:
    (expression,) = find_expressions(words)
    assert _short(resolve(expression, anchor)) == days


@pytest.mark.parametrize(
    ("text", "contradiction"),
    [
        ("Monday, May 3, 2022", True),
        ("Tuesday, May 3, 2022", False),
        ("Monday, 3/4/2022", True),
        ("from Monday, May 3, 2022 to May 5, 2022", True),
        ("Friday, Oct. 8", False),
        ("May 3, 2022", False),
    ],
)
def test_a_weekday_that_does_not_fit_its_date_is_a_contradiction(text: str, contradiction: bool) -> None:
    (expression,) = find_expressions(text)
    assert expression.contradiction is contradiction


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Friday [Oct. 8]", [2021]),
        ("Oct. 8", [2018, 2019, 2020, 2021, 2022, 2023]),
        ("Feb. 29", [2020]),
        ("Tuesday, May 3, 2022", [2022]),
        ("May 3, 1999", []),
        ("Tuesday", []),
    ],
)
def test_candidate_years_are_those_whose_weekday_fits(text: str, years: list[int]) -> None:
    (expression,) = find_expressions(text)
    assert candidate_years(expression, 2018, 2023) == years


def test_only_the_window_is_searched_but_words_before_it_count() -> None:
    text = "On May 3 in 2019 they met today."
    found = find_expressions(text, text.index("2019"), text.index("today"))
    assert [text[e.start : e.end] for e in found] == ["2019"]


def test_an_interval_of_days_has_no_single_literal() -> None:
    (expression,) = find_expressions("from 10 to 12 May 2022")
    interval = resolve(expression, None)
    assert interval is not None
    assert literal(interval) is None


def test_literals_have_the_datatype_of_their_precision() -> None:
    datatypes = []
    for text in ("May 3, 2022", "May 2022", "in 2022"):
        (expression,) = find_expressions(text)
        interval = resolve(expression, None)
        assert interval is not None
        datatypes.append(literal(interval))
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert datatypes == [
        ("2022-05-03", f"{xsd}date"),
        ("2022-05", f"{xsd}gYearMonth"),
        ("2022", f"{xsd}gYear"),
    ]


@pytest.mark.parametrize(
    ("sentences", "days"),
    [
        (["They met on 14 March 2023.", "The next day they left."], "2023-03-15"),
        (["They met on 14 March 2023 and left two days later."], "2023-03-16"),
        (["They met on Monday.", "The following day they left."], "2022-05-03"),
        (["They met in March 2023.", "A month later they left."], "2023-04"),
        (["They met in March 2023.", "Two days later they left."], "-"),  # of which day of March?
        (["They met on 14 March 2023 and on 20 March 2023.", "The next day they left."], "-"),
        (["They met.", "The next day they left."], "-"),
        (["They met on 14 March 2023.", "A few days later they left."], "-"),
        (["They met on 14 March 2023.", "They left.", "The next day it rained."], "-"),
    ],
)
def test_a_time_told_from_the_date_before(sentences: list[str], days: str) -> None:
    told = linked([tuple(find_expressions(sentence)) for sentence in sentences])
    assert _short(resolve(told[-1][-1], WEDNESDAY)) == days
