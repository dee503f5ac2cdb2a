"""A process of this package that can be killed, and the pipes to it.

It runs a module that announces itself as ready and then answers one request after the other
(``pool.frames``); what it must not do longer than it may ends with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg import errors
from kg.errors import KgError, QueryCancelledError, QueryResourceError, QueryTimeoutError, StoreError
from kg.store.pool.frames import (
    DeadlinePassedError,
    NobodyWaitsError,
    read_frame,
    wait_for_frame,
    write_frame,
)

_PACKAGE_PARENT = str(Path(__file__).resolve().parents[3])
_QUICK = 1.0  # seconds that a process may work at full priority
_NICE = 10
_START = 30.0  # seconds a new process may take, on a busy machine, to be ready
# malloc(3) of glibc reserves 64 MB of addresses for a thread that allocates, up to 8 times the cores; the
# engine starts threads as it needs them, and the memory limit, which counts addresses, would count those.
_FEW_ARENAS = {"MALLOC_ARENA_MAX": "2"}


class WorkerProcess:
    """A process that runs ``module`` with arguments; used by one thread at a time.

    ``task`` is what it works on, for messages: "query" or "change". Raises StoreError where the
    system gives no process.
    """

    def __init__(self, module: str, arguments: Sequence[str], task: str) -> None:
        self._task = task
        paths = (_PACKAGE_PARENT, os.environ.get("PYTHONPATH", ""))
        search_path = os.pathsep.join(filter(None, paths))
        environment = {**_FEW_ARENAS, **os.environ, "PYTHONPATH": search_path}
        command = [sys.executable, "-P", "-m", module, *arguments]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                bufsize=0,
            )
        except OSError as error:  # no memory, or no more processes
            raise StoreError(f"a process for the {task} could not start; look at the machine") from error
        assert self._process.stdin and self._process.stdout  # both are pipes
        self._requests, self._answers = self._process.stdin, self._process.stdout
        self._done = False
        self._ready = False
        self._slowed = False

    @property
    def alive(self) -> bool:
        return not self._done and self._process.poll() is None

    @property
    def process(self) -> int:
        return self._process.pid

    def ask(
        self,
        request: Mapping[str, object],
        body: bytes,
        timeout: float,
        asker: int | None,
        progress: Callable[[dict[str, Any]], None] = lambda done: None,
    ) -> tuple[dict[str, Any], bytes]:
        """Return header and body of the answer to one request, or raise why there is none.

        ``timeout`` in seconds; ``asker`` is the socket of the client, whose leaving ends the process;
        ``progress`` is told what is done before the answer.
        """
        self._wait_until_ready()
        started = time.monotonic()
        try:
            write_frame(self._requests.fileno(), request, body)
            self._yield_if_slow(started, timeout, asker)
            header, answer = read_frame(self._answers.fileno(), started + timeout, asker)
            while "progress" in header:
                progress(header["progress"])
                header, answer = read_frame(self._answers.fileno(), started + timeout, asker)
        except DeadlinePassedError:
            self.end()
            raise QueryTimeoutError(f"the {self._task} took longer than {timeout:g} s") from None
        except NobodyWaitsError:
            self.end()
            raise QueryCancelledError("the client has left") from None
        except (EOFError, OSError, ValueError):  # it died, or was ended
            self.end()
            message = f"the {self._task} needs more memory, or deeper nesting, than it may have"
            raise QueryResourceError(message) from None
        self._done = header["last"] or not self._hurry_again()
        if "error" in header:
            raise _rebuilt(header)
        return header, answer

    def _yield_if_slow(self, started: float, timeout: float, asker: int | None) -> None:
        """Let others go first once the process has worked for a second, so that quick tasks stay quick."""
        if timeout <= _QUICK:
            return
        try:
            wait_for_frame(self._answers.fileno(), started + _QUICK, asker)
        except DeadlinePassedError:
            self._slowed = True
            with suppress(OSError):  # it has just ended
                own = os.getpriority(os.PRIO_PROCESS, 0)
                os.setpriority(os.PRIO_PROCESS, self.process, own + _NICE)  # the system caps it

    def _hurry_again(self) -> bool:
        """Give back its priority to a process; return ``False`` where the system forbids that."""
        if self._slowed:
            try:
                os.setpriority(os.PRIO_PROCESS, self.process, os.getpriority(os.PRIO_PROCESS, 0))
            except OSError:  # only a privileged user may, so this process is not used again
                return False
            self._slowed = False
        return True

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        try:
            header, _ = read_frame(self._answers.fileno(), time.monotonic() + _START)
        except (DeadlinePassedError, EOFError, OSError, ValueError):
            self.end()
            message = f"a process for the {self._task} could not start; look at the machine's memory"
            raise StoreError(message) from None
        if "error" in header:
            self.end()
            raise _rebuilt(header)
        self._ready = True

    def end(self) -> None:
        self._done = True
        self._process.kill()
        self._process.wait()
        self._close_pipes()

    def disown(self) -> None:
        """Close this process's ends of the pipes of a worker that belongs to the parent process."""
        self._done = True
        self._process.returncode = 0  # keeps subprocess from waiting for a child that is not ours
        self._close_pipes()

    def _close_pipes(self) -> None:
        for pipe in (self._requests, self._answers):
            with suppress(OSError):
                pipe.close()


def _rebuilt(header: dict[str, object]) -> KgError:
    kind = getattr(errors, str(header["error"]), errors.StoreError)
    error: KgError = kind(str(header["message"]))
    if isinstance(error, errors.QuerySyntaxError):
        line, column = header["line"], header["column"]
        error.line = line if isinstance(line, int) else None
        error.column = column if isinstance(column, int) else None
    return error
