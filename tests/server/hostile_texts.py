"""The test data with markup, scripts and control characters in every text, and in odd IRIs."""

from __future__ import annotations

from collections import defaultdict
from itertools import cycle
from pathlib import Path

import pyoxigraph as ox

from kg.knowledge.facts import Triple
from kg.store.embedded import EmbeddedStore
from kg.store.terms import from_ox_triple
from kg.vocab import DIPL, FOAF, OWL, RDF, RDFS, SCHEMA, SEM, SKOS

_DONE = "window.pwned=1"
PAYLOADS = (
    f'"><script>{_DONE}</script>',
    f'\'><img src=x onerror="{_DONE}">',
    f"</script><script>{_DONE}</script><!--",
    f"</title></textarea></pre></style><svg onload={_DONE}>",
    f"javascript:{_DONE}",
    f"&lt;img src=x onerror={_DONE}&gt;&#60;script>{_DONE}&#60;/script>",
    "{{7*7}}${7*7}<%= 7*7 %>{% raw %}",
    "\u202egnp.exe\u2066 \u200f",
    "line\r\nX-Injected: yes\r\n\r\n<b>bold</b>",
    f"]]><a xmlns='http://www.w3.org/1999/xhtml' href='javascript:{_DONE}'>x</a>",
    f"`;{_DONE};//\\",
)
# What the syntax of IRIs lets through.
IRIS = (
    f"javascript:{_DONE}//'onmouseover='{_DONE}",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    f"JaVaScRiPt:{_DONE}",
    f"https://e.example/'onmouseover='{_DONE}'?a&b=1#{{{{7*7}}}}".replace("{", "(").replace("}", ")"),
    "https://e.example/%3Cscript%3E/%22onmouseover=%22",
    "file:///etc/passwd",
    "blob:https://e.example/1",
)
_PROPERTIES = (
    RDF["type"],
    OWL["sameAs"],
    SCHEMA["url"],
    FOAF["homepage"],
    RDFS["seeAlso"],
    SEM["eventType"],
    SKOS["exactMatch"],
    DIPL["participant"],
    DIPL["evidence"],
)
_TEXTUAL = ("string", "langString")


def fill_hostile(store: Path, data: Path) -> None:
    """Publish what a file in TriG says, with payloads in it, as a version of a store."""
    graphs: dict[str, list[Triple]] = defaultdict(list)
    payloads, iris = cycle(PAYLOADS), cycle(IRIS)
    for quad in ox.parse(path=data, format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs[quad.graph_name.value].append(from_ox_triple(_spoilt(quad.triple, cycle_of=payloads)))
    for name, triples in graphs.items():
        subjects = sorted({subject for subject, _, _ in triples})
        graphs[name] += [(subject, p, next(iris)) for subject in subjects for p in _PROPERTIES]
    for name in IRIS:
        odd = ox.Literal(PAYLOADS[0], datatype=ox.NamedNode(name))
        triple = ox.Triple(ox.NamedNode(name), ox.NamedNode(name), odd)
        graphs[name] = [from_ox_triple(triple), (name, RDF["type"], FOAF["Person"])]
    with EmbeddedStore.open_writer(store) as writer:
        for name, triples in sorted(graphs.items()):
            writer.replace_graph(name, triples)
        writer.publish()


def _spoilt(triple: ox.Triple, cycle_of: cycle[str]) -> ox.Triple:
    term = triple.object
    if not isinstance(term, ox.Literal) or not term.datatype.value.endswith(_TEXTUAL):
        return triple
    spoilt = f"{term.value} {next(cycle_of)}"
    literal = ox.Literal(spoilt, language=term.language) if term.language else ox.Literal(spoilt)
    return ox.Triple(triple.subject, triple.predicate, literal)
