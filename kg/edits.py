"""Changes asked of a process of their own, which has a deadline and can be killed."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from kg.config import Settings
from kg.errors import ConformanceError
from kg.store.processes import WorkerProcess


@dataclass(frozen=True, slots=True)
class Edited:
    """The version that a change led to, the graphs that it changed, and whether one of them is new."""

    version: int
    changed: tuple[str, ...]
    created: bool


class EditingProcess:
    """Asks ``kg.editing_process`` for changes, one at a time; threads share it.

    The process starts when it is first needed.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._process: WorkerProcess | None = None

    def update(self, text: str, using: Sequence[str], using_named: Sequence[str], *, admin: bool) -> Edited:
        request = {"using": list(using), "using_named": list(using_named)}
        return self._ask("update", request, text.encode("utf-8"), admin=admin)

    def put(self, graph: str, document: bytes, media_type: str, *, admin: bool) -> Edited:
        return self._ask("put", {"graph": graph, "media_type": media_type}, document, admin=admin)

    def add(self, graph: str, document: bytes, media_type: str, *, admin: bool) -> Edited:
        return self._ask("add", {"graph": graph, "media_type": media_type}, document, admin=admin)

    def remove(self, graph: str, *, admin: bool) -> Edited:
        return self._ask("remove", {"graph": graph}, b"", admin=admin)

    def _ask(self, task: str, request: Mapping[str, object], body: bytes, *, admin: bool) -> Edited:
        with self._lock:
            if self._process is None or not self._process.alive:
                settings = json.dumps(asdict(self._settings), default=str)
                self._process = WorkerProcess("kg.editing_process", (settings,), "change")
            header = {"task": task, "admin": admin, **request}
            answer, report = self._process.ask(header, body, self._settings.write_timeout, None)
        if "refused" in answer:
            raise ConformanceError(answer["refused"], report.decode("utf-8"))
        return Edited(answer["version"], tuple(answer["changed"]), answer["created"])

    def close(self) -> None:
        """End the process, if one was started."""
        if self._process is not None:
            self._process.end()
