"""The process that makes the changes asked for by ``kg.edits``, one after the other.

Run as ``python -m kg.editing_process SETTINGS-AS-JSON``. It may be killed at any moment: the store
holds either all of a change or nothing of it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.config import Settings
from kg.editing import Editor
from kg.edits import Document, Edited
from kg.errors import ConformanceError, KgError, StoreError
from kg.receiving import Receiver
from kg.store.query_frames import read_frame, write_frame


class _Maker:
    """Makes the changes; who reads articles is loaded with the first of them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._editor = Editor(settings)
        self._receiver: Receiver | None = None

    def make(self, header: dict[str, Any], body: bytes) -> tuple[dict[str, object], bytes]:
        if header["task"] != "articles":
            return asdict(_edited(self._editor, header, body)), b""
        self._receiver = self._receiver or Receiver(self._settings)
        received, report = self._receiver.receive(body, header["media_type"], header["name"])
        return asdict(received), report.encode("utf-8")


def _edited(editor: Editor, header: dict[str, Any], body: bytes) -> Edited:
    task, admin = header["task"], header["admin"]
    changes: dict[str, Callable[[], Edited]] = {
        "update": lambda: editor.update(
            body.decode("utf-8"), header["using"], header["using_named"], admin=admin
        ),
        "put": lambda: editor.put(header["graph"], body, header["media_type"], admin=admin),
        "add": lambda: editor.add(header["graph"], _documents(header["parts"], body), admin=admin),
        "remove": lambda: editor.remove(header["graph"], admin=admin),
    }
    return changes[task]()


def _answer(maker: _Maker, header: dict[str, Any], body: bytes) -> tuple[dict[str, object], bytes]:
    try:
        return maker.make(header, body)
    except ConformanceError as error:
        return {"refused": str(error)}, error.report.encode("utf-8")
    except KgError as error:
        place = {"line": getattr(error, "line", None), "column": getattr(error, "column", None)}
        return {"error": type(error).__name__, "message": str(error), **place}, b""
    except OSError as error:
        return {"error": StoreError.__name__, "message": f"the store cannot be written: {error}"}, b""


def _documents(parts: Sequence[tuple[int, str]], body: bytes) -> Iterator[Document]:
    """Yield the documents that were sent one behind the other, each with its length and its type."""
    start = 0
    for length, media_type in parts:
        yield body[start : start + length], media_type
        start += length


def main(settings: str) -> None:
    """Answer requests until the parent closes the pipe."""
    values = json.loads(settings)
    maker = _Maker(Settings(**{**values, "store": Path(values["store"])}))
    with suppress(EOFError, BrokenPipeError):
        write_frame(sys.stdout.fileno(), {"ready": True})
        while True:
            header, body = read_frame(sys.stdin.fileno())
            answer, report = _answer(maker, header, body)
            write_frame(sys.stdout.fileno(), {**answer, "last": False}, report)


if __name__ == "__main__":
    main(*sys.argv[1:])
    os._exit(0)
