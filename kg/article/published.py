"""Publication dates that a source states in a formal notation.

Spec: W3C XML Schema 1.1 part 2: date, dateTime, gYearMonth and gYear (a blank may replace the T).
"""

from __future__ import annotations

import calendar
import logging
import re
from datetime import date, datetime, time

from kg.model import DateInterval, Precision, PublicationDate

_log = logging.getLogger(__name__)

_NOTATION = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)


def publication_date(text: str, reason: str = "stated") -> PublicationDate | None:
    """Return the date that ``text`` states, or ``None`` where it is not in one of the notations."""
    match = _NOTATION.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return PublicationDate(_interval(match), _time(match), reason=reason)
    except ValueError:
        return None


def stated_date(text: str, source: str, reason: str = "stated") -> PublicationDate | None:
    """Return the date that ``text`` states; where it cannot be read, warn and return ``None``."""
    if not text.strip():
        return None
    found = publication_date(text, reason)
    if found is None:
        _log.warning("%s: publication date %r is not an ISO 8601 date; left out", source, text)
    return found


def _interval(match: re.Match[str]) -> DateInterval:
    year = int(match["year"])
    if match["month"] is None:
        return DateInterval(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    month = int(match["month"])
    if match["day"] is None:
        begin = date(year, month, 1)
        return DateInterval(begin, date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH)
    day = date(year, month, int(match["day"]))
    return DateInterval(day, day, Precision.DAY)


def _time(match: re.Match[str]) -> time | None:
    if match["time"] is None:
        return None
    day = "-".join(match.group("year", "month", "day"))
    # Python keeps microseconds; further digits would be refused.
    clock = re.sub(r"(\.\d{6})\d+$", r"\1", match["time"])
    return datetime.fromisoformat(f"{day}T{clock}{match['zone'] or ''}").timetz()
