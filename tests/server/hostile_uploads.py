"""Uploads made to break a server, as generated data, and some that only look so."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from kg.store.document_bounds import DEEPEST, MAX_ATTRIBUTES, MAX_TERMS
from kg.store.rdf_files import LONGEST_IRI

OWN = "/graphs?graph=" + quote("https://example.org/own", safe="")
LIMIT = 2_000_000  # bytes of an upload
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:"'
TURTLE, TRIG, NT = "text/turtle", "application/trig", "application/n-triples"
JSONLD, XML, HTML = "application/ld+json", "application/rdf+xml", "text/html"
SENTENCES = "The foreign ministers of Norway and Kenya met in Nairobi on Monday, 4 March 2024. " * 4


@dataclass(frozen=True, slots=True)
class Hostile:
    """An upload and what is to be told about it: a status, and words of the detail."""

    name: str
    kind: str
    make: Callable[[], bytes]
    told: str = ""
    status: int = 400
    path: str = OWN
    method: str = "PUT"
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def described(value: str) -> str:
    return f'<rdf:RDF {RDF}><rdf:Description rdf:about="urn:a"><e:p>{value}</e:p></rdf:Description></rdf:RDF>'


def with_entities(levels: int = 30) -> str:
    """The billion laughs: each entity is ten times the one before."""
    inner = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE rdf:RDF [<!ENTITY e0 "ha">{inner}]>{described(f"&e{levels - 1};")}'


def nested(opening: str, inside: str, closing: str, levels: int = 10_000) -> bytes:
    return (opening * levels + inside + closing * levels).encode()


def packed(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = gzip.compress(content, 9)
    return content


def bomb() -> bytes:
    """A thousand times as many bytes as are sent."""
    return packed(b"#" * 200_000_000)


def in_many_members() -> bytes:
    return b"".join(packed(b"# x\n") for _ in range(1000))


def zipped(coding: str) -> Mapping[str, str]:
    return {"Content-Encoding": coding}


TOO_DEEP = f"more than {DEEPEST} levels"
DOCTYPE = "document type declaration is not read"
ENCODED = "not UTF-8"
HOSTILE = [
    # ------------------------------------------------------------- entities, in every disguise
    Hostile("billion laughs", XML, lambda: with_entities().encode(), DOCTYPE),
    Hostile("laughs after a mark", XML, lambda: b"\xef\xbb\xbf" + with_entities().encode(), DOCTYPE),
    Hostile("laughs in UTF-16", XML, lambda: with_entities().encode("utf-16"), ENCODED),
    Hostile("laughs in UTF-16 without mark", XML, lambda: with_entities().encode("utf-16-be"), DOCTYPE),
    Hostile(
        "laughs in UTF-7",
        XML,
        lambda: b'<?xml version="1.0" encoding="UTF-7"?>' + with_entities().encode("utf-7"),
        DOCTYPE,
    ),
    Hostile(
        "laughs in EBCDIC",
        XML,
        lambda: f'<?xml version="1.0" encoding="cp037"?>{with_entities()}'.encode("cp037"),
        ENCODED,
    ),
    Hostile(
        "a wrong declaration",
        XML,
        lambda: f'<?xml version="1.0" encoding="UTF-16"?>{with_entities()}'.encode(),
        DOCTYPE,
    ),
    Hostile("quadratic blow-up", XML, lambda: with_entities(2).encode(), DOCTYPE),
    Hostile(
        "a file as entity",
        XML,
        lambda: b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + described("&x;").encode(),
        DOCTYPE,
    ),
    Hostile("an empty declaration", XML, lambda: b"<!DOCTYPE rdf:RDF>" + described("x").encode(), DOCTYPE),
    Hostile("an unknown entity", XML, lambda: described("&x;").encode(), "undefined entity"),
    Hostile("a declaration too late", XML, lambda: described("<!DOCTYPE x>").encode(), "not XML"),
    Hostile("a NUL by reference", XML, lambda: described("&#0;").encode(), "invalid character"),
    Hostile("half a pair by reference", XML, lambda: described("&#xD800;").encode(), "invalid character"),
    Hostile(
        "entities in a page",
        HTML,
        lambda: f"<!DOCTYPE html [<!ENTITY x 'y'>]><html><p>&x; {SENTENCES}</p></html>".encode(),
        "declares entities",
        path="/articles",
        method="POST",
    ),
    Hostile(
        "entities in a page in UTF-16",
        HTML,
        lambda: f"<!DOCTYPE html [<!ENTITY x 'y'>]><html><p>&x; {SENTENCES}</p></html>".encode("utf-16"),
        "declares entities",
        path="/articles",
        method="POST",
    ),
    # ------------------------------------------------------------------- what is packed
    Hostile("a bomb", TURTLE, bomb, "", 413, headers=zipped("gzip")),
    Hostile("a bomb within one", TURTLE, lambda: packed(bomb()), ENCODED, headers=zipped("gzip")),
    Hostile("a bomb of articles", "text/plain", bomb, "", 413, "/articles", "POST", zipped("gzip")),
    Hostile(
        "codings after each other", TURTLE, lambda: packed(b"#", 2), "", 415, headers=zipped("gzip, gzip")
    ),
    Hostile("deflate", TURTLE, lambda: zlib.compress(b"#"), "", 415, headers=zipped("deflate")),
    Hostile("br", TURTLE, lambda: b"#", "", 415, headers=zipped("br")),
    Hostile("zstd", TURTLE, lambda: b"#", "", 415, headers=zipped("zstd")),
    Hostile("an unknown coding", TURTLE, lambda: b"#", "", 415, headers=zipped("../../etc/passwd")),
    Hostile("no gzip", TURTLE, lambda: b"# plain", "not gzip", headers=zipped("gzip")),
    Hostile("half a stream", TURTLE, lambda: packed(b"# x")[:-6], "in the middle", headers=zipped("gzip")),
    Hostile("many members", TURTLE, in_many_members, "goes on behind", headers=zipped("gzip")),
    Hostile("a tail", TURTLE, lambda: packed(b"#") + b"<urn:a>", "goes on behind", headers=zipped("gzip")),
    Hostile(
        "a packed query",
        "application/sparql-query",
        lambda: packed(b"ASK {}"),
        "without content coding",
        415,
        "/sparql",
        "POST",
        zipped("gzip"),
    ),
    # ------------------------------------------------------------------------- depth
    Hostile("deep arrays", JSONLD, lambda: nested("[", "1", "]"), TOO_DEEP),
    Hostile("deep objects", JSONLD, lambda: nested('{"urn:p":', "1", "}"), TOO_DEEP),
    Hostile("deep behind a string", JSONLD, lambda: nested('["]]]]]",', "1", "]"), TOO_DEEP),
    Hostile("deep blank nodes", TURTLE, lambda: nested("[ <urn:p> ", "1", "]"), TOO_DEEP),
    Hostile("deep collections", TURTLE, lambda: b"<urn:a> <urn:b> " + nested("(", "", ")"), TOO_DEEP),
    Hostile(
        "deep behind an IRI", TURTLE, lambda: b"<urn:))))> <urn:b> " + nested("( <urn:)>", "", ")"), TOO_DEEP
    ),
    Hostile(
        "deep behind a comment",
        TURTLE,
        lambda: b"# '''\n" + nested("[ <urn:p> '''])''', ", "1", "]"),
        TOO_DEEP,
    ),
    Hostile("deep triples", TURTLE, lambda: nested("<< <urn:a> <urn:b> ", "1", " >>"), TOO_DEEP),
    Hostile("deep triple terms", NT, lambda: nested("<<( <urn:a> <urn:b> ", "<urn:c>", " )>>"), TOO_DEEP),
    Hostile("deep graphs", TRIG, lambda: nested("<urn:g> {", "", "}"), TOO_DEEP),
    Hostile(
        "deep elements",
        XML,
        lambda: f"<rdf:RDF {RDF}>".encode() + nested("<e:A><e:p>", "", "</e:p></e:A>"),
        TOO_DEEP,
    ),
    Hostile(
        "deep markup",
        XML,
        lambda: f'<rdf:RDF {RDF}><e:A><e:p rdf:parseType="Literal">'.encode() + nested("<x>", "", "</x>"),
        TOO_DEEP,
    ),
    Hostile(
        "deep JSON",
        "application/json",
        lambda: nested("[", "", "]", 100_000),
        "JSON",
        path="/articles",
        method="POST",
    ),
    Hostile(
        "deep front matter",
        "text/markdown",
        lambda: b"---\na: " + nested("[", "", "]") + b"\n---\ntext",
        "front matter",
        path="/articles",
        method="POST",
    ),
    Hostile(
        "a deep page",
        HTML,
        lambda: nested("<div>", SENTENCES, "</div>"),
        "give the saved page",
        path="/articles",
        method="POST",
    ),
    # ------------------------------------------------------------------------- width
    Hostile(
        "attributes",
        XML,
        lambda: f"<rdf:RDF {RDF} {' '.join(f'xmlns:a{n}=0' for n in range(50_000))}/>".replace(
            "=0", "='urn:x'"
        ).encode(),
        f"more than {MAX_ATTRIBUTES:,} attributes",
    ),
    Hostile(
        "attributes of a page",
        HTML,
        lambda: f"<html><p {' '.join(f'a{n}=1' for n in range(100_000))}>{SENTENCES}</p></html>".encode(),
        "attributes",
        path="/articles",
        method="POST",
    ),
    Hostile(
        "a context without end",
        JSONLD,
        lambda: json.dumps(
            {"@context": {f"a{n}": {"@id": f"urn:{n}", "@context": {}} for n in range(40_000)}}
        ).encode(),
        f"more than {MAX_TERMS:,} terms",
    ),
    Hostile(
        "contexts in contexts",
        JSONLD,
        lambda: json.dumps([{"@context": {f"a{n}": "urn:a"}} for n in range(5_000)]).encode(),
        f"more than {MAX_TERMS:,} terms",
    ),
    Hostile(
        "a long IRI",
        TURTLE,
        lambda: b"<urn:a> <urn:b> <urn:" + b"x" * 1_000_000 + b"> .",
        f"longer than {LONGEST_IRI:,}",
    ),
    Hostile(
        "a long prefix",
        TURTLE,
        lambda: b"@prefix " + b"x" * 1_000_000 + b": <urn:x> . <urn:a> <urn:b> x: .",
        "not valid",
    ),
    Hostile("too much", TURTLE, lambda: b"#" * (LIMIT + 200_000), "", 413),
    Hostile(
        "a form of too much",
        "multipart/form-data; boundary=x",
        lambda: b"--x\r\n" + b"y" * (LIMIT + 200_000),
        "",
        413,
        OWN,
        "POST",
    ),
    # -------------------------------------------------------------------- characters
    Hostile("NUL", TURTLE, lambda: b'<urn:a> <urn:b> "\x00" .', "U+0000"),
    Hostile("NUL by escape", TURTLE, lambda: b'<urn:a> <urn:b> "\\u0000" .', "U+0000"),
    Hostile("NUL in JSON", JSONLD, lambda: b'{"@id": "urn:a", "urn:p": "\\u0000"}', "U+0000"),
    Hostile(
        "NUL in an update",
        "application/sparql-update",
        lambda: b'INSERT DATA { <urn:a> <urn:b> "\\u0000" }',
        "U+0000",
        400,
        "/sparql",
        "POST",
    ),
    Hostile("bytes that are no text", TURTLE, lambda: b'<urn:a> <urn:b>\n"\xff\xfe" .', "line 2"),
    Hostile("overlong bytes", NT, lambda: b'<urn:a> <urn:b> "\xc0\xaf" .', ENCODED),
    Hostile("UTF-16", TURTLE, lambda: "<urn:a> <urn:b> <urn:c> .".encode("utf-16"), ENCODED),
    Hostile("UTF-32 in JSON", JSONLD, lambda: '{"@id": "urn:a"}'.encode("utf-32"), ENCODED),
    Hostile("half a pair", TURTLE, lambda: b'<urn:a> <urn:b> "\\uD800" .', "not valid"),
    Hostile("half a pair in JSON", JSONLD, lambda: b'{"@id": "urn:a", "urn:p": "\\ud800"}', "not valid"),
    Hostile("past Unicode", TURTLE, lambda: b'<urn:a> <urn:b> "\\U00110000" .', "not valid"),
    Hostile("a broken IRI", TURTLE, lambda: b"<urn:a> <urn:b> <http://x\\u003e> .", "not valid"),
    Hostile(
        "half a pair in an article",
        "application/json",
        lambda: json.dumps({"text": "\ud800"}).encode(),
        "surrogate",
        path="/articles",
        method="POST",
    ),
    Hostile("NUL in an article", "text/plain", lambda: b"a\x00b", "binary", path="/articles", method="POST"),
    # ------------------------------------------------------------------ what is not stored
    Hostile(
        "a triple within a triple",
        TURTLE,
        lambda: b"<urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> .",
        "within a triple",
    ),
    Hostile(
        "a triple within an update",
        "application/sparql-update",
        lambda: b"INSERT DATA { <urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> }",
        "within a triple",
        400,
        "/sparql",
        "POST",
    ),
    Hostile("a text with a direction", TURTLE, lambda: b'<urn:a> <urn:b> "x"@en--ltr .', "direction"),
    Hostile("a named graph", TRIG, lambda: b"<urn:g> { <urn:a> <urn:b> <urn:c> }", "one graph at a time"),
    Hostile("a context elsewhere", JSONLD, lambda: b'{"@context": "https://schema.org/"}', "not fetched"),
    Hostile("no number", JSONLD, lambda: b'{"@id": "urn:a", "urn:p": NaN}', "no number"),
    Hostile("nothing", JSONLD, lambda: b"", "not JSON"),
    Hostile("a picture", XML, lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000), ENCODED),
]

HARMLESS = [
    Hostile("a byte order mark", TURTLE, lambda: b"\xef\xbb\xbf<urn:a> <urn:b> <urn:c> ."),
    Hostile("a mark in JSON", JSONLD, lambda: b'\xef\xbb\xbf{"@id": "urn:a", "urn:p": 1}'),
    Hostile("a mark in XML", XML, lambda: b"\xef\xbb\xbf" + described("x").encode()),
    Hostile("smileys", TURTLE, lambda: b'<urn:a> <urn:b> "' + b":-( " * 1000 + b'" .'),
    Hostile("DOCTYPE in a text", XML, lambda: described("<![CDATA[<!DOCTYPE x>]]>").encode()),
    Hostile(
        "many prefixes",
        TURTLE,
        lambda: b"".join(b"@prefix p%d: <urn:%d> ." % (n, n) for n in range(50_000)) + b"<urn:a> <urn:b> 1 .",
    ),
    Hostile("a long text", TURTLE, lambda: b'<urn:a> <urn:b> "' + b"x" * 1_500_000 + b'" .'),
    Hostile(
        "fifty levels",
        JSONLD,
        lambda: b'{"@id": "urn:a", "urn:p": ' + nested('{"urn:p": ', "1", "}", 50) + b"}",
    ),
    Hostile("packed well", TURTLE, lambda: packed(b"<urn:a> <urn:b> 2 ."), headers=zipped("gzip")),
]
