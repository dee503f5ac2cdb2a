"""Makes noisy news pages of known body from the pieces in ``pages/pieces.toml``.

Seeded: the same pages every time. ``python tests/document/page_maker.py > tests/evaluation/pages.jsonl``
writes the gold that ``kg evaluate`` reads (format: ``kg/evaluation/pages.py``). What is body and what
is chrome is known by construction, whatever the layout.
"""

from __future__ import annotations

import html
import json
import random
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

PIECES = tomllib.loads((Path(__file__).parent / "pages" / "pieces.toml").read_text(encoding="utf-8"))
VARIANTS = 8  # pages of each site
HTML_FROM = 5  # the variant from which they are HTML
_FIRST_DAY = date(2021, 1, 4)
_MES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_MOIS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_WRAPPED = 72  # columns of a hard-wrapped page

Piece = tuple[str, str]  # kind: nav, title, body, head, item, post, chrome; and the words


@dataclass(frozen=True, slots=True)
class Made:
    """A page with the words that are its body, one line a paragraph, and the day it states."""

    page: str
    media_type: str
    body: str
    also: str
    published: str | None


class Maker:
    """Lays out one page of one site."""

    def __init__(self, site: dict[str, Any], story: dict[str, str], seed: int) -> None:
        self._random = random.Random(seed)
        self._site, self._story = site, story
        self._day = _FIRST_DAY + timedelta(days=self._random.randrange(1200))
        self._titles = list(PIECES["others"]["titles"])
        self._teasers = list(PIECES["others"]["teasers"])
        self._random.shuffle(self._titles)
        self._random.shuffle(self._teasers)
        self._people = self._random.sample(PIECES["others"]["people"], 3)

    def fill(self, words: str, caption: str = "") -> str:
        while "{title}" in words:
            words = words.replace("{title}", self._titles[0], 1)
            self._titles.append(self._titles.pop(0))
        day, person = self._day, self._people[0]
        return words.format(
            weekday=f"{day:%A}", day=day.day, month=f"{day:%B}", Mon=f"{day:%b}", mm=f"{day:%m}",
            mes=_MES[day.month - 1], mois=_MOIS[day.month - 1], year=day.year, clock="10:15",
            person=person, person2=self._people[1], handle=person.replace(" ", "").lower()[:12],
            n=self._random.randint(2, 9), caption=caption, headline=self._story["title"],
        )  # fmt: skip

    def published(self) -> str | None:
        """Return the day that the stamp proves: numbers parted by strokes may be swapped."""
        if "issue" in self._site["stamp"]:
            return f"{self._day:%Y-%m}"
        swapped = "{day}/{mm}" in self._site["stamp"] and self._day.day <= 12
        return None if swapped and self._day.day != self._day.month else str(self._day)

    # ------------------------------------------------------------------------ pieces in order

    def pieces(self) -> list[Piece]:
        return [*self._above(), *self._article(), *self._below()]

    def _above(self) -> Iterator[Piece]:
        site, chance = self._site, self._random.random
        if chance() < 0.5:
            yield "chrome", f"{self._story['title']} | {site['name']}"
        yield from (("nav", self.fill(words)) for words in site["nav"])
        if chance() < 0.4:
            yield from (("chrome", words) for words in site.get("cookie", []))
        if "crumb" in site:
            yield "chrome", site["crumb"]
        if chance() < 0.4:
            for _ in range(self._random.randint(2, 5)):
                yield "chrome", self.fill("{title}")

    def _article(self) -> Iterator[Piece]:
        site = self._site
        yield "title", self._story["title"]
        meta = [site["stamp"], site.get("byline", "")]
        self._random.shuffle(meta)
        share = [("chrome", words) for words in site["share"]]
        before = self._random.random() < 0.7
        yield from (("chrome", self.fill(words)) for words in meta if words)
        yield from share if before else ()
        inline = list(site["inline"])
        for index, line in enumerate(self._story["text"].strip().splitlines()):
            yield from self._line(line)
            if index and inline and self._random.random() < 0.3:
                yield "chrome", self.fill(inline.pop(self._random.randrange(len(inline))))
        yield from () if before else share

    def _line(self, line: str) -> Iterator[Piece]:
        mark, words = line[0], line[1:]
        match mark:
            case "#":
                yield "head", words
            case "-":
                yield "item", words.strip()
            case "@":
                yield "post", words
                signed = self._people[2]
                yield (
                    "chrome",
                    f"— {signed} (@{signed.split()[0].lower()}_sea) {self._day:%B} 3, {self._day.year}",
                )
            case "!":
                filled = self.fill(self._site.get("caption_credit", "{caption}"), words)
                yield from (("chrome", part) for part in filled.splitlines())
            case '"' if line.count('"') == 1:
                yield "chrome", words
            case _:
                yield "body", line

    def _below(self) -> Iterator[Piece]:
        site = self._site
        yield from (("chrome", self.fill(words)) for words in site["after"])
        for heading in site["related"]:
            yield "chrome", heading
            for number in range(1, self._random.randint(3, 7)):
                yield from self._other(number)
        if "comments" in site and self._random.random() < 0.7:
            yield from self._comments()
        yield from (("chrome", self.fill(words)) for words in site["footer"])

    def _other(self, number: int) -> Iterator[Piece]:
        title = self.fill("{title}")
        match self._site["related_form"]:
            case "numbered":
                yield "chrome", str(number)
                yield "chrome", title
            case "dated":
                yield "chrome", f"{number + 10}.0{number}.{self._day.year - 1}"
                yield "chrome", title
            case "teasers":
                yield "chrome", title
                yield "chrome", self._teasers[number % len(self._teasers)]
                if self._random.random() < 0.5:
                    yield "chrome", f"{number} hours ago"
            case _:
                yield "chrome", title

    def _comments(self) -> Iterator[Piece]:
        yield "chrome", self.fill(self._site["comments"])
        for comment in self._random.sample(PIECES["others"]["comments"], 3):
            who = self._random.choice(PIECES["others"]["people"])
            yield "chrome", f"{who} says:"
            yield "chrome", comment
            yield "chrome", "Reply"

    # ------------------------------------------------------------------------------ layouts

    def made(self, as_html: bool) -> Made:
        pieces = self.pieces()
        body = "\n".join(words for kind, words in pieces if kind in ("body", "head", "item", "post"))
        captions = (line for line in self._story["text"].splitlines() if line.startswith(("!", '"')))
        also = "\n".join([self._story["title"], *(self.fill(line[1:]) for line in captions)])
        if as_html:
            return Made(self._html(pieces), "text/html", body, also, str(self._day))
        return Made(self._text(pieces), "text/plain", body, also, self.published())

    def _text(self, pieces: list[Piece]) -> str:
        lines: list[str] = []
        nav = [words for kind, words in pieces if kind == "nav"]
        joint = self._random.choice(["\n", "\n", "\n", " | ", "  "])
        wrapped = self._random.random() < 0.12
        apart = self._random.choice(["\n", "\n", "\n\n"]) if not wrapped else "\n\n"
        done = False
        for kind, words in pieces:
            if kind == "nav":
                lines += [] if done else [joint.join(nav)]
                done = True
            elif kind == "item":
                lines.append(f"- {words}")
            else:
                lines.append("\n".join(textwrap.wrap(words, _WRAPPED)) if wrapped else words)
        return apart.join(lines) + "\n"

    def _html(self, pieces: list[Piece]) -> str:
        title = html.escape(self._story["title"])
        head = (
            f'<head><title>{title} | {self._site["name"]}</title><meta charset="utf-8">{self._dated()}</head>'
        )
        tags = {"title": "h1", "head": "h2", "item": "li", "post": "blockquote"}
        parts: dict[str, list[str]] = {"above": [], "article": [], "below": []}
        outer, inner = self._random.choice(
            [("article", "p"), ("div", "p"), ("td", "p"), ("div", "div"), ("div", "br")]
        )
        place, last_body = "above", max(i for i, (kind, _) in enumerate(pieces) if kind == "body")
        for index, (kind, words) in enumerate(pieces):
            place = "article" if kind == "title" else place
            safe = html.escape(words)
            if kind == "nav":
                parts["above"].append(f'<li class="menu-item"><a href="/x">{safe}</a></li>')
            elif kind == "body":
                parts[place].append(f"{safe}<br><br>" if inner == "br" else f"<{inner}>{safe}</{inner}>")
            elif kind == "chrome":
                link = self._random.random() < 0.5
                parts[place].append(f'<div class="widget">{f"<a href=/s>{safe}</a>" if link else safe}</div>')
            else:
                marked = f"<{tags[kind]}>{safe}</{tags[kind]}>"
                parts[place].append(f"<ul>{marked}</ul>" if kind == "item" else marked)
            place = "below" if index == last_body else place
        above, article, below = ("".join(parts[name]) for name in ("above", "article", "below"))
        top = f"<!DOCTYPE html>\n<html lang=en>{head}<body><header><nav><ul>{above}</ul></nav></header>"
        if outer == "td":
            return f"{top}<table><tr><td>{article}</td><td>{below}</td></tr></table></body></html>"
        if outer == "div" and self._random.random() < 0.5:
            return f'{top}<div id="main"><div class="story">{article}{below}</div></div></body></html>'
        return (
            f'{top}<div class="layout"><div class="col-8"><{outer}>{article}</{outer}></div>'
            f'<div class="col-4"><div class="rail">{below}</div></div></div></body></html>'
        )

    def _dated(self) -> str:
        if self._random.random() < 0.5:
            return f'<meta property="article:published_time" content="{self._day}T10:15:00Z">'
        stated = {"@type": "NewsArticle", "datePublished": str(self._day)}
        return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


def rows() -> Iterator[dict[str, Any]]:
    """Yield the rows of the gold: each site with several stories, in several layouts."""
    for number, site in enumerate(PIECES["sites"]):
        for variant in range(VARIANTS):
            story = PIECES["stories"][(number * 5 + variant * 7) % len(PIECES["stories"])]
            as_html = variant >= HTML_FROM
            made = Maker(site, story, seed=100 * number + variant).made(as_html)
            yield {
                "id": f"page/{site['kind']}/{variant + 1}", "page": made.page,
                "media_type": made.media_type, "body": made.body, "also": made.also,
                "published": made.published,
            }  # fmt: skip


if __name__ == "__main__":
    for row in rows():
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
