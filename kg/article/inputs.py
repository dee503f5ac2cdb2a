"""Paths in, Articles out: walks folders, reads streams, picks the reader.

What cannot be read comes out as an ArticleError value in its place, and the rest goes on.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.article.decoding import decoded
from kg.article.html_page import declared_encoding, looks_like_html, read_html
from kg.article.jsonlines import read_json_lines, starts_json_lines
from kg.article.markdown import has_front_matter, read_markdown
from kg.article.plain import read_plain
from kg.errors import ArticleError
from kg.model import Article

Reader = Callable[[str, str, str], Article]

STANDARD_INPUT = "-"
_READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
_JSON_LINES = frozenset({".jsonl", ".ndjson"})
_ENDINGS = _READERS.keys() | _JSON_LINES


def read_articles(paths: Iterable[str], limit_bytes: int) -> Iterator[Article | ArticleError]:
    """Yield the articles of files, folders (recursive, in order of path) and ``-`` (standard input).

    ``limit_bytes`` bounds a file, or a line of JSON Lines. In folders, files with other endings
    than .txt .md .markdown .html .htm .jsonl .ndjson are passed over; one named is looked into.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _standard_input(sys.stdin.buffer, limit_bytes)
        elif os.path.isdir(path):
            yield from _folder(Path(path), limit_bytes)
        else:
            yield from _file(Path(path), Path(path).name, limit_bytes)


def _folder(folder: Path, limit_bytes: int) -> Iterator[Article | ArticleError]:
    failures: list[OSError] = []
    files: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(root, name) for name in names if _ending(name) in _ENDINGS]
    for failure in failures:
        yield ArticleError(_shown(failure.filename), _said(failure))
    for file in sorted(files, key=lambda file: file.relative_to(folder).parts):
        yield from _file(file, file.relative_to(folder).as_posix(), limit_bytes)


def _file(file: Path, identifier: str, limit_bytes: int) -> Iterator[Article | ArticleError]:
    source, ending = _shown(file), _ending(file.name)
    try:
        identifier.encode("utf-8")
        size = _regular_size(file, source)
        with file.open("rb") as stream:
            # Only a file without a known ending is looked into before its size counts.
            sniff = ending not in _ENDINGS and starts_json_lines(stream.readline(limit_bytes))
            stream.seek(0)
            if sniff or ending in _JSON_LINES:
                yield from read_json_lines(stream, identifier, source, limit_bytes)
            else:
                _check_size(size, source, limit_bytes)
                data = stream.read(limit_bytes + 1)
                _check_size(len(data), source, limit_bytes)  # a file may grow, or tell no size
                yield _article(data, ending, identifier, source)
    except UnicodeEncodeError:
        yield ArticleError(source, "has a name that is not UTF-8; rename the file")
    except (OSError, ValueError) as error:
        yield ArticleError(source, _said(error))
    except ArticleError as error:
        yield error


def _standard_input(stream: BinaryIO, limit_bytes: int) -> Iterator[Article | ArticleError]:
    source = "standard input"
    first = stream.readline(limit_bytes + 1)
    if starts_json_lines(first):
        yield from read_json_lines(stream, "stdin", source, limit_bytes, first)
        return
    try:
        data = first + stream.read(limit_bytes + 1 - len(first))
        _check_size(len(data), source, limit_bytes)
    except ArticleError as error:
        yield error
        return
    # Standard input has no name; what it holds is all that can identify it.
    yield _article(data, "", f"stdin#{hashlib.sha256(data).hexdigest()[:16]}", source)


def _article(data: bytes, ending: str, identifier: str, source: str) -> Article | ArticleError:
    try:
        declared = declared_encoding(data) if ending in (".html", ".htm", "") else None
        text = decoded(data, source, declared)
        return _READERS.get(ending, _sniffed(text))(text, identifier, source)
    except ArticleError as error:
        return error


def _sniffed(text: str) -> Reader:
    if looks_like_html(text):
        return read_html
    return read_markdown if has_front_matter(text) else read_plain


def _regular_size(file: Path, source: str) -> int:
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ArticleError(source, "is not a regular file; give a file, a folder or - for standard input")
    return status.st_size


def _check_size(size: int, source: str, limit_bytes: int) -> None:
    if size > limit_bytes:
        raise ArticleError(
            source, f"is larger than {limit_bytes:,} bytes; split it or raise the setting max_article_bytes"
        )


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _shown(path: str | bytes | os.PathLike[str]) -> str:
    """Return a path as text that can be printed whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _said(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist; check the path"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read: {reason}"
