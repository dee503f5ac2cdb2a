"""The process that makes the changes asked for by ``kg.edits``, one after the other.

Run as ``python -m kg.editing_process SETTINGS-AS-JSON``. It may be killed at any moment: the store
holds either all of a change or nothing of it. It ends by itself when its parent does, when its memory
has grown, and soon after the deadline of a change.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.config import Settings
from kg.editing import Editor
from kg.edits import Document, Edited, Seen, Settled
from kg.errors import ConformanceError, KgError, QueryResourceError, StoreError
from kg.receiving import Receiver
from kg.store.embedded import EmbeddedStore
from kg.store.pool.frames import read_frame, write_frame
from kg.store.pool.memory_limit import MemoryLimit, set_soft_limit

_MAPPING_SHARE = 0.5  # of the time for a change; the rest is for consolidation and publishing
_GRACE = 2.0  # seconds past the deadline at which the process ends even if nobody kills it


class _Maker:
    """Makes the changes; who reads articles is loaded with the first of them.

    What is prepared for all changes is no part of the memory that one change may take.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._editor = Editor(settings)
        self._receiver: Receiver | None = None
        EmbeddedStore.start_engine()
        self._memory = MemoryLimit(settings.write_memory)
        self._memory.set()

    @property
    def worn(self) -> bool:
        return self._memory.worn

    def make(self, header: dict[str, Any], body: bytes) -> tuple[dict[str, object], bytes]:
        if header["task"] == "finish":
            return {"version": (self._receiver or Receiver(self._settings)).finish()}, b""
        if header["task"] != "articles":
            return asdict(_edited(self._editor, header, body)), b""
        began = time.monotonic()
        document = body, header["media_type"]
        until = began + _MAPPING_SHARE * self._settings.write_timeout
        received, report = self._prepared().receive(document, header["name"], until, _tell)
        return {"version": received.version}, report.encode("utf-8")

    def _prepared(self) -> Receiver:
        if self._receiver is None or not self._receiver.ready:
            self._memory.lift()
            self._receiver = self._receiver or Receiver(self._settings)
            self._receiver.prepare()
            self._memory.set()
        return self._receiver


def _tell(settled: Settled) -> None:
    write_frame(sys.stdout.fileno(), {"progress": asdict(settled)})


def _edited(editor: Editor, header: dict[str, Any], body: bytes) -> Edited:
    known = {"admin": header["admin"], "seen": Seen(**header["seen"])}
    match header["task"]:
        case "update":
            return editor.update(body.decode("utf-8"), header["using"], header["using_named"], **known)
        case "put":
            return editor.put(header["graph"], (body, header["media_type"]), **known)
        case "add":
            return editor.add(header["graph"], _documents(header["parts"], body), **known)
        case _:
            return editor.remove(header["graph"], **known)


def _answer(maker: _Maker, header: dict[str, Any], body: bytes) -> tuple[dict[str, object], bytes]:
    try:
        return maker.make(header, body)
    except ConformanceError as error:
        return {"refused": str(error)}, error.report.encode("utf-8")
    except KgError as error:
        place = {"line": getattr(error, "line", None), "column": getattr(error, "column", None)}
        return {"error": type(error).__name__, "message": str(error), **place}, b""
    except MemoryError:
        message = "the change needs more memory than it may have"
        return {"error": QueryResourceError.__name__, "message": message}, b""
    except OSError as error:
        return {"error": StoreError.__name__, "message": f"the store cannot be written: {error}"}, b""


def _documents(parts: Sequence[tuple[int, str]], body: bytes) -> Iterator[Document]:
    """Yield the documents that were sent one behind the other, each with its length and its type."""
    start = 0
    for length, media_type in parts:
        yield body[start : start + length], media_type
        start += length


def main(settings: str) -> None:
    """Answer requests until the parent closes the pipe or this process is worn."""
    set_soft_limit(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes the pipe
    values = json.loads(settings)
    known = Settings(**{**values, "store": Path(values["store"])})
    with suppress(EOFError, BrokenPipeError):
        maker = _Maker(known)
        write_frame(sys.stdout.fileno(), {"ready": True})
        worn = False
        while not worn:
            header, body = read_frame(sys.stdin.fileno())
            signal.setitimer(signal.ITIMER_REAL, known.write_timeout + _GRACE)  # then this process ends
            answer, report = _answer(maker, header, body)
            del body
            worn = maker.worn
            write_frame(sys.stdout.fileno(), {**answer, "last": worn}, report)
            signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
    os._exit(0)
