"""One input of the fuzzer: a request as it goes over the wire, and how requests are written.

The secrets of a server's tokens differ from run to run, so an input names them, as in
``Authorization: Bearer {{write}}``; they are put in when it is sent. That makes the bytes of an input
all there is to it: they are what is kept of one that failed, and what is sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlencode

HOST = "fuzz.example"
NO_HTTP = "broken HTTP"  # the one kind whose inputs may stay without an answer
WRITE = {"Authorization": "Bearer {{write}}"}
_ENDING = ".http"

Headers = Mapping[str, str] | Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Input:
    """A request of one kind; ``raw`` is all of it, head and body."""

    kind: str
    raw: bytes

    @property
    def is_http(self) -> bool:
        return self.kind != NO_HTTP

    @property
    def method(self) -> str:
        return self.raw.split(b" ", 1)[0].decode("latin-1")

    @property
    def may_write(self) -> bool:
        """Tell whether it is allowed to change the store, so that the limit is that of a change."""
        head = self.raw.partition(b"\r\n\r\n")[0]
        return b"{{write}}" in head

    def sent(self, secrets: Mapping[str, str]) -> bytes:
        """Return the bytes with the secrets in place of their names."""
        head, blank, body = self.raw.partition(b"\r\n\r\n")
        for name, secret in secrets.items():
            head = head.replace(b"{{%s}}" % name.encode(), secret.encode())
        return head + blank + body


Maker = Callable[[Random], bytes]


def request(method: str, target: str, headers: Headers = (), body: bytes | None = None) -> bytes:
    """Return a request in HTTP/1.1; characters beyond Latin-1 in its head become UTF-8."""
    given = list(headers.items()) if isinstance(headers, Mapping) else list(headers)
    if body is not None:
        given.append(("Content-Length", str(len(body))))
    lines = [f"{method} {target} HTTP/1.1", f"Host: {HOST}"]
    lines += [f"{name}: {value}" for name, value in given]
    head = "\r\n".join(lines) + "\r\n\r\n"
    return head.encode("utf-8", "surrogatepass") + (body or b"")


def encoded(parameters: Sequence[tuple[str, str]]) -> str:
    """Return parameters as a query string, even where they are no proper Unicode."""
    return urlencode(parameters, errors="surrogatepass")


def keep(folder: Path, number: int, given: Input) -> Path:
    """Write an input down, under its kind and number."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{given.kind.replace(' ', '_')}--{number}{_ENDING}"
    file.write_bytes(given.raw)
    return file


def kept(file: Path) -> Input:
    """Return an input that was written down."""
    return Input(file.name.partition("--")[0].replace("_", " "), file.read_bytes())
