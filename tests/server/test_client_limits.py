"""How often and how many at once one client may ask, on a clock of the test's own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.attempts import Attempts
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


def test_seconds_are_paid_for_afterwards(tmp_path: Path) -> None:
    """A client may have 60 in a minute: what it used is known only when its query has ended."""
    seconds = Rates(tmp_path / "seconds", rate=1.0, burst=60.0)
    assert seconds.wait("a", 100.0, 0) == 0.0
    for _ in range(3):
        seconds.spend("a", 100.0, 25.0)
    assert seconds.wait("a", 100.0, 0) == pytest.approx(15.0)
    assert seconds.wait("b", 100.0, 0) == 0.0
    assert seconds.wait("a", 114.0, 0) == pytest.approx(1.0)
    assert seconds.wait("a", 115.0, 0) == 0.0
    seconds.spend("a", 115.0, 1.0)
    assert seconds.wait("a", 115.0, 0) == pytest.approx(1.0)


def test_wrong_tokens_are_counted_by_all_processes_together(tmp_path: Path) -> None:
    sharing = [Attempts(tmp_path / "attempts", 60) for _ in range(2)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: sharing[number % 2].add("a", 100.0), range(40)))
    assert [each.of("a", 159.0) for each in sharing] == [40, 40]
    assert sharing[0].of("a", 161.0) == sharing[0].of("b", 100.0) == 0
    sharing[0].add("a", 170.0)
    assert sharing[1].of("a", 170.0) == 1
    for each in sharing:
        each.close()


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
