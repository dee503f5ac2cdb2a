"""RDF documents in the six syntaxes of the graph store, made by chance: well-formed, or nearly so.

The terms are the same in all; what is odd about them (languages, numbers, relative and absurd IRIs)
is escaped as the syntax asks for, or, now and then, is not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from random import Random

from tests.fuzz.samples import documents

_IRIS = (
    "https://example.org/a", "https://example.org/b#c", "urn:x:y", "relative", "", "#f",
    "http://example.org/é", "javascript:alert(1)", "http://[::1", "http://a b", "data:,",
    "file:///etc/passwd", "https://example.org/" + "x" * 300, "http://xmlns.com/foaf/0.1/name",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://example.org/\x00",
    "http://xmlns.com/foaf/0.1/Person", "https://w3id.org/dipl#Meeting", "http://example.org/>",
    "http://a/%zz",
)  # fmt: skip
_TEXTS = (
    "",
    "x",
    "é日本🎉",
    "a\nb\r\tc",
    '"quoted"',
    "back\\slash",
    "<b>&amp;</b>",
    "\u202e",
    "=1+1",
    "x" * 2000,
    "]]>",
)
_LANGUAGES = ("en", "es-419", "zz", "en-", "x" * 40, "EN-us", "i-klingon", "1")
_TYPES = ("http://www.w3.org/2001/XMLSchema#integer", "http://www.w3.org/2001/XMLSchema#date", "relative", "")
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Term = tuple[str, str, str]  # kind (iri, blank, text), value, and the language or the type of a text
Triples = list[tuple[Term, Term, Term]]


def triples(random: Random) -> Triples:
    """Return none to eight triples."""
    return [_triple(random) for _ in range(random.choice((0, 1, 2, 3, 8)))]


def _triple(random: Random) -> tuple[Term, Term, Term]:
    return _node(random), ("iri", _iri(random), ""), _text(random) if random.random() < 0.5 else _node(random)


def _iri(random: Random) -> str:
    return random.choice(_IRIS[:3]) if random.random() < 0.8 else random.choice(_IRIS)


def _node(random: Random) -> Term:
    return ("blank", random.choice("abc"), "") if random.random() < 0.15 else ("iri", _iri(random), "")


def _text(random: Random) -> Term:
    extra = random.choice(("", "", f"@{random.choice(_LANGUAGES)}", f"^{random.choice(_TYPES)}"))
    return "text", random.choice(_TEXTS), extra


def _line_term(term: Term) -> str:
    kind, value, extra = term
    if kind == "iri":
        return f"<{value}>"
    if kind == "blank":
        return f"_:{value}"
    text = json.dumps(value)
    return f"{text}^^<{extra[1:]}>" if extra.startswith("^") else text + extra


def ntriples(random: Random) -> str:
    return "".join(f"{' '.join(map(_line_term, triple))} .\n" for triple in triples(random))


def nquads(random: Random) -> str:
    graph = random.choice(("", "", "", "<https://example.org/g> ", "_:g "))
    return "".join(f"{' '.join(map(_line_term, triple))} {graph}.\n" for triple in triples(random))


def turtle(random: Random) -> str:
    """Return Turtle with prefixes, lists, nested blank nodes and the short forms of literals."""
    depth = random.choice((1, 2, 5, 50, 600)) if random.random() < 0.1 else 1
    nested = "[ <urn:p> " * depth + "1" + " ]" * depth
    shorts = (
        "1",
        "-1.5",
        "1e5",
        "true",
        "( )",
        "( 1 ( 2 ) )",
        nested,
        "ex:a",
        "'''x\ny'''",
        ":a",
        "a",
        "1.",
        "<< 1 >>",
    )
    extra = "".join(
        f"ex:s{i} ex:p {random.choice(shorts)} , {random.choice(shorts)} ; a ex:T .\n"
        for i in range(random.randrange(4))
    )
    base = random.choice(("", "@base <https://example.org/base/> .\n", "BASE <relative>\n", "@base <> .\n"))
    return f"@prefix ex: <https://example.org/> .\n@prefix : <#> .\n{base}{ntriples(random)}{extra}"


def trig(random: Random) -> str:
    name = random.choice(("", "", "GRAPH <https://example.org/g>", "<https://example.org/g>", "_:g"))
    return f"@prefix ex: <https://example.org/> .\n{name} {{ {ntriples(random)} }}\n"


def rdfxml(random: Random) -> str:
    """Return RDF/XML, now and then with a document type, which is to be refused."""
    parts = [f'<rdf:RDF xmlns:rdf="{_RDF}" xmlns:e="https://example.org/">']
    for subject, _, value in triples(random):
        about = f'rdf:about="{escape(subject[1])}"' if subject[0] == "iri" else f'rdf:nodeID="{subject[1]}"'
        kind, text, extra = value
        if kind == "text":
            tag = f' xml:lang="{extra[1:]}"' if extra.startswith("@") else ""
            tag = f' rdf:datatype="{escape(extra[1:])}"' if extra.startswith("^") else tag
            inner = f"<e:p{tag}>{escape(text)}</e:p>"
        else:
            inner = f'<e:p rdf:resource="{escape(text)}"/>'
        odd = random.choice(("",) * 6 + ('<e:q rdf:parseType="Literal"><b>x</b></e:q>', "<rdf:li>x</rdf:li>"))
        odd += random.choice(("",) * 6 + ('<e:q rdf:parseType="Collection"/>', '<rdf:RDF rdf:ID="a"/>'))
        parts.append(f"<rdf:Description {about}>{inner}{odd}</rdf:Description>")
    types = (
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    )
    start = random.choice(
        ("", "", "", '<?xml version="1.0"?>', '<?xml version="1.1" encoding="UTF-16"?>', *types)
    )
    return start + "".join(parts) + random.choice(("</rdf:RDF>",) * 6 + ("", "</rdf:RDF>" * 2))


def jsonld(random: Random) -> str:
    """Return JSON-LD with odd contexts, one of which would have to be fetched."""
    contexts: tuple[object, ...] = (
        {"p": "https://example.org/p"}, {"@vocab": "https://example.org/"},
        {"p": {"@id": "https://example.org/p", "@container": random.choice(("@list", "@set", "@x"))}},
        {"@base": "relative", "p": "@type"}, {"@import": "http://192.0.2.1/"},
        {"p": {"@reverse": "https://example.org/p"}, "@version": 1.1}, "http://192.0.2.1/context.jsonld",
        [None, {"p": None}], [[[[]]]],
    )  # fmt: skip
    nodes: list[object] = []
    for subject, predicate, (kind, value, extra) in triples(random):
        told: object = {"@value": value} if kind == "text" else {"@id": value}
        if extra.startswith("@"):
            told = {"@value": value, "@language": extra[1:]}
        if extra.startswith("^"):
            told = {"@value": value, "@type": extra[1:]}
        odd = random.choice(
            (told, told, [told, [told]], {"@list": [told]}, {"@graph": [told]}, None, 1e400, {"@set": {}})
        )
        nodes.append({"@id": subject[1], random.choice(("p", predicate[1])): odd})
    document = {"@context": random.choice(contexts), "@graph": nodes}
    return json.dumps(document if random.random() < 0.9 else nodes)


SYNTAXES: Mapping[str, tuple[str, Callable[[Random], str]]] = {
    "text/turtle": ("ttl", turtle),
    "application/trig": ("trig", trig),
    "application/n-triples": ("nt", ntriples),
    "application/n-quads": ("nq", nquads),
    "application/ld+json": ("jsonld", jsonld),
    "application/rdf+xml": ("rdf", rdfxml),
}


def document(random: Random) -> tuple[str, bytes]:
    """Return a media type and a document made by its grammar."""
    media_type = random.choice(tuple(SYNTAXES))
    return media_type, SYNTAXES[media_type][1](random).encode("utf-8", "surrogatepass")


def sample(random: Random) -> tuple[str, bytes, tuple[bytes, ...]]:
    """Return a media type, a real document (or one that was made) and all that there are."""
    media_type = random.choice(tuple(SYNTAXES))
    ending, make = SYNTAXES[media_type]
    known = documents(ending)
    made = make(random).encode("utf-8", "surrogatepass")
    return media_type, random.choice(known) if random.random() < 0.6 else made, known
