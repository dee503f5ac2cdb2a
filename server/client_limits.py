"""How often, how many at once and for how long one client may ask; past that it gets 429 with Retry-After.

Requests, and the seconds that queries and pages take, are counted for all server processes together, in files
that they map: by the generic cell rate algorithm (ITU-T I.371, annex A) one number tells of a client
when its allowance is whole again. Clients share 65,536 such numbers, so that now and then two have one
together. Requests at once are counted by each process. This machine itself is not limited, nor are
``/healthz``, ``/metrics`` and static files, which take no query process.
"""

from __future__ import annotations

import fcntl
import hashlib
import ipaddress
import logging
import mmap
import os
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import thread_time

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import TooManyRequests

from kg.config import Settings

_SLOTS = 1 << 16
_NUMBER = struct.Struct("d")
_NETWORK_BITS = 64  # of an IPv6 address: one client has all addresses behind them
_FREE = frozenset({"/healthz", "/metrics"})
_SOON = 1  # seconds after which a client with too many requests at once may try again
_MINUTE = 60
_READING = ("GET", "HEAD")
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")
_UNTOLD_PROXY = (
    "a proxy on this machine passes requests on, and its clients are not told apart, so not limited: "
    "set trusted_proxies to the number of proxies (1 for one)"
)

log = logging.getLogger(__name__)


class Rates:
    """The allowances of clients, in a file that all processes of a server share.

    ``rate`` is what a client gets back in a second, ``burst`` what it may use at once after a pause: of
    requests, or of seconds.
    """

    def __init__(self, file: Path, rate: float, burst: float) -> None:
        self._step = 1 / rate
        self._tolerance = self._step * burst
        self._salt = hashlib.sha256(str(file).encode()).digest()[:16]
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.ftruncate(self._descriptor, _SLOTS * _NUMBER.size)
        self._table = mmap.mmap(self._descriptor, _SLOTS * _NUMBER.size)
        self._lock = threading.Lock()  # locks of files are the process's, not the thread's

    def wait(self, client: str, now: float, cost: float = 1) -> float:
        """Count a cost at ``now`` (seconds); return 0, or the seconds until the client can afford it."""
        with self._whole(client, now) as (whole, put):
            after = whole + cost * self._step
            early = after - self._tolerance - now
            if early > 0:
                return early
            put(after)
            return 0.0

    def spend(self, client: str, now: float, cost: float) -> None:
        """Count what was used already, even if it is more than the client has."""
        with self._whole(client, now) as (whole, put):
            put(whole + cost * self._step)

    @contextmanager
    def _whole(self, client: str, now: float) -> Iterator[tuple[float, Callable[[float], None]]]:
        """Hold the number of a client: when its allowance is whole again, and how to say another time."""
        offset = self._offset(client)
        with self._lock:
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX, _NUMBER.size, offset)
            try:
                whole: float = max(now, _NUMBER.unpack_from(self._table, offset)[0])
                yield whole, lambda after: _NUMBER.pack_into(self._table, offset, after)
            finally:
                fcntl.lockf(self._descriptor, fcntl.LOCK_UN, _NUMBER.size, offset)

    def _offset(self, client: str) -> int:
        digest = hashlib.blake2b(client.encode(), digest_size=8, key=self._salt).digest()
        return int.from_bytes(digest) % _SLOTS * _NUMBER.size


class AtOnce:
    """Requests of each client under way in this process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._under_way: Counter[str] = Counter()
        self._lock = threading.Lock()

    def enter(self, client: str) -> bool:
        """Count a request in, unless the client has too many already."""
        with self._lock:
            if self._under_way[client] >= self._most:
                return False
            self._under_way[client] += 1
            return True

    def leave(self, client: str) -> None:
        with self._lock:
            self._under_way[client] -= 1
            if not self._under_way[client]:
                del self._under_way[client]


def client_of(address: str | None) -> str | None:
    """Return what tells a client from others; ``None`` for this machine."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return address or "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is None:
            return None if ip.is_loopback else str(ipaddress.ip_network((ip, _NETWORK_BITS), strict=False))
        ip = ip.ipv4_mapped
    return None if ip.is_loopback else str(ip)


def register(app: Flask, scratch: Path | None) -> None:
    """Limit the clients of ``app``; without the shared folder ``scratch`` only how many ask at once."""
    settings: Settings = app.config["SETTINGS"]
    limits: dict[str, Rates] = {}
    if scratch is not None and settings.client_rate > 0:
        limits["requests"] = Rates(scratch / "rates", settings.client_rate, settings.client_burst)
    if scratch is not None and settings.client_seconds > 0:
        limits["seconds"] = Rates(
            scratch / "seconds", settings.client_seconds / _MINUTE, settings.client_seconds
        )
    app.extensions["client_limits"] = limits
    at_once = AtOnce(settings.client_requests) if settings.client_requests > 0 else None
    told = threading.Event()

    @app.before_request
    def limit() -> None:
        g.working_since = thread_time()
        client = client_of(request.remote_addr)
        if client is None and is_forwarded() and not settings.trusted_proxies and not told.is_set():
            told.set()
            log.warning(_UNTOLD_PROXY)
        if client is None or request.path in _FREE or request.endpoint == "static":
            return
        _check_rate(client)
        if request.method in _READING:  # who changes things has a token, and waits for one after the other
            g.meter = meter()
        if at_once is not None:
            if not at_once.enter(client):
                raise _too_many("Too many requests at once; wait for the answers.", _SOON)
            g.under_way = client

    @app.after_request
    def count_seconds(response: Response) -> Response:
        spend = g.pop("meter", None)
        if spend is not None:  # a query process counts its own
            spend(thread_time() - g.working_since)
        return response

    @app.after_request
    def leave(response: Response) -> Response:
        client = g.pop("under_way", None)
        if client is not None and at_once is not None:
            response.call_on_close(lambda: at_once.leave(client))  # when the answer is sent
        return response


def is_forwarded() -> bool:
    """Tell whether a proxy says that it passes this request on for somebody else."""
    return any(name in request.headers for name in _FORWARDED)


def meter() -> Callable[[float], None]:
    """Return what counts seconds of work for the client of this request.

    Raises TooManyRequests where the client has had as many as it may.
    """
    client, seconds = client_of(request.remote_addr), _limits().get("seconds")
    if client is None or seconds is None:
        return lambda _: None
    if wait := seconds.wait(client, time.monotonic(), 0):
        raise _too_many("You have kept this service busy for long; wait a little.", int(wait) + 1)
    return lambda spent: seconds.spend(client, time.monotonic(), spent)


def _check_rate(client: str) -> None:
    requests = _limits().get("requests")
    wait = requests.wait(client, time.monotonic()) if requests is not None else 0.0
    if wait:
        raise _too_many("Too many requests; slow down.", int(wait) + 1)


def _limits() -> dict[str, Rates]:
    found: dict[str, Rates] = current_app.extensions["client_limits"]
    return found


def _too_many(detail: str, seconds: int) -> TooManyRequests:
    return TooManyRequests(detail, retry_after=seconds)
