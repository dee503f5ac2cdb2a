"""A real server over a store, in processes of its own: its address, its processes, its memory."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60
_KEPT = {
    "metrics",
    "rates",
    "seconds",
    "attempts",
    "attempts-journal",
}  # what a server keeps as long as it runs


@dataclass(frozen=True, slots=True)
class Running:
    """``scratch`` is the folder in which the server makes its temporary ones; ``log`` what it prints."""

    url: str
    process: subprocess.Popen[bytes]
    scratch: Path
    log: Path

    def processes(self) -> dict[int, str]:
        """Return the processes of the server, itself included, with the state of each (proc(5))."""
        parents: dict[int, tuple[int, str]] = {}
        for file in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, parent = file.read_text().rpartition(")")[2].split()[:2]
            except OSError:  # it has ended
                continue
            parents[int(file.parent.name)] = (int(parent), state)
        found = {self.process.pid: parents.get(self.process.pid, (0, "Z"))[1]}
        while new := {p: s for p, (parent, s) in parents.items() if parent in found and p not in found}:
            found |= new
        return found

    def memory(self) -> int:
        """Return the resident bytes of all processes; pages that they share count for each."""
        return sum(_resident(process) for process in self.processes())

    def scratch_files(self) -> list[Path]:
        """Return the files that queries have left, or are about to leave."""
        found = (path for path in self.scratch.rglob("*") if path.is_file())
        return [path for path in found if not _KEPT & set(path.parts)]


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(store: Path, folder: Path, **settings: object) -> Iterator[Running]:
    """Run ``kg serve`` over a store; ``folder`` takes its temporary files and what it prints."""
    url, scratch, log = f"http://127.0.0.1:{(port := free_port())}", folder / "scratch", folder / "log"
    scratch.mkdir()
    given = {f"KG_{name.upper()}": str(value) for name, value in settings.items()}
    paths = {"PYTHONPATH": str(_ROOT), "TMPDIR": str(scratch)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", str(port)],
            stdout=output,
            stderr=output,
            env={**os.environ, **paths, **given},
        )
    running = Running(url, process, scratch, log)
    try:
        _wait(running)
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        finally:
            process.kill()
            process.wait()


def _wait(running: Running) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if running.process.poll() is not None:
            break
        try:
            with urlopen(running.url + "/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {running.log.read_text()}")
