"""How fast articles become facts, before gate and store: ``python benchmarks/extraction.py``.

Paths of articles in, a table (or ``--json``) out: articles and body tokens per second of one core, for
the rules alone and with the name tagger, taken in turns so that the ratio holds on a noisy machine.
``--profile`` adds the share of each package, by the time spent in its own functions and what they
call outside the project.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the code of this checkout, whatever is installed

from kg.article import read_articles  # noqa: E402
from kg.config import Settings  # noqa: E402
from kg.model import Article  # noqa: E402
from kg.pipeline import Mapper  # noqa: E402

Function = tuple[str, int, str]


def measure(articles: list[Article], mappers: dict[str, Mapper], rounds: int) -> dict[str, dict[str, float]]:
    """Return articles and tokens per CPU second by way of extraction, the median of the rounds."""
    tokens = sum(
        len(sentence.tokens)
        for article in articles
        for sentence in next(iter(mappers.values())).extract(article).document.sentences
    )
    seconds: dict[str, list[float]] = {name: [] for name in mappers}
    for _ in range(rounds):
        for name, mapper in mappers.items():
            began = time.process_time()
            for article in articles:
                mapper.extract(article)
            seconds[name].append(time.process_time() - began)
    return {
        name: {
            "articles_per_second": round(len(articles) / median(taken), 1),
            "tokens_per_second": round(tokens / median(taken)),
        }
        for name, taken in seconds.items()
    }


def shares(articles: list[Article], mapper: Mapper) -> dict[str, float]:
    """Return the share of the time that each package of the project takes, largest first."""
    profile = cProfile.Profile()
    profile.enable()
    for article in articles:
        mapper.extract(article)
    profile.disable()
    taken: Counter[str] = Counter()
    for function, figures in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        package = _package(function)
        if package:
            taken[package] += figures[2]
            continue
        for caller, share in figures[4].items():  # time outside belongs to who called it from inside
            taken[_package(caller) or "others"] += share[2]
    whole = sum(taken.values())
    return {package: round(time / whole, 3) for package, time in taken.most_common()}


def _package(function: Function) -> str:
    """Return the package of a function: ``kg.mention``; "" outside the project."""
    try:
        path = Path(function[0]).relative_to(ROOT / "kg")
    except ValueError:
        return ""
    return f"kg.{path.parts[0].removesuffix('.py')}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Time extraction, with and without the name tagger.")
    parser.add_argument("paths", nargs="*", default=[str(ROOT / "examples" / "articles")])
    parser.add_argument("--rounds", type=int, default=5, help="times to extract each article (default: 5)")
    parser.add_argument("--profile", action="store_true", help="add the share of each package")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    found = read_articles(arguments.paths, Settings().max_article_bytes)
    articles = [item for item in found if isinstance(item, Article)]
    if not articles:
        parser.error("no article was found")
    settings = Settings()
    mappers = {
        "rules alone": Mapper.load(replace(settings, names_model="")),
        "rules and tagger": Mapper.load(settings),
    }
    result: dict[str, dict[str, float]] = measure(articles, mappers, arguments.rounds)
    if arguments.profile:
        result |= {f"share, {name}": shares(articles, mapper) for name, mapper in mappers.items()}
    if arguments.json:
        print(json.dumps(result, indent=2))
        return 0
    for title, figures in result.items():
        print(title)
        for name, figure in figures.items():
            print(f"    {name.replace('_', ' '):<24}{figure:>10}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
