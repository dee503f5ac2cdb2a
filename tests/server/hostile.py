"""Queries made to take a public endpoint down, each with the limits that may end it.

They are asked over a graph of people who know each other (``fill_people``), large enough that a
cross product of two patterns has a billion rows. Which of several limits is met first depends on
the machine. A parser may also find fault with what is not worth parsing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.knowledge.facts import Text, Triple
from kg.store.embedded import EmbeddedStore
from kg.vocab import RDF, XSD

PEOPLE = 5_000
_GRAPHS = 10
_E = "http://example.org/"
PREFIX = f"PREFIX e: <{_E}> "


class Limit(StrEnum):
    """What ends a query, by the title of its problem document."""

    SYNTAX = "The query does not parse"  # 400
    REFUSED = "This service does not do that"  # 403: a bound on size, or a feature that is off
    LONG = "Request Entity Too Large"  # 413
    TIME = "Past the time limit"  # 503
    RESOURCE = "Past a limit"  # 503: memory, the length of the result, a broken process


STATUS: Mapping[Limit, int] = {
    Limit.SYNTAX: 400,
    Limit.REFUSED: 403,
    Limit.LONG: 413,
    Limit.TIME: 503,
    Limit.RESOURCE: 503,
}
_COSTLY = frozenset({Limit.TIME, Limit.RESOURCE})
_TIME = frozenset({Limit.TIME})
_REFUSED, _SYNTAX = frozenset({Limit.REFUSED}), frozenset({Limit.SYNTAX})


@dataclass(frozen=True, slots=True)
class Hostile:
    """A query and the limits one of which has to end it; ``format`` is asked of the service."""

    name: str
    query: str
    limits: frozenset[Limit]
    format: str = "json"


def fill_people(store: Path) -> None:
    """Publish 5,000 people with names and notes who know five others each: 45,000 quads."""
    graphs: dict[str, list[Triple]] = {f"{_E}graph/{number}": [] for number in range(_GRAPHS)}
    names = list(graphs)
    for number in range(PEOPLE):
        person = f"{_E}person/{number}"
        known = [f"{_E}person/{(number * step + 1) % PEOPLE}" for step in (1, 2, 3, 5, 7)]
        facts: list[Triple] = [(person, f"{_E}knows", other) for other in known]
        facts.append((person, f"{_E}name", Text(f"Person number {number}", "", XSD["string"])))
        facts.append((person, f"{_E}note", Text("a" * 200 + str(number), "", XSD["string"])))
        facts.append((person, f"{_E}age", Text(str(number % 90), "", XSD["integer"])))
        facts.append((person, RDF["type"], f"{_E}Person"))
        graphs[names[number % _GRAPHS]].extend(facts)
    with EmbeddedStore.open_writer(store) as writer:
        for name, triples in graphs.items():
            writer.replace_graph(name, triples)
        writer.publish()


def _cross(number: int) -> str:
    return " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(number))


def _nested(opening: str, closing: str, depth: int, inner: str = "") -> str:
    return opening * depth + inner + closing * depth


def _doublings(number: int, function: str = "CONCAT(?x{0}, ?x{0})") -> str:
    binds = (f"BIND({function.format(i)} AS ?x{i + 1})" for i in range(number))
    return 'BIND("0123456789" AS ?x0) ' + " ".join(binds)


def _tower(depth: int) -> str:
    return _nested("{ SELECT * { ?s ?p ?o . ", "} }", depth, "?s ?p ?o")


_KNOWS = "e:knows"
_ANY = f"({_KNOWS}|!{_KNOWS})*"

HOSTILE: tuple[Hostile, ...] = (
    # ------------------------------------------------------------------ cross products
    Hostile("cross product, counted", f"SELECT (COUNT(*) AS ?n) {{ {_cross(4)} }}", _TIME),
    Hostile("cross product, returned", f"SELECT * {{ {_cross(3)} }}", _COSTLY),
    Hostile("cross product, returned as CSV", f"SELECT * {{ {_cross(3)} }}", _COSTLY, "csv"),
    Hostile("cross product, ordered", f"SELECT * {{ {_cross(3)} }} ORDER BY ?o1 ?o2", _COSTLY),
    Hostile("cross product, ordered, first row", f"SELECT * {{ {_cross(3)} }} ORDER BY ?o1 LIMIT 1", _COSTLY),
    Hostile("cross product, distinct", f"SELECT DISTINCT * {{ {_cross(3)} }}", _COSTLY),
    Hostile("cross product, reduced", f"SELECT REDUCED ?s0 {{ {_cross(3)} }}", _COSTLY),
    Hostile(
        "cross product behind an offset", f"SELECT * {{ {_cross(3)} }} OFFSET 999999999999 LIMIT 1", _TIME
    ),
    Hostile(
        "cross product that a filter empties",
        f"ASK {{ {_cross(3)} FILTER(STRLEN(CONCAT(STR(?o0), STR(?o1), STR(?o2))) = 1) }}",
        _TIME,
    ),
    Hostile("cross product of groups", f"SELECT * {{ {'{ ?s ?p ?o } { ?x ?y ?z } { ?a ?b ?c }'} }}", _COSTLY),
    # ---------------------------------------------------------------------- aggregates
    Hostile(
        "GROUP_CONCAT of a cross product",
        f"SELECT (GROUP_CONCAT(STR(?o0)) AS ?all) {{ {_cross(3)} }}",
        _COSTLY,
    ),
    Hostile("COUNT DISTINCT of rows", f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {_cross(3)} }}", _COSTLY),
    Hostile(
        "groups without number",
        f"SELECT ?o0 ?o1 ?o2 (COUNT(*) AS ?n) {{ {_cross(3)} }} GROUP BY ?o0 ?o1 ?o2",
        _COSTLY,
    ),
    Hostile(
        "all aggregates of a cross product",
        "SELECT (SUM(?o0) AS ?a) (AVG(?o1) AS ?b) (MIN(?o2) AS ?c) (MAX(?o0) AS ?d) (SAMPLE(?s1) AS ?f) "
        f"{{ {_cross(3)} }}",
        _TIME,
    ),
    # ------------------------------------------------------------------ property paths
    Hostile("all pairs by a path", f"{PREFIX}SELECT (COUNT(*) AS ?n) {{ ?a {_KNOWS}+ ?b }}", _COSTLY),
    Hostile("all pairs by any path", f"{PREFIX}SELECT * {{ ?a {_ANY} ?b }}", _COSTLY),
    Hostile(
        "paths in paths",
        f"{PREFIX}SELECT (COUNT(*) AS ?n) {{ ?a {_nested('(', ')*', 20, _KNOWS)}/^{_KNOWS}* ?b }}",
        _COSTLY,
    ),
    Hostile(
        "path of 60 steps",
        f"{PREFIX}SELECT (COUNT(*) AS ?n) {{ ?a {'/'.join([_KNOWS] * 60)} ?b }}",
        _COSTLY,
    ),
    Hostile("path of 2,000 steps", f"{PREFIX}ASK {{ ?a {'/'.join([_KNOWS] * 2000)} ?b }}", _REFUSED),
    Hostile("path of 2,000 choices", f"{PREFIX}ASK {{ ?a ({'|'.join([_KNOWS] * 2000)})* ?b }}", _REFUSED),
    Hostile("path of 2,000 inverses", f"{PREFIX}ASK {{ ?a {'^' * 2000}{_KNOWS} ?b }}", _REFUSED | _SYNTAX),
    # ------------------------------------------------------------------------- strings
    Hostile("doublings by CONCAT", f"SELECT ?x40 {{ {_doublings(40)} }}", _COSTLY),
    Hostile(
        "doublings by REPLACE",
        f"""SELECT ?x40 {{ {_doublings(40, 'REPLACE(?x{0}, "(.)", "$1$1")')} }}""",
        _COSTLY,
    ),
    Hostile("doublings by CONCAT, 5,000", f"SELECT * {{ {_doublings(5000)} }}", _REFUSED),
    Hostile(
        "doublings in SELECT",
        "SELECT ('0123456789' AS ?x0) "
        + " ".join(f"(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
        + " {}",
        _COSTLY,
    ),
    Hostile(
        "regular expression of nested repetitions",
        f"{PREFIX}SELECT (COUNT(*) AS ?n) {{ ?a e:note ?x . ?b e:note ?y "
        'FILTER REGEX(CONCAT(?x, ?y), "(((a{1,30}){1,30}){1,30})+b$") }',
        _TIME,
    ),
    Hostile(
        "regular expressions made of data",
        'SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y FILTER REGEX(STR(?x), CONCAT("(.*)*", STR(?y))) }',
        _TIME,
    ),
    Hostile(
        "REPLACE in a cross product",
        f"{PREFIX}SELECT (COUNT(*) AS ?n) {{ ?a e:note ?x . ?b e:note ?y "
        'FILTER(REPLACE(CONCAT(?x, ?y), "a", "aaaaaaaaaa") = "b") }',
        _TIME,
    ),
    Hostile(
        "hashes of a cross product",
        f"SELECT (COUNT(*) AS ?n) {{ {_cross(2)} FILTER(SHA512(CONCAT(STR(?o0), STR(?o1))) = '') }}",
        _TIME,
    ),
    # ------------------------------------------------------------------------- nesting
    Hostile("nested groups", f"SELECT * {{ {_nested('{', '}', 5000)} }}", _REFUSED),
    Hostile("nested groups that do not close", f"SELECT * {'{' * 100_000}", _REFUSED | _SYNTAX),
    Hostile("nested parentheses", f"SELECT * {{ FILTER{_nested('(', ')', 5000, '1')} }}", _REFUSED),
    Hostile("nested collections", f"SELECT * {{ ?s ?p {_nested('(', ')', 5000)} }}", _REFUSED),
    Hostile("nested blank nodes", f"SELECT * {{ ?s ?p {_nested('[ ?p ', ']', 5000)} }}", _REFUSED),
    Hostile("nested functions", f"SELECT * {{ FILTER({_nested('STR(', ')', 5000, '1')}) }}", _REFUSED),
    Hostile("nested OPTIONAL", f"SELECT * {{ {_nested('OPTIONAL { ?s ?p ?o ', '}', 2000)} }}", _REFUSED),
    Hostile("negations, 40,000", f"SELECT * {{ FILTER({'!' * 40_000}1) }}", _COSTLY | _REFUSED),
    Hostile("minus signs, 40,000", f"SELECT * {{ FILTER({'- ' * 40_000}1) }}", _COSTLY | _REFUSED | _SYNTAX),
    Hostile("sums, 20,000", f"SELECT * {{ FILTER({'1 + ' * 20_000}1) }}", _COSTLY | _REFUSED),
    Hostile(
        "tower of subselects", f"SELECT (COUNT(*) AS ?n) {{ {_cross(3)} {_tower(40)} }}", _COSTLY | _REFUSED
    ),
    Hostile("tower of 1,000 subselects", f"SELECT * {{ {_tower(1000)} }}", _REFUSED),
    Hostile(
        "nested EXISTS",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o "
        + _nested("FILTER NOT EXISTS { ?s ?q ?o . ?a ?b ?c . ", "}", 20)
        + " }",
        _COSTLY,
    ),
    Hostile(
        "EXISTS of a cross product",
        f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {_cross(3)} FILTER(?o0 = ?o1 && ?o1 = ?s) }} }}",
        _COSTLY,
    ),
    # -------------------------------------------------------------------------- chains
    Hostile("triple patterns, 149", f"SELECT * {{ {_cross(149)} }}", _COSTLY),
    Hostile("triple patterns, 250", f"SELECT * {{ {_cross(250)} }}", _REFUSED),
    Hostile("triple patterns by ; and ,", f"SELECT * {{ ?s {'?p ?o , ?q ; ' * 300} }}", _REFUSED),
    Hostile(
        "UNION of 2,000",
        f"SELECT * {{ {' UNION '.join('{ ?s ?p ?o }' for _ in range(2000))} }}",
        _REFUSED,
    ),
    Hostile(
        "UNION of 140 in a join",
        f"SELECT * {{ {' UNION '.join('{ ?s ?p ?o }' for _ in range(140))} ?a ?b ?c . ?d ?e ?f }}",
        _COSTLY,
    ),
    Hostile(
        "unions that multiply",
        "SELECT (COUNT(*) AS ?n) { " + "{ ?s ?p ?o } UNION { ?o ?p ?s } . " * 40 + "}",
        _COSTLY,
    ),
    Hostile(
        "OPTIONAL of 140",
        "SELECT * { " + " ".join(f"OPTIONAL {{ ?s{i} ?p{i} ?o{i} }}" for i in range(140)) + " }",
        _COSTLY,
    ),
    Hostile(
        "FILTERs, 3,000, on a cross product",
        f"SELECT * {{ {_cross(3)} " + "FILTER(?o0 != ?o1) " * 3000 + "}",
        _COSTLY,
    ),
    Hostile(
        "MINUS of cross products",
        f"SELECT (COUNT(*) AS ?n) {{ {_cross(2)} MINUS {{ ?s0 ?p0 ?o0 . ?a ?b ?c }} }}",
        _COSTLY,
    ),
    Hostile("empty groups, 40,000", f"SELECT * {{ {'{} ' * 40_000} {_cross(3)} }}", _COSTLY | _REFUSED),
    # -------------------------------------------------------------------------- floods
    Hostile(
        "VALUES that multiply",
        "SELECT (COUNT(*) AS ?n) { "
        + " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(1000)))} }}" for i in range(6))
        + " }",
        _COSTLY,
    ),
    Hostile("VALUES of 300,000", f"SELECT * {{ VALUES ?x {{ {'1 ' * 300_000} }} }}", _REFUSED),
    Hostile(
        "CONSTRUCT of a cross product",
        f"CONSTRUCT {{ ?s0 ?p1 ?o2 . [] ?p0 ?o1 }} {{ {_cross(3)} }}",
        _COSTLY,
        "ntriples",
    ),
    Hostile(
        "CONSTRUCT of a large template",
        f"CONSTRUCT {{ {'?s0 ?p1 [] . ' * 100} }} {{ {_cross(3)} }}",
        _COSTLY,
        "turtle",
    ),
    Hostile("DESCRIBE of a cross product", f"DESCRIBE * {{ {_cross(3)} }}", _COSTLY, "turtle"),
    Hostile("prefixes, 100,000", "PREFIX a:<urn:a> " * 50_000 + "ASK {}", _REFUSED),
    Hostile(
        "prefixes, 20,000", "".join(f"PREFIX p{i}: <urn:{i}> " for i in range(20_000)) + "ASK {}", _REFUSED
    ),
    Hostile(
        "variables, 40,000", f"SELECT {' '.join(f'?v{i}' for i in range(40_000))} {{ {_cross(3)} }}", _COSTLY
    ),
    # ---------------------------------------------------------------------------- text
    Hostile("query of two megabytes", f"SELECT * {{ ?s ?p '{'x' * 2_000_000}' }}", frozenset({Limit.LONG})),
    Hostile(
        "IRI of nearly a megabyte in a cross product",
        f"SELECT * {{ {_cross(3)} FILTER(?s0 != <urn:{'x' * 900_000}>) }}",
        _COSTLY,
    ),
    Hostile("IRI of nearly a megabyte, never closed", f"SELECT * {{ ?s ?p <urn:{'x' * 900_000} }}", _SYNTAX),
    Hostile("string that never closes", f"SELECT * {{ ?s ?p '''{'x' * 900_000} }}", _SYNTAX),
    Hostile("punctuation only", "." * 900_000, _REFUSED | _SYNTAX),
    Hostile("NUL bytes", "SELECT * { ?s ?p '\0' . \0 }", _SYNTAX),
    Hostile("NUL bytes, 500,000", "\0" * 500_000, _REFUSED | _SYNTAX),
    Hostile("text written from right to left", "SELECT * { ?s ?p \u202e'o' }", _SYNTAX),
    Hostile("letters that look like others", "SELECT * { ?ѕ ?р ?о FILTER ЕXISTS { ?s ?p ?o } }", _SYNTAX),
    Hostile("half a surrogate pair", "SELECT * { ?s ?p '\\uD800' }", _SYNTAX),
    Hostile("combining marks, 200,000", f"SELECT ?{'a' + chr(0x301) * 200_000} {{ }} }}", _SYNTAX | _REFUSED),
    # ------------------------------------------------------------------ what is not done
    Hostile("SERVICE to this machine", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", _REFUSED),
    Hostile("FROM a file", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", _REFUSED),
    Hostile(
        "FROM, 2,000 times", f"SELECT * {'FROM <http://example.org/none> ' * 2000} {{ ?s ?p ?o }}", _REFUSED
    ),
    Hostile("update in place of a query", "DROP ALL", _REFUSED),
)
