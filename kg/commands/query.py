"""``kg query``: SPARQL in, results out, under the same rules and limits as on the server."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from kg.commands.table import render_table
from kg.config import Settings
from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.store.embedded import EmbeddedStore
from kg.store.pool.workers import QueryPool
from kg.store.sparql.query import read_query

_LONGEST_NAME = 4096  # of a file; longer text is a query


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    query = _query_text(arguments.query)
    try:
        _answer(query, arguments.format, settings)
    except QuerySyntaxError as error:
        place = f" (line {error.line}, column {error.column})" if error.line else ""
        raise QuerySyntaxError(f"{error}{place}", error.line, error.column) from error
    return 0


def _query_text(query_or_file: str) -> str:
    if query_or_file == "-":
        return sys.stdin.read()
    is_name = len(query_or_file) < _LONGEST_NAME and "{" not in query_or_file and "\n" not in query_or_file
    if is_name and Path(query_or_file).is_file():
        try:
            return Path(query_or_file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryRefusedError(f"{query_or_file}: cannot be read as a query: {error}") from error
    return query_or_file


def _answer(query: str, result_format: str | None, settings: Settings) -> None:
    makes_graph = read_query(query, settings.endpoints).form.makes_graph
    chosen = result_format or ("turtle" if makes_graph else "table")
    reader = EmbeddedStore.open_reader(settings.store)  # first, so that nothing stays unpublished
    pool = QueryPool(settings.store, settings)
    try:
        as_table = chosen == "table" and not makes_graph
        answer = pool.run(query, "json" if as_table else chosen)
    finally:
        pool.close()
    if as_table:
        print(render_table(json.loads(answer.body), reader, settings.base_iri))
    else:
        sys.stdout.buffer.write(answer.body)
        if not answer.body.endswith(b"\n"):
            sys.stdout.buffer.write(b"\n")
