"""Requests per second and their seconds, beside two peers: ``python benchmarks/serving.py``.

The same 45,000 quads are served by this service, by rdflib-endpoint and by Oxigraph's own server, one
after the other, each asked the same queries by the same clients. Peers are started where they are
installed (the extra ``benchmarks``, or ``--peers FOLDER`` with their programs) and left out elsewhere.
Out comes a table with ratios to this service; ``cached`` asks one query again and again, ``uncached`` never
the same twice. The machine decides the figures, the ratios less so.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the code of this checkout, whatever is installed

from kg.store.embedded import EmbeddedStore  # noqa: E402
from tests.server.hostile import PEOPLE, PREFIX, fill_people  # noqa: E402
from tests.server.running import free_port, serving  # noqa: E402

_START_SECONDS = 120.0
_HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Accept": "application/sparql-results+json",
}

Query = Callable[[int], str]


def _lookup(number: int) -> str:
    person = f"e:person\\/{number % PEOPLE}"
    return f"{PREFIX}SELECT ?name ({number} AS ?n) {{ {person} e:name ?name }}"


def _join(number: int) -> str:
    return (
        f"{PREFIX}SELECT (COUNT(*) AS ?n) ({number} AS ?m) "
        f"{{ ?a e:age {number % 90} . ?a e:knows ?b . ?b e:name ?name }}"
    )


def _group(number: int) -> str:
    return f"{PREFIX}SELECT ?age (COUNT(*) AS ?n) ({number} AS ?m) {{ ?a e:age ?age }} GROUP BY ?age"


QUERIES: dict[str, Query] = {
    "lookup, uncached": _lookup,
    "lookup, cached": lambda number: _lookup(0),
    "join of three, uncached": _join,
    "join of three, cached": lambda number: _join(0),
    "GROUP BY, uncached": _group,
    "GROUP BY, cached": lambda number: _group(0),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each answer, sorted, the seconds of the whole run, and how many were no answers."""

    seconds: Sequence[float]
    took: float
    failed: int

    @property
    def rate(self) -> float:
        return len(self.seconds) / self.took

    def percentile(self, share: float) -> float:
        if not self.seconds:
            return float("nan")
        return self.seconds[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


def measure(url: str, query: Query, clients: int, seconds: float) -> Measured:
    """Ask for some seconds with several clients, each over one connection."""
    numbers, address = count(1), urlsplit(url)
    until = time.monotonic() + seconds

    def go_on(_: int) -> tuple[list[float], int]:
        connection = http.client.HTTPConnection(address.netloc, timeout=60)
        found, failed = [], 0
        while time.monotonic() < until:
            body = urlencode({"query": query(next(numbers))})
            began = time.perf_counter()
            try:
                connection.request("POST", address.path or "/", body, _HEADERS)
                response = connection.getresponse()
                answered = b"bindings" in response.read() and response.status == http.HTTPStatus.OK
            except (OSError, http.client.HTTPException):
                connection.close()
                answered = False
            if answered:
                found.append(time.perf_counter() - began)
            else:
                failed += 1
        connection.close()
        return found, failed

    began = time.monotonic()
    with ThreadPoolExecutor(clients) as threads:
        results = list(threads.map(go_on, range(clients)))
    took = time.monotonic() - began
    return Measured(sorted(s for found, _ in results for s in found), took, sum(f for _, f in results))


# ------------------------------------------------------------------------------- servers


@contextmanager
def _ours(store: Path, folder: Path) -> Iterator[str]:
    with serving(store, folder, cache_bytes=64_000_000) as running:
        yield f"{running.url}/sparql"


@contextmanager
def _started(command: Sequence[str], url: str) -> Iterator[str]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            end = time.monotonic() + _START_SECONDS
            while not measure(url, lambda number: "SELECT ?s { ?s ?p ?o } LIMIT 1", 1, 0.05).seconds:
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"{command[0]} did not start")
                time.sleep(0.5)
            yield url
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()


@contextmanager
def _oxigraph(program: str, triples: Path, folder: Path) -> Iterator[str]:
    data, address = str(folder / "oxigraph"), f"127.0.0.1:{free_port()}"
    subprocess.run([program, "load", "-l", data, "-f", str(triples)], check=True, capture_output=True)
    with _started([program, "serve-read-only", "-l", data, "-b", address], f"http://{address}/query") as url:
        yield url


@contextmanager
def _rdflib_endpoint(program: str, triples: Path) -> Iterator[str]:
    port = str(free_port())
    command = [program, "serve", "--host", "127.0.0.1", "--port", port, str(triples)]
    with _started(command, f"http://127.0.0.1:{port}/") as url:
        yield url


def _program(name: str, peers: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join(filter(None, (peers, str(Path(sys.executable).parent)))))


def _write_triples(store: Path, file: Path) -> None:
    reader = EmbeddedStore.open_reader(store)
    lines = {f"{quad.triple} .\n" for name in reader.graph_names() for quad in reader.quads(name)}
    file.write_text("".join(sorted(lines)), encoding="utf-8")


# --------------------------------------------------------------------------------- tables


def _run(name: str, url: str, clients: int, seconds: float) -> dict[str, Measured]:
    print(f"\n{name}\n{'':26}{'per second':>12}{'p50 ms':>10}{'p95 ms':>10}{'p99 ms':>10}{'failed':>8}")
    found = {}
    for what, query in QUERIES.items():
        measure(url, query, clients, 0.5)  # whatever has to be started or read first
        found[what] = told = measure(url, query, clients, seconds)
        times = "".join(f"{told.percentile(share) * 1000:10.1f}" for share in (0.5, 0.95, 0.99))
        print(f"{what:26}{told.rate:12.1f}{times}{told.failed:8}", flush=True)
    return found


def _print_ratios(ours: dict[str, Measured], peers: dict[str, dict[str, Measured]]) -> None:
    print(f"\nrequests per second of this service / of{'':14}" + "".join(f"{name:>18}" for name in peers))
    for what, own in ours.items():
        ratios = (
            own.rate / found[what].rate if found[what].rate else float("inf") for found in peers.values()
        )
        print(f"{what:54}" + "".join(f"{ratio:18.2f}" for ratio in ratios))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each query, at each server")
    parser.add_argument("--peers", default="", help="folder with the programs of the peers")
    given = parser.parse_args()
    peers: dict[str, dict[str, Measured]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, triples = folder / "store", folder / "people.nt"
        fill_people(store)
        _write_triples(store, triples)
        with _ours(store, folder) as url:
            ours = _run("this service", url, given.clients, given.seconds)
        if program := _program("oxigraph", given.peers):
            with _oxigraph(program, triples, folder) as url:
                peers["Oxigraph server"] = _run("Oxigraph server", url, given.clients, given.seconds)
        if program := _program("rdflib-endpoint", given.peers):
            with _rdflib_endpoint(program, triples) as url:
                peers["rdflib-endpoint"] = _run("rdflib-endpoint", url, given.clients, given.seconds)
    _print_ratios(ours, peers)


if __name__ == "__main__":
    main()
