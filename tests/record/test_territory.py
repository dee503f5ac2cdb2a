"""Countries of records and the states they are."""

from __future__ import annotations

import pytest

from kg.record.conversion import Reference
from kg.record.stays import Country


@pytest.mark.parametrize(
    ("identifier", "name", "code"),
    [
        ("greece", "Greece", "GRC"),
        ("korea-south", "Korea, Republic of", "KOR"),
        ("korea-south", "Korea", "KOR"),
        ("congo-democratic-republic", "Democratic Republic of the Congo (Zaire)", "COD"),
        ("poland", "Poland (government-in-exile)", "POL"),
        ("thailand", "Siam (Thailand)", "THA"),
        ("saint-kitts-nevis", "St. Kitts and Nevis", "KNA"),
        ("kosovo", "", "XKX"),
        ("russia", "U.S.S.R.", None),
        ("kosovo", "Yugoslavia (Kosovo)", None),
        ("china", "Taiwan", None),
        ("atlantis", "Atlantis", None),
    ],
)
def test_state_of_a_country(reference: Reference, identifier: str, name: str, code: str | None) -> None:
    found = reference.territories.state(Country(identifier, name))
    assert found == (reference.minter.of("state", code) if code else None)
