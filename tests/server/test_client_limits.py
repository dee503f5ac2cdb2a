"""How often and how many at once one client may ask, on a clock of the test's own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.client_limits import AtOnce, Rates, client_of


@pytest.fixture
def rates(tmp_path: Path) -> Rates:
    return Rates(tmp_path / "rates", rate=2.0, burst=3)


def test_a_burst_is_allowed_and_then_the_rate(rates: Rates) -> None:
    assert [rates.wait("a", 100.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert rates.wait("a", 100.0) == pytest.approx(0.5)
    assert rates.wait("a", 100.25) == pytest.approx(0.25)
    assert rates.wait("a", 100.5) == 0.0
    assert rates.wait("a", 100.5) == pytest.approx(0.5)
    assert [rates.wait("a", 200.0) for _ in range(3)] == [0.0, 0.0, 0.0]


def test_what_is_refused_costs_nothing(rates: Rates) -> None:
    for _ in range(100):
        rates.wait("a", 100.0)
    assert rates.wait("a", 100.5) == 0.0


def test_clients_have_allowances_of_their_own(rates: Rates) -> None:
    for _ in range(4):
        rates.wait("a", 100.0)
    assert rates.wait("b", 100.0) == 0.0


def test_processes_and_threads_share_the_allowance(tmp_path: Path) -> None:
    sharing = [Rates(tmp_path / "rates", rate=1.0, burst=50) for _ in range(2)]
    with ThreadPoolExecutor(8) as threads:
        waits = list(threads.map(lambda number: sharing[number % 2].wait("a", 100.0), range(200)))
    assert waits.count(0.0) == 50


def test_requests_at_once_are_counted_for_each_client() -> None:
    at_once = AtOnce(2)
    assert at_once.enter("a") and at_once.enter("a") and not at_once.enter("a")
    assert at_once.enter("b")
    at_once.leave("a")
    assert at_once.enter("a") and not at_once.enter("a")


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("127.0.0.1", None),
        ("::1", None),
        ("::ffff:127.0.0.1", None),
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("not an address", "not an address"),
        (None, "unknown"),
    ],
)
def test_what_tells_clients_apart(address: str | None, client: str | None) -> None:
    assert client_of(address) == client
