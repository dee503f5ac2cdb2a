"""How often, and how many at once, one client may ask; past that it gets 429 with Retry-After.

The rate is kept for all server processes together, in a file that they map: by the generic cell
rate algorithm (ITU-T I.371, annex A) one number tells of a client when its allowance is whole again.
Clients share 65,536 such numbers, so that now and then two have one together. Requests at once are
counted by each process. This machine itself is not limited, nor are the probes and static files.
"""

from __future__ import annotations

import fcntl
import hashlib
import ipaddress
import mmap
import os
import struct
import threading
import time
from collections import Counter
from pathlib import Path

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import TooManyRequests

from kg.config import Settings

_SLOTS = 1 << 16
_NUMBER = struct.Struct("d")
_NETWORK_BITS = 64  # of an IPv6 address: one client has all addresses behind them
_FREE = frozenset({"/healthz", "/readyz", "/metrics"})
_SOON = 1  # seconds after which a client with too many requests at once may try again


class Rates:
    """The allowances of clients, in a file that all processes of a server share.

    ``rate`` in requests per second; ``burst`` is how many may come at once after a pause.
    """

    def __init__(self, file: Path, rate: float, burst: int) -> None:
        self._step = 1 / rate
        self._tolerance = self._step * max(0, burst - 1)
        self._salt = hashlib.sha256(str(file).encode()).digest()[:16]
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.ftruncate(self._descriptor, _SLOTS * _NUMBER.size)
        self._table = mmap.mmap(self._descriptor, _SLOTS * _NUMBER.size)
        self._lock = threading.Lock()  # locks of files are the process's, not the thread's

    def wait(self, client: str, now: float) -> float:
        """Count a request at ``now`` (seconds); return 0, or the seconds until one is allowed."""
        offset = self._offset(client)
        with self._lock:
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX, _NUMBER.size, offset)
            try:
                whole: float = max(now, _NUMBER.unpack_from(self._table, offset)[0])
                early = whole - self._tolerance - now
                if early > 0:
                    return early
                _NUMBER.pack_into(self._table, offset, whole + self._step)
                return 0.0
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
    """Limit the clients of ``app``; without the shared folder ``scratch`` their rate is not limited."""
    settings: Settings = app.config["SETTINGS"]
    rated = scratch is not None and settings.client_rate > 0
    file = scratch / "rates" if scratch is not None else Path()
    app.extensions["rates"] = Rates(file, settings.client_rate, settings.client_burst) if rated else None
    at_once = AtOnce(settings.client_requests) if settings.client_requests > 0 else None

    @app.before_request
    def limit() -> None:
        client = client_of(request.remote_addr)
        if client is None or request.path in _FREE or request.endpoint == "static":
            return
        _check_rate(client)
        if at_once is not None:
            if not at_once.enter(client):
                raise _too_many("Too many requests at once; wait for the answers.", _SOON)
            g.under_way = client

    @app.after_request
    def leave(response: Response) -> Response:
        client = g.pop("under_way", None)
        if client is not None and at_once is not None:
            response.call_on_close(lambda: at_once.leave(client))  # when the answer is sent
        return response


def _check_rate(client: str) -> None:
    rates: Rates | None = current_app.extensions["rates"]
    wait = rates.wait(client, time.time()) if rates is not None else 0.0
    if wait:
        raise _too_many("Too many requests; slow down.", int(wait) + 1)


def _too_many(detail: str, seconds: int) -> TooManyRequests:
    return TooManyRequests(detail, retry_after=seconds)
