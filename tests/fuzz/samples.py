"""Real queries, updates, RDF documents and articles, to be changed: those of this project and of the W3C."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from tests.server.hostile import HOSTILE

ROOT = Path(__file__).resolve().parents[2]
W3C = ROOT.parent / "shared" / "w3c"
_FENCED = re.compile(r"```sparql\n(.*?)```", re.DOTALL)
_LONGEST = 20_000  # bytes of a sample; longer ones only cost time


@functools.cache
def queries() -> tuple[str, ...]:
    """Return the competency questions, those of README and of the pages, the hostile ones, the W3C's."""
    found = _texts(ROOT / "ontology" / "questions", "*.rq") + _texts(ROOT / "server" / "queries", "*.rq")
    found += tuple(_FENCED.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    found += tuple(hostile.query for hostile in HOSTILE if len(hostile.query) < _LONGEST // 10)
    return found + _texts(W3C / "sparql", "*.rq")


@functools.cache
def updates() -> tuple[str, ...]:
    """Return the W3C's updates, and a few of ours where those are not there."""
    own = (
        "INSERT DATA { GRAPH <https://example.org/g> { <a:1> <a:p> 'x'@en, 1.5, <a:2> } }",
        "DELETE { ?s ?p ?o } INSERT { ?s ?p 'new' } WHERE { GRAPH <https://example.org/g> { ?s ?p ?o } }",
        "PREFIX e: <https://example.org/> WITH e:g DELETE { ?s e:p ?o } WHERE { ?s e:p ?o FILTER(?o > 1) }",
        "CREATE SILENT GRAPH <https://example.org/g> ; COPY DEFAULT TO <https://example.org/g>",
    )
    return own + _texts(W3C / "sparql", "*.ru")


@functools.cache
def documents(ending: str) -> tuple[bytes, ...]:
    """Return RDF documents in the syntax with this file ending, the W3C's and ours."""
    own = {
        "ttl": b"@prefix e: <https://example.org/> . e:a e:p e:b , 'x'@en , 1.5 ; e:q [ e:r ( 1 2 ) ] .",
        "trig": b"@prefix e: <https://example.org/> . { e:a e:p e:b } e:g { e:a e:p 'x' }",
        "nt": b'<https://example.org/a> <https://example.org/p> "x"@en .\n_:b <a:p> "1"^^<a:t> .\n',
        "nq": b"<https://example.org/a> <https://example.org/p> <https://example.org/b> .\n",
        "jsonld": b'{"@context": {"p": "https://example.org/p"}, "@id": "https://example.org/a", '
        b'"p": [{"@value": "x", "@language": "en"}, {"@list": [1, true, null]}]}',
        "rdf": b'<?xml version="1.0"?><rdf:RDF xmlns:e="https://example.org/" '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="https://example.org/a">'
        b'<e:p rdf:resource="https://example.org/b"/><e:q xml:lang="en">x</e:q></rdf:Description></rdf:RDF>',
    }
    found = [own[ending]]
    for file in sorted(W3C.rglob(f"*.{ending}"))[:400]:
        if file.stat().st_size <= _LONGEST:
            found.append(file.read_bytes())
    return tuple(found)


@functools.cache
def articles(ending: str) -> tuple[bytes, ...]:
    """Return example articles with this file ending."""
    return tuple(file.read_bytes() for file in sorted((ROOT / "examples" / "articles").glob(f"*.{ending}")))


def _texts(folder: Path, pattern: str) -> tuple[str, ...]:
    files = (file for file in sorted(folder.rglob(pattern)) if file.stat().st_size <= _LONGEST)
    return tuple(file.read_text(encoding="utf-8", errors="replace") for file in files)
