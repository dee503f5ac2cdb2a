"""An answer in, what is wrong with it out: the rules that every answer of this service keeps.

Which statuses there are, that 503 says why and when to come back, that a body is what its media type
says, that a problem is a problem document (RFC 9457), which headers each answer has, and that no
error tells a path, a traceback or the name of a library.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping

import pyoxigraph as ox

from server import media
from tests.fuzz.client import Answer
from tests.fuzz.described_requests import undescribed
from tests.fuzz.inputs import Input

_ERROR = 400
_SERVER_ERROR = 500
_NOT_MODIFIED, _NO_CONTENT = 304, 204
_NOT_IMPLEMENTED, _UNAVAILABLE = 501, 503
_CUT_OFF = "needs more memory, or deeper nesting"  # what a client is told of a process that died
BUSY = frozenset(
    {
        "Past the time limit",
        "Past a limit",
        "The service is busy",
        "Another change is being made",
        "The query was cancelled",
    }
)
_HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy")
_TELLING = re.compile(
    rb"Traceback|site-packages|File \"|\.py\b|/home/|/tmp/|/usr/|/root/|oxigraph|rdflib|pyshacl"
    rb"|werkzeug|flask|gunicorn|sqlite|jinja|spacy|trafilatura|lxml|rocksdb|\bkg\.|<class |object at 0x",
    re.IGNORECASE,
)


def faults(given: Input, answer: Answer, limit: float) -> Iterator[str]:
    """Yield what is wrong with an answer, which has to come within ``limit`` seconds."""
    if not answer.status:
        if given.is_http or "timed out" in answer.failure:
            yield f"no answer: {answer.failure.partition(':')[0]}"
        return
    if answer.seconds > limit:
        yield f"later than {limit:g} s"
    yield from _status_faults(answer)
    needed = _HEADERS if answer.status != _NOT_MODIFIED else ()  # what the client has keeps its own
    yield from (f"no header {name}" for name in needed if name not in answer.headers)
    yield from _telling(given, answer)
    if given.is_http:
        yield from undescribed(given, answer)
    if answer.body or (given.method == "GET" and answer.status not in (_NOT_MODIFIED, _NO_CONTENT)):
        yield from _body_faults(answer)


def broke_its_process(answer: Answer) -> bool:
    """Tell whether a process died over an input: by its memory limit, or by a fault of ours."""
    return answer.status == _UNAVAILABLE and _CUT_OFF in answer.body.decode("utf-8", "replace")


def _status_faults(answer: Answer) -> Iterator[str]:
    if answer.status == _UNAVAILABLE:
        title = problem_title(answer)
        if answer.body and title not in BUSY:
            yield f"503 {title}"
        if "retry-after" not in answer.headers:
            yield "503 without Retry-After"
    elif answer.status >= _SERVER_ERROR and answer.status != _NOT_IMPLEMENTED:
        yield f"status {answer.status}"


def problem_title(answer: Answer) -> str:
    """Return the title of a problem document, or of the page that tells the same."""
    if answer.media_type == media.HTML:
        return next((title for title in BUSY if title.encode() in answer.body), "a page")
    try:
        return str(json.loads(answer.body)["title"])
    except (ValueError, KeyError, TypeError):
        return ""


def _telling(given: Input, answer: Answer) -> Iterator[str]:
    """Look for what an error must not tell; what the client sent itself it may be told."""
    told = [answer.headers.get(name, "").encode("latin-1", "replace") for name in ("server", "x-powered-by")]
    if answer.status >= _ERROR:
        told.append(answer.body)
    sent = given.raw.lower()
    for text in told:
        for found in _TELLING.findall(text):
            if found.lower() not in sent:
                yield f"tells {found.decode()!r}"
                return


def _body_faults(answer: Answer) -> Iterator[str]:
    if not answer.media_type:
        if answer.body:
            yield "a body without Content-Type"
        return
    reads = _READERS.get(answer.media_type)
    if reads is None:
        yield f"a body of the type {answer.media_type}"
        return
    try:
        reads(answer.body)
    except (ValueError, SyntaxError, KeyError, TypeError, csv.Error) as error:
        yield f"a body that is no {answer.media_type}: {str(error)[:80]}"
        return
    if answer.status >= _ERROR and answer.media_type == media.PROBLEM:
        yield from _problem_faults(answer)
    elif answer.status >= _ERROR and answer.media_type not in (media.HTML, *media.GRAPH_TYPES.values()):
        yield f"a problem as {answer.media_type}"


def _problem_faults(answer: Answer) -> Iterator[str]:
    told = json.loads(answer.body)
    missing = {"type", "title", "status", "detail"} - told.keys()
    if missing:
        yield f"a problem without {', '.join(sorted(missing))}"
    elif told["status"] != answer.status:
        yield "a problem of another status"


def _read_rdf(media_type: str) -> Callable[[bytes], object]:
    syntax = ox.RdfFormat.from_media_type(media_type)
    assert syntax is not None
    return lambda body: sum(1 for _ in ox.parse(body, format=syntax, base_iri="http://fuzz.example/"))


def _read_html(body: bytes) -> None:
    if not body.decode("utf-8").lstrip().lower().startswith("<!doctype html>"):
        raise ValueError("no <!doctype html>")


def _read_results_json(body: bytes) -> None:
    told = json.loads(body)
    if "boolean" not in told and not isinstance(told["results"]["bindings"], list):
        raise ValueError("no results")


def _read_results_xml(body: bytes) -> None:
    root = ET.fromstring(body)
    if root.tag != "{http://www.w3.org/2005/sparql-results#}sparql":
        raise ValueError(root.tag)


def _read_csv(body: bytes) -> None:
    widths = {
        len(row) for row in csv.reader(io.StringIO(body.decode("utf-8"), newline=""), strict=True) if row
    }
    if len(widths) > 1:
        raise ValueError(f"rows of {sorted(widths)} columns")


def _read_tsv(body: bytes) -> None:
    widths = {line.count("\t") for line in body.decode("utf-8").split("\n")[:-1]}
    if len(widths) > 1:
        raise ValueError(f"rows of {sorted(widths)} columns")


_READERS: Mapping[str, Callable[[bytes], object]] = {
    "application/sparql-results+json": _read_results_json,
    "application/sparql-results+xml": _read_results_xml,
    "text/csv": _read_csv,
    "text/tab-separated-values": _read_tsv,
    media.HTML: _read_html,
    media.PROBLEM: json.loads,
    "application/json": json.loads,
    "application/vnd.oai.openapi+json": json.loads,
    "text/plain": lambda body: body.decode("utf-8"),
    "text/css": lambda body: body.decode("utf-8"),
    "text/javascript": lambda body: body.decode("utf-8"),
    "image/svg+xml": ET.fromstring,
    **{media_type: _read_rdf(media_type) for media_type in media.GRAPH_TYPES.values()},
}
