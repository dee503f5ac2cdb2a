"""Paths in, articles and errors out: one failure never stops the rest."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from kg.article import read_articles
from kg.errors import ArticleError
from kg.iri import key
from kg.model import Article

LIMIT = 100_000
TEXT = (
    "Ruvenia and Calder meet\n\nThe foreign ministers of Ruvenia and Calder met in Velin on Monday "
    "to discuss the water treaty, which both governments have negotiated for three years.\n"
)
SPANISH = (
    "Los ministros de Asuntos Exteriores de Ruvenia y Calder se reunieron el lunes en Velin para hablar "
    "del tratado del agua y acordaron volver a verse en junio en la capital de Calder.\n"
)
HTML = f"<!doctype html><html><body><article><h1>Talks</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"


def read(*paths: object, limit: int = LIMIT) -> list[Article | ArticleError]:
    return list(read_articles([str(path) for path in paths], limit))


def one_article(*paths: object) -> Article:
    (found,) = read(*paths)
    assert isinstance(found, Article), found
    return found


def one_error(*paths: object, limit: int = LIMIT) -> str:
    (found,) = read(*paths, limit=limit)
    assert isinstance(found, ArticleError), found
    return str(found)


def write(file: Path, content: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return file


def test_plain_file_is_stored_as_it_is(tmp_path: Path) -> None:
    article = one_article(write(tmp_path / "a.txt", TEXT))
    assert (article.identifier, article.text, article.media_type) == ("a.txt", TEXT, "text/plain")
    assert article.language == "en" and article.headline is None and article.published is None


def test_folder_in_order_of_path_with_paths_as_identifiers(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a.html", "a/b/c.TXT"):
        write(tmp_path / name, HTML if name.endswith("html") else TEXT)
    write(tmp_path / "picture.png", b"\x89PNG\x00")
    write(tmp_path / ".git" / "x.txt", TEXT)
    found = [a.identifier for a in read(tmp_path) if isinstance(a, Article)]
    assert found == ["a/b/c.TXT", "a/z.md", "a.html", "b.txt"]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "1.txt", TEXT)
    write(tmp_path / "2.txt", b"")
    write(tmp_path / "3.txt", TEXT)
    kinds = [type(found) for found in read(tmp_path, tmp_path / "none.txt")]
    assert kinds == [Article, ArticleError, Article, ArticleError]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b"\x7fELF\x02\x00\x00", "binary"),
        ("a.txt", "The talks\x07 ended.", "binary"),
        ("a.txt", "The talks\x85 ended.", "U+0085"),
        ("a.txt", "a – b — c “d”".encode() + b"\xff", "damaged"),
        ("a.txt", bytes(range(0x80, 0xFF)) * 3, "convert it to UTF-8"),
        ("a.txt", b"\xff\xfea", "byte order mark"),
        ("a.txt", SPANISH, "language not supported: Spanish (es)"),
        ("a.html", "<html><body><nav>Home</nav></body></html>", "HTML"),
        ("a.html", "<<<>>>", "HTML"),
        ("a.md", "---\ntitle: A\n", "never closed"),
        ("a.md", "---\ntitle: [a\n---\nText", "not YAML"),
        ("a.md", "---\n- a\n---\nText", "name: value"),
        ("a.md", "---\ntitle: {a: b}\n---\nText", "'title' is dict"),
        ("a.md", "---\ntitle: A\n---\n", "empty"),
        ("a.jsonl", b"", "empty"),
    ],
)
def test_bad_input_is_one_clear_error(name: str, content: str | bytes, said: str, tmp_path: Path) -> None:
    error = one_error(write(tmp_path / name, content))
    assert said in error and name in error and "\n" not in error


def test_file_over_the_limit(tmp_path: Path) -> None:
    assert "larger than 50 bytes" in one_error(write(tmp_path / "big.txt", TEXT), limit=50)


def test_sparse_giant_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "giant.txt"
    with file.open("wb") as stream:
        stream.truncate(1 << 40)  # reading it would never end
    assert "larger than" in one_error(file)


def test_unreadable_file(tmp_path: Path) -> None:
    loop = tmp_path / "a.txt"
    loop.symlink_to(loop)  # unlike a missing permission, this stops the superuser, too
    assert "cannot be read" in one_error(loop)


def test_missing_path_and_special_file(tmp_path: Path) -> None:
    assert "does not exist" in one_error(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in one_error(tmp_path / "pipe.txt")


def test_name_that_is_not_utf8(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(file, "wb") as stream:
        stream.write(TEXT.encode())
    error = one_error(tmp_path)
    assert "not UTF-8" in error and error.encode("utf-8")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (TEXT, "text/plain"),
        (f"---\ntitle: T\n---\n{TEXT}", "text/markdown"),
        (HTML, "text/html"),
        (json.dumps({"text": TEXT}), "application/jsonl"),
    ],
)
def test_named_file_of_unknown_ending_is_looked_into(content: str, media_type: str, tmp_path: Path) -> None:
    assert one_article(write(tmp_path / "article.page", content)).media_type == media_type


class TestStandardInput:
    def feed(self, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    def test_text(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.feed(monkeypatch, TEXT.encode())
        article = one_article("-")
        assert article.text == TEXT and article.identifier.startswith("stdin#")

    def test_json_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.feed(monkeypatch, b'{"title": "A", "text": "Talks end."}\n{"text": 1}\n{"text": "They met."}\n')
        first, second, third = read("-")
        assert isinstance(first, Article) and first.identifier == f"stdin#{key('A', '')}"
        assert isinstance(second, ArticleError) and "line 2" in str(second)
        assert isinstance(third, Article) and third.text == "They met."

    def test_too_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.feed(monkeypatch, b"a b c\n" * 100)
        assert "larger than" in one_error("-", limit=50)


class TestJsonLines:
    def test_members(self, tmp_path: Path) -> None:
        line = {
            "title": "Talks end", "text": "Talks end.", "published": "2022-05", "url": "https://e.org/1",
            "publisher": "Harbour Post", "author": ["Ida Quill", "Tom Aldous"], "language": "en", "other": 1,
        }  # fmt: skip
        article = one_article(write(tmp_path / "a.jsonl", json.dumps(line)))
        assert article.identifier == article.url == "https://e.org/1"
        assert article.headline and article.headline.value == "Talks end" and article.headline.start is None
        assert article.author and article.author.value == "Ida Quill; Tom Aldous"
        assert article.published and article.published.interval.precision == "month"

    def test_identifier_without_url(self, tmp_path: Path) -> None:
        file = write(tmp_path / "d" / "a.jsonl", '{"title": "A", "text": "T.", "published": "2022"}')
        assert one_article(file.parent).identifier == f"a.jsonl#{key('A', '2022')}"

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            (b"{", "not JSON"),
            (b'{"text": "a}', "not JSON"),
            (b"[1]", "JSON list"),
            (b"{}", "'text'"),
            (b'{"text": ["a"]}', "'text'"),
            (b'{"text": "a", "title": 5}', "'title' is int"),
            (b'{"text": "a", "published": 2022}', "'published' is int"),
            (b'{"text": ""}', "empty"),
            (b'{"text": "a\\u0000b"}', "U+0000"),
            (b'{"text": "a\\ud800b"}', "surrogate"),
            (b'{"text": "\xff"}', "not UTF-8"),
            (b"[" * 100_000, "not JSON"),
            (b'{"text": "' + b"a " * 60_000 + b'"}', "longer than"),
            (json.dumps({"text": SPANISH}).encode(), "Spanish"),
            (b'{"text": "Hola.", "language": "es-MX"}', "Spanish"),
        ],
    )
    def test_bad_line_has_its_number_and_the_next_is_read(
        self, line: bytes, said: str, tmp_path: Path
    ) -> None:
        file = write(tmp_path / "a.jsonl", b'{"text": "One."}\n\n' + line + b'\n{"text": "Two."}')
        first, error, last = read(file)
        assert isinstance(first, Article) and isinstance(last, Article) and last.text == "Two."
        assert isinstance(error, ArticleError) and "line 3" in str(error) and said in str(error)

    def test_is_read_line_by_line(self, tmp_path: Path) -> None:
        file = write(tmp_path / "a.jsonl", b'{"text": "One."}\n' * 10_000)
        assert file.stat().st_size > LIMIT
        articles = read_articles([str(file)], LIMIT)
        assert isinstance(next(articles), Article)


def test_encodings(tmp_path: Path) -> None:
    text = TEXT.replace("Monday", "Monday — “at last” — with Señor Ibáñez Núñez")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        article = one_article(write(tmp_path / f"{encoding}.txt", text.encode(encoding)))
        assert article.text == text, encoding


def test_newlines_become_one_kind_and_nothing_else_changes(tmp_path: Path) -> None:
    text = "Talks in Bogota\u0301\r\nend\rtoday.\u00a0 \tNow"
    article = one_article(write(tmp_path / "a.txt", text))
    assert article.text == "Talks in Bogota\u0301\nend\ntoday.\u00a0 \tNow"
