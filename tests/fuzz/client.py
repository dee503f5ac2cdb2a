"""Bytes of a request in, the answer of a server out; the connection is used once."""

from __future__ import annotations

import contextlib
import gzip
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse

from backports import zstd

_NOTHING = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` is 0 where there is no answer; ``failure`` then says why, or what is wrong with its form.

    Names of headers are in lower case; ``body`` is unpacked.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0
    failure: str = ""

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def send(address: tuple[str, int], request: bytes, method: str, patience: float) -> Answer:
    """Send a request and wait for the whole answer, ``patience`` seconds for each part of it."""
    began = time.monotonic()
    try:
        with socket.create_connection(address, timeout=patience) as connection:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(request)  # it may be refused before all of it is sent
            with HTTPResponse(connection, method=method) as response:
                response.begin()
                body = response.read()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, _unpacked(body, headers), time.monotonic() - began)
    except (OSError, HTTPException, EOFError, zstd.ZstdError) as error:
        told = f"{type(error).__name__}: {error}"
        return Answer(_NOTHING, seconds=time.monotonic() - began, failure=told)


def _unpacked(body: bytes, headers: Mapping[str, str]) -> bytes:
    coding = headers.get("content-encoding", "")
    if not body or not coding:
        return body
    return gzip.decompress(body) if coding == "gzip" else zstd.decompress(body)
