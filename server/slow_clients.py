"""Gunicorn's threaded worker, with a time within which a client must send its request.

A thread reads the body of each request, and writes each answer; a client that sends or takes one byte a
minute would keep it for hours. Here a request has to come within a number of seconds, and each part of an
answer must be taken within as many. Gunicorn gives a thread to every connection that is opened, so
that a few dozen silent ones stop the service: here the one thread that accepts connections collects the
heads of requests (RFC 9112, section 2.1), and only whole ones get a thread. Where there are too many
connections, the client that has most of them waiting loses its oldest. Gunicorn also waits, in that one
thread, for clients to close their connections: here that is done in the threads of the pool, for a second,
and only for clients that are still sending.
"""

from __future__ import annotations

import errno
import re
import socket
import time
from collections import Counter
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from kg.config import Settings
from server.client_limits import client_of
from server.refused_requests import write_problem

_PART = 1 << 16  # bytes of an answer, or of a request
_LINGER = 1.0  # seconds
_REST = 0.1  # seconds for the rest of a body that nobody wants to read
_LONGEST_HEAD = 1 << 16  # bytes; of it and of what came with it
_HEAD_ENDS = re.compile(rb"\r\n\r\n|(?<!\r)\n")  # a lone line feed is refused, so it ends a head as well


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

    def hurry(self) -> None:
        """Give the client no more than a moment for the rest of its request."""
        self._deadline = time.monotonic() + _REST

    def arrived(self) -> bytes | None:
        """Return what has come, b"" from a client that has left; ``None`` where nothing has come."""
        try:
            return super().recv(_PART)
        except BlockingIOError:
            return None
        except OSError:
            return b""

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
    """The threaded worker over such sockets. All but ``handle`` is called by the thread that accepts."""

    def accept(self, listener: Any) -> None:
        super().accept(listener)
        if self.nr_conns >= self.worker_connections and self.pending_conns:
            self._drop_one()

    def enqueue_req(self, conn: Any) -> None:
        """Have the next request of a connection answered, by a thread, as soon as its head is there."""
        if not isinstance(conn.sock, PunctualSocket):
            conn.sock = PunctualSocket(fileno=conn.sock.detach())
            conn.init()
            conn.who = client_of(conn.client[0])
        conn.head = bytearray(conn.parser.unreader.take_buffered())
        conn.searched = 0
        conn.sock.setblocking(False)
        if not self._is_settled(conn):
            conn.timeout = time.monotonic() + PunctualSocket.seconds
            self.pending_conns.append(conn)
            readable = partial(self.on_pending_socket_readable, conn)
            self.poller.register(conn.sock, EVENT_READ, readable)

    def on_pending_socket_readable(self, conn: Any, client: Any) -> None:
        """Take more of the head of a request."""
        if self._is_settled(conn):
            self.pending_conns.remove(conn)

    def _is_settled(self, conn: Any) -> bool:
        """Read what has come of a head; return whether there is nothing more to wait for."""
        part = conn.sock.arrived()
        conn.head += part or b""
        whole = _HEAD_ENDS.search(conn.head, conn.searched)
        conn.searched = max(0, len(conn.head) - 3)
        too_long = not whole and len(conn.head) > _LONGEST_HEAD
        if not whole and not too_long and part != b"":
            return False
        with suppress(KeyError):  # it was never waited for
            self.poller.unregister(conn.sock)
        if whole:
            conn.parser.unreader.unread(bytes(conn.head))
            conn.data_ready = True
            super().enqueue_req(conn)
            return True
        if too_long:
            status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            write_problem(conn.sock, status, status.phrase, "")
        self._drop(conn)
        return True

    def _cap_keepalive(self, deadline: float) -> None:
        """Let nobody who has not sent a request keep a process that is to end."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def _drop_one(self) -> None:
        """Close the connection that waits longest, of the client of which most connections wait."""
        clients = [conn.who for conn in self.pending_conns]
        most = Counter(clients).most_common(1)[0][0]
        conn = self.pending_conns[clients.index(most)]
        self.pending_conns.remove(conn)
        self.poller.unregister(conn.sock)
        self._drop(conn)

    def _drop(self, conn: Any) -> None:
        self.nr_conns -= 1
        conn.close()

    def handle(self, conn: Any) -> Any:
        """Answer the next request of a connection, in a thread of the pool."""
        goes_on = super().handle(conn)
        if goes_on is False:
            conn.sock.linger()
        return goes_on

    def _keepalive_after(self, conn: Any, keepalive: Any) -> bool:
        """Tell whether a connection can be used again: not where somebody would have to wait for that."""
        conn.sock.hurry()
        return bool(super()._keepalive_after(conn, keepalive))
