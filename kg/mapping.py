"""Articles in, graphs with their validation reports out, in this process or in several.

Results come in the order of the articles, whatever the number of processes.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Protocol

from kg.config import Settings
from kg.errors import KgError, StoreError, ValidatorError
from kg.gate.report import VIOLATION, Report, Result, make_report
from kg.model import Article, ArticleGraph
from kg.vocab import SHAPE

_log = logging.getLogger(__name__)
_AHEAD = 4  # articles per process that wait for their turn, so that no process idles


class MapsArticles(Protocol):
    def map(self, article: Article) -> ArticleGraph: ...


class ChecksGraphs(Protocol):
    def check(self, graph: ArticleGraph) -> Report: ...


@dataclass(frozen=True, slots=True)
class Stages:
    """How to make what maps and what checks; importable functions, so that processes can share them."""

    load_mapper: Callable[[Settings], MapsArticles]
    load_gate: Callable[[], ChecksGraphs]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: a graph with its report, or the reason why there is no graph."""

    article: Article
    graph: ArticleGraph | None = None
    report: Report | None = None
    error: str = ""


class Assessor:
    """One mapper with one gate."""

    def __init__(self, stages: Stages, settings: Settings) -> None:
        self._mapper = stages.load_mapper(settings)
        self._gate = stages.load_gate()

    def assess(self, article: Article) -> Outcome:
        """Return what becomes of an article; an article that breaks the mapper breaks nothing else."""
        try:
            graph = self._mapper.map(article)
        except KgError as error:
            message = str(error)
            known = message.startswith(article.identifier)
            return Outcome(article, error=message if known else f"{article.identifier}: {message}")
        except Exception as error:
            _log.exception("mapping %s failed", article.identifier)
            reason = f"{article.identifier}: internal error ({error!r}); please report it with the article"
            return Outcome(article, error=reason)
        return Outcome(article, graph, self._report(graph))

    def _report(self, graph: ArticleGraph) -> Report:
        try:
            return self._gate.check(graph)
        except ValidatorError as error:
            shape = SHAPE["ValidatorFailure"]
            return make_report([Result(graph.article_iri, None, None, shape, VIOLATION, shape, str(error))])


def assess_articles(articles: Iterable[Article], stages: Stages, settings: Settings) -> Iterator[Outcome]:
    """Yield the outcome of each article, in order, using ``settings.jobs`` processes."""
    if settings.jobs <= 1:
        return _here(articles, stages, settings)
    return _in_processes(articles, stages, settings)


def _here(articles: Iterable[Article], stages: Stages, settings: Settings) -> Iterator[Outcome]:
    assessor: Assessor | None = None
    for article in articles:
        assessor = assessor or Assessor(stages, settings)  # seconds, and not needed for a run without news
        yield assessor.assess(article)


def _in_processes(articles: Iterable[Article], stages: Stages, settings: Settings) -> Iterator[Outcome]:
    executor: ProcessPoolExecutor | None = None
    waiting: deque[Future[Outcome]] = deque()
    try:
        for article in articles:
            executor = executor or _executor(stages, settings)
            waiting.append(executor.submit(_assess, article))
            if len(waiting) >= settings.jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        message = "a mapping process ended before its work, or could not start; run again with --jobs 1"
        raise StoreError(message) from error
    finally:
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)


def _executor(stages: Stages, settings: Settings) -> ProcessPoolExecutor:
    # Not fork: it would copy the writer's engine, whose threads do not survive it, and its lock.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(settings.jobs, context, _start_process, (stages, settings))


_assessor: Assessor | None = None  # of a mapping process


def _start_process(stages: Stages, settings: Settings) -> None:
    global _assessor
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    _assessor = Assessor(stages, settings)


def _assess(article: Article) -> Outcome:
    assert _assessor is not None  # the executor runs _start_process first
    return _assessor.assess(article)
