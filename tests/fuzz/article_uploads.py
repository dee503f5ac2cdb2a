"""Articles sent to ``/articles``: text, Markdown with front matter, HTML, JSON and JSON Lines.

They are short, because reading an article is slow; most are a sentence or two of invented news.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from random import Random

from tests.fuzz.inputs import WRITE, request
from tests.fuzz.mutations import mutated
from tests.fuzz.samples import articles

_SENTENCES = (
    "The foreign minister of Mexico met her counterpart of Canada in Lisbon on 3 May 2022.",
    "“We will sign the agreement,” said President Duarte Salvaterra on Monday.",
    "Iran and Saudi Arabia did not agree to reopen their embassies by 2023-02-30.",
    "El secretario de Relaciones Exteriores se reunió con el embajador de China.", "FICTION", "A" * 400,
    "a.b.c. " * 40, "日本の外相 met 김.", "\u202eminister\u202c of \u0000 France", "1.5.2022 1/1/99", "(((((",
    "Mr. Smith, the ambassador to the United States of America's of of of the the,", "«»“”„‟‹›''\"\"",
    "\u0301\u0301x",
)  # fmt: skip
_VALUES: tuple[object, ...] = (
    "x", "", "2024-01-01", "2024-13-45", "https://news.example/1", "javascript:alert(1)", "en", "é" * 300,
    None, 1, [], {}, "not a date", "http://[::1", True, "a: b: c", "0000-00-00",
    "https://news.example/\u202e", 10**30, "../../x", "\x00",
)  # fmt: skip
_MEMBERS = ("title", "text", "published", "url", "publisher", "agency", "author", "language", "other")


def _text(random: Random) -> str:
    return random.choice(("\n", "\n\n", " ")).join(random.choices(_SENTENCES, k=random.randint(0, 5)))


def _member_values(random: Random) -> dict[str, object]:
    found: dict[str, object] = {
        name: random.choice(_VALUES) for name in random.sample(_MEMBERS, random.randint(0, 5))
    }
    return found | ({"text": _text(random)} if random.random() < 0.8 else {})


def _json(random: Random) -> str:
    return json.dumps(_member_values(random) if random.random() < 0.9 else random.choice(_VALUES))


def _lines(random: Random) -> str:
    return "\n".join(_json(random) for _ in range(random.randint(0, 3)))


def _markdown(random: Random) -> str:
    front = "".join(f"{name}: {value}\n" for name, value in _member_values(random).items() if name != "text")
    odd = random.choice(
        ("", "", "&a [*a]\n", "!!python/object:os.system x\n", "<<: *b\n", "? [x]\n: y\n", "- a\n")
    )
    body = random.choice(("# ", "> ", "* ", "```\n", "| a |\n|---|\n", "[x](javascript:a) ", "<b>", ""))
    return f"---\n{front}{odd}---\n{body}{_text(random)}"


def _html(random: Random) -> str:
    meta = "".join(
        f'<meta property="og:{name}" content="{value}">' for name, value in _member_values(random).items()
    )
    ld = f'<script type="application/ld+json">{_json(random)}</script>' if random.random() < 0.4 else ""
    depth = random.choice((1, 3, 300)) if random.random() < 0.1 else 1
    paragraphs = "".join(f"<p>{random.choice(_SENTENCES)}</p>" for _ in range(random.randint(0, 4)))
    return f"<html><head>{meta}{ld}<title>x</title></head><body>{'<div>' * depth}<article>{paragraphs}"


MAKERS: Mapping[str, tuple[str, Callable[[Random], str]]] = {
    "text/plain": ("txt", _text),
    "text/markdown": ("md", _markdown),
    "text/html": ("html", _html),
    "application/json": ("jsonl", _json),
    "application/x-ndjson": ("jsonl", _lines),
    "application/jsonl": ("jsonl", _lines),
}


def article(random: Random) -> bytes:
    """Send an article made by chance, or an example of it, often with something changed."""
    media_type = random.choice(tuple(MAKERS))
    ending, make = MAKERS[media_type]
    body = make(random).encode("utf-8", "surrogatepass")
    known = articles(ending)
    if random.random() < 0.5:
        body = mutated(random, body, known)
    if random.random() < 0.04 and known:  # whole articles are read at leisure
        body = mutated(random, random.choice(known), known)
    named = random.choice(
        ("", "", "?name=chance", "?name=%00..%2F..%2Fetc", "?name=" + "x" * 400, "?name=.md")
    )
    headers = {
        **WRITE,
        "Content-Type": media_type + random.choice(("", "", "; charset=utf-8", "; charset=x-none")),
    }
    if random.random() < 0.1:
        headers["Slug"] = random.choice(("a/b", "é", "x" * 3000, "%2e%2e", ""))
    return request("POST", f"/articles{named}", headers, body)
