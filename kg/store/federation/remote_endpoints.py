"""A query in, the answer of another SPARQL service out (SPARQL 1.1 Protocol, section 2.1.2).

The connection goes to an address that was looked up once and found to be public, so that no name can lead
inside. Nothing is followed, unpacked or remembered: no redirects, no proxies, no cookies, no codings. The
HTTP client of the standard library does none of that; others, which do, take four times as long to load.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import SplitResult, urlencode, urlsplit

from kg import __version__
from kg.errors import QueryRefusedError, RemoteError
from kg.store.federation.public_addresses import Address, is_public

_JSON = ("application/sparql-results+json", "application/json")
_HEADERS = {
    "Accept": _JSON[0],
    "Accept-Encoding": "identity",
    "Content-Type": "application/x-www-form-urlencoded",
    "User-Agent": f"diplomacy-kg/{__version__}",
    "Connection": "close",
}
_PART = 1 << 16  # bytes read at a time
_OK = 200


@dataclass(frozen=True, slots=True)
class RemoteEndpoints:
    """Asks other services until ``deadline``, a value of ``time.monotonic``, for so many bytes each."""

    deadline: float
    most_bytes: int
    is_allowed: Callable[[Address], bool] = is_public

    def ask(self, endpoint: str, query: str) -> bytes:
        """Return the results of a SELECT query in the JSON format.

        Raises QueryRefusedError for an endpoint at an address that is not public, RemoteError where
        it does not answer as it should, or in time.
        """
        parts = urlsplit(endpoint)
        try:
            connection = self._connected(parts, endpoint)
            try:
                target = parts._replace(scheme="", netloc="", fragment="", path=parts.path or "/").geturl()
                body = urlencode({"query": query}).encode("ascii")
                connection.request("POST", target, body, _HEADERS)
                return self._read(connection, connection.sock, endpoint)
            finally:
                connection.close()
        except TimeoutError as error:
            raise RemoteError(f"<{endpoint}> did not answer in the time that the query has") from error
        except (OSError, HTTPException, ValueError) as error:
            raise RemoteError(f"<{endpoint}> could not be asked") from error

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _connected(self, parts: SplitResult, endpoint: str) -> HTTPConnection:
        host = parts.hostname or ""
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(host, parts.port)
        address = str(self._address(host, connection.port, endpoint))
        plain = socket.create_connection((address, connection.port), timeout=self._left())
        connection.sock = plain  # so that the client looks up nothing itself
        if parts.scheme == "https":
            try:
                connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            except BaseException:
                plain.close()
                raise
        return connection

    def _address(self, host: str, port: int, endpoint: str) -> Address:
        """Return the first address of a host, all of which must be allowed."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [ip_address(place[4][0]) for place in found]
        if not addresses or not all(map(self.is_allowed, addresses)):
            raise QueryRefusedError(f"<{endpoint}> is not asked: its address is not a public one")
        return addresses[0]

    def _read(self, connection: HTTPConnection, receiver: socket.socket, endpoint: str) -> bytes:
        receiver.settimeout(self._left())
        with connection.getresponse() as response:
            if response.status != _OK:
                raise RemoteError(f"<{endpoint}> answered with the status {response.status}")
            kind = response.headers.get_content_type()
            if kind not in _JSON or response.headers.get("Content-Encoding", "identity") != "identity":
                raise RemoteError(f"<{endpoint}> answered with something else than {_JSON[0]}")
            parts, length = [], 0
            while part := response.read1(_PART):
                parts.append(part)
                length += len(part)
                if length > self.most_bytes:
                    raise RemoteError(f"<{endpoint}> answered with more than {self.most_bytes:,} bytes")
                receiver.settimeout(self._left())
            return b"".join(parts)
