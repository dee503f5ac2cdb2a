"""Gunicorn's threaded worker, with a time within which a client must send its request.

A thread reads each request, and writes each answer; a client that sends or takes one byte a minute
would keep it for hours. Here a request, head and body, has to come within a number of seconds, and
each part of an answer must be taken within as many. Gunicorn also waits, in the one thread that
accepts connections, for clients to close theirs: here that is done in the threads of the pool, for a
second, and only for clients that are still sending.
"""

from __future__ import annotations

import errno
import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from kg.config import Settings

_PART = 1 << 16  # bytes of an answer
_LINGER = 1.0  # seconds


class PunctualSocket(socket.socket):
    """A connection whose client is too slow once a number of seconds have passed.

    Past them it raises TimeoutError, with a number that gunicorn knows as a lost connection. The
    time to send a request begins when the socket is set to block, as gunicorn does before each.
    """

    seconds = Settings().request_timeout
    _deadline = 0.0
    _over = False

    def setblocking(self, flag: bool, /) -> None:
        super().setblocking(flag)
        self._deadline = time.monotonic() + self.seconds

    def linger(self) -> None:
        """Let the client read its answer although it is still sending; nothing goes out after this."""
        with suppress(OSError):  # it has left, or does not stop sending
            self.settimeout(0)
            if super().recv(1, socket.MSG_PEEK):
                super().shutdown(socket.SHUT_WR)
                self._deadline = time.monotonic() + _LINGER
                while self.recv(_PART):
                    pass
        self._over = True

    def shutdown(self, how: int, /) -> None:
        if self._over:
            raise OSError(errno.ENOTCONN, "nothing more is said")  # which closes it at once
        super().shutdown(how)

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        rest = self._deadline - time.monotonic()
        if rest <= 0:
            raise _too_slow()
        self.settimeout(rest)
        try:
            return super().recv(size, flags)
        except TimeoutError:
            raise _too_slow() from None

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        rest = memoryview(data).cast("B")
        self.settimeout(self.seconds)
        try:
            for start in range(0, len(rest), _PART):
                super().sendall(rest[start : start + _PART], flags)
        except TimeoutError:
            raise _too_slow() from None


def _too_slow() -> TimeoutError:
    return TimeoutError(errno.ECONNRESET, "the client is too slow")


class PunctualWorker(ThreadWorker):  # type: ignore[misc]
    """The threaded worker over such sockets."""

    def handle(self, conn: Any) -> Any:
        """Answer the next request of a connection, in a thread of the pool."""
        if not isinstance(conn.sock, PunctualSocket):
            conn.sock = PunctualSocket(fileno=conn.sock.detach())
        goes_on = super().handle(conn)
        if goes_on is False:
            conn.sock.linger()
        return goes_on
