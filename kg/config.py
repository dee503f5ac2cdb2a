"""One table of settings: default < configuration file < ``KG_*`` environment < flag.

Read once, at the edge (command line or server start); everything below gets values.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Settings:
    """Values of all settings; ``DESCRIPTIONS`` says what each one means."""

    store: Path = Path("store")
    base_iri: str = "https://w3id.org/dipl/id/"
    max_article_bytes: int = 10_000_000
    jobs: int = 1
    names_model: str = "shipped"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    query_workers: int = 2
    query_queue: int = 8
    query_timeout: float = 10.0
    query_memory: int = 1_000_000_000
    write_timeout: float = 60.0
    write_memory: int = 1_000_000_000
    service_endpoints: str = ""
    service_bytes: int = 10_000_000
    query_bytes: int = 1_000_000
    result_bytes: int = 500_000_000
    cache_bytes: int = 64_000_000
    upload_bytes: int = 20_000_000
    private: bool = False
    token_attempts: int = 20
    client_rate: float = 20.0
    client_burst: int = 200
    client_requests: int = 8
    client_seconds: float = 60.0
    trusted_proxies: int = 0
    header_bytes: int = 8190
    request_timeout: float = 30.0
    access_log: bool = False

    @property
    def endpoints(self) -> tuple[str, ...]:
        """The other services that SERVICE may ask."""
        return tuple(self.service_endpoints.split())


DESCRIPTIONS: Mapping[str, str] = {
    "store": "folder of the knowledge graph",
    "base_iri": "IRI that every data IRI starts with; ends in / or #",
    "max_article_bytes": "largest input file accepted as one article, in bytes",
    "jobs": "processes that map articles to graphs",
    "names_model": "spaCy pipeline that finds names: shipped, a folder or a package (empty: rules only)",
    "host": "address the server listens on",
    "port": "port the server listens on",
    "workers": "server processes",
    "query_workers": "processes per server process that evaluate queries",
    "query_queue": "queries per server process that may wait for one of them",
    "query_timeout": "wall-clock limit of one query, in seconds",
    "query_memory": "address space a query process may add, in bytes",
    "write_timeout": "wall-clock limit of one change, in seconds",
    "write_memory": "address space that one change may add to the process that makes it, in bytes",
    "service_endpoints": "SPARQL endpoints that SERVICE may ask, at public addresses, with blanks between",
    "service_bytes": "longest answer that is taken from one of them, in bytes",
    "query_bytes": "longest query or form body accepted, in bytes",
    "result_bytes": "largest result returned, in bytes",
    "cache_bytes": "answers and pages that a server process keeps in memory, in bytes",
    "upload_bytes": "largest update, graph or set of articles that is taken, unpacked, in bytes",
    "private": "whether reading needs a token too: true or false",
    "token_attempts": "wrong tokens per minute after which a client address has to wait",
    "client_rate": "requests per second that one client may send in the long run; 0 for any number",
    "client_burst": "requests that one client may send faster than that",
    "client_requests": "requests of one client that a server process answers at once; 0 for any number",
    "client_seconds": "seconds per minute that queries and pages of one client may take; 0 for any number",
    "trusted_proxies": "proxies before the server whose X-Forwarded headers are believed",
    "header_bytes": "longest request line or header accepted, in bytes, at most 8190",
    "request_timeout": "time within which a client must send its request, in seconds",
    "access_log": "whether each request is told in a line of JSON on standard output: true or false",
}


_ENDPOINT = re.compile(r"https?://(?:[\w.\-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:/[^\s<>#]*)?", re.ASCII)


def _truth(value: object) -> bool:
    """Return a truth value given as one, as a word or as 0 or 1."""
    known = {"true": True, "1": True, "yes": True, "on": True}
    known |= {"false": False, "0": False, "no": False, "off": False, "": False}
    if str(value).lower() not in known:
        raise ValueError(f"{value!r} is neither true nor false")
    return known[str(value).lower()]


_KINDS: Mapping[type, Any] = {type(Path()): Path, bool: _truth}  # pathlib picks its own subclass


def load_settings(
    environment: Mapping[str, str] | None = None,
    file: Path | None = None,
    **flags: object,
) -> Settings:
    """Return the settings in force; a flag of ``None`` means "not given".

    Raises ConfigurationError for an unknown name or a value of the wrong type.
    """
    environment = os.environ if environment is None else environment
    given: dict[str, object] = {}
    file = file or (Path(environment["KG_CONFIG"]) if environment.get("KG_CONFIG") else None)
    if file is not None:
        given |= _read_file(file)
    for name in DESCRIPTIONS:
        if (value := environment.get(f"KG_{name.upper()}")) is not None:
            given[name] = value
    given |= {name: value for name, value in flags.items() if value is not None}
    return _checked(given)


def _read_file(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{file}: cannot be read as TOML settings: {error}") from error


def _checked(given: Mapping[str, object]) -> Settings:
    types: dict[str, Any] = {field.name: type(getattr(Settings(), field.name)) for field in fields(Settings)}
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in types:
            known = ", ".join(sorted(types))
            raise ConfigurationError(f"no setting is called {name!r}; known are {known}")
        kind: Any = _KINDS.get(types[name], types[name])
        try:
            values[name] = kind(value)
        except (TypeError, ValueError) as error:
            expected = types[name].__name__
            raise ConfigurationError(f"setting {name}={value!r} is not a valid {expected}") from error
    settings = replace(Settings(), **values)
    if not settings.base_iri.startswith(("http://", "https://")) or settings.base_iri[-1] not in "/#":
        raise ConfigurationError(f"base_iri {settings.base_iri!r} must be http(s) and end in / or #")
    for endpoint in settings.endpoints:
        if not _ENDPOINT.fullmatch(endpoint):
            raise ConfigurationError(
                f"service_endpoints: {endpoint!r} is no http(s) IRI without user, password and fragment"
            )
    return settings
