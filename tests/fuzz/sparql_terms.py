"""Terms and expressions of SPARQL 1.1 (Query, section 19.8, from ``Expression`` on), made by chance.

Some terms are those of the store, so that patterns match; some are what implementations trip over:
odd characters, huge numbers, dates that do not exist, language tags that nobody speaks.
"""

from __future__ import annotations

from random import Random

from kg.vocab import PREFIXES

VARIABLES = ("?s", "?p", "?o", "?a", "?b", "$c", "?g", "?name", "?x1", "?é")
IRIS = (
    "rdf:type", "rdfs:label", "skos:prefLabel", "foaf:name", "foaf:Person", "dipl:participation",
    "dipl:Meeting", "dipl:participant", "dipl:evidence", "schema:NewsArticle", "schema:headline",
    "sem:hasTimeStamp", "skos:Concept", "dcterms:isReplacedBy", "<https://w3id.org/dipl/id/state/MEX>",
    "<https://w3id.org/dipl/id/graph/default>", "<https://w3id.org/dipl/id/graph/ontology>",
    "<https://example.org/a>", "<urn:x-y:z>", "<relative>", "<>", "<#f>", "<http://example.org/é/日本>",
    "<https://example.org/\\u0041>", "ex:a", "ex:a.b", "ex:%41", "ex:\\-x", ":", "ex:",
)  # fmt: skip
STRINGS = (
    '""', "''", '"a"', "'it''s'", '"Mexico"@en', '"x"@es-419', '"chat"@zz-x-nobody', '"1"^^xsd:integer',
    '"é日本🎉"', '"\\n\\t\\"\\\\"', '"""long "quoted" text"""', "'''a\nb'''", '"\\u0000"', '"\\uFFFF"',
    '"a"^^<relative>', '"٣"', '"2023-02-30"^^xsd:date', '"P1Y"^^xsd:duration', '"NaN"^^xsd:double',
    '"<b>&amp;"^^rdf:HTML', '"x"^^xsd:boolean', '"2024-01-01T00:00:00+14:00"^^xsd:dateTime',
    '"-0"^^xsd:integer', '"=1+1"', "'\\U0010FFFF'",
)  # fmt: skip
NUMBERS = (
    "0", "1", "-1", "+1", "42", "3.14", "-0.0", "1e0", "1E400", "1e-400", "99999999999999999999999999999999",
    "0.00000000000000000000000000000001", "9223372036854775807", "-9223372036854775808", "true", "false",
)  # fmt: skip
REGEXES = (
    "a",
    "^M",
    "(a|b)*",
    "[[:alpha:]]",
    "\\\\p{L}",
    "(",
    "a{1000}",
    "(a{99}){99}",
    "\\\\1",
    "[^-]",
    "x*?",
    "(?i)x",
)
FUNCTIONS = {
    0: ("NOW", "RAND", "UUID", "STRUUID", "BNODE"),
    1: (
        "STR", "LANG", "DATATYPE", "IRI", "URI", "BNODE", "ABS", "CEIL", "FLOOR", "ROUND", "STRLEN",
        "UCASE", "LCASE", "ENCODE_FOR_URI", "YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS",
        "TIMEZONE", "TZ", "MD5", "SHA1", "SHA256", "SHA384", "SHA512", "isIRI", "isURI", "isBLANK",
        "isLITERAL", "isNUMERIC", "xsd:integer", "xsd:double", "xsd:decimal", "xsd:dateTime",
        "xsd:boolean", "xsd:string", "xsd:date", "ex:unknown",
    ),
    2: ("LANGMATCHES", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "STRLANG", "STRDT"),
    3: ("IF", "SUBSTR", "sameTerm"),
    4: ("REPLACE",),
}  # fmt: skip
SUMMARIES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE")
_OPERATORS = ("=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "&&", "||")
_DEEPEST = 4


def prologue(random: Random) -> str:
    """Return the declarations of the prefixes that terms use, now and then with more, or too few."""
    names = [*PREFIXES.items(), ("ex", "https://example.org/"), ("", "https://example.org/empty#")]
    if random.random() < 0.03:
        del names[random.randrange(len(names))]
    text = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in names)
    if random.random() < 0.1:
        text = (
            f"BASE <{random.choice(('https://example.org/x/', 'relative', 'urn:a', 'file:///etc/'))}>\n{text}"
        )
    return text


def variable(random: Random) -> str:
    return random.choice(VARIABLES)


def iri(random: Random) -> str:
    return random.choice(IRIS)


def literal(random: Random) -> str:
    return random.choice(random.choice((STRINGS, NUMBERS)))


def term(random: Random) -> str:
    """Return an IRI or a literal."""
    return iri(random) if random.random() < 0.6 else literal(random)


def expression(random: Random, depth: int = 0, *, summaries: bool = False) -> str:
    """Return an expression; with ``summaries`` aggregates may stand in it (section 11)."""
    if depth >= _DEEPEST:
        return random.choice((variable, term))(random)

    def inner() -> str:
        return expression(random, depth + 1, summaries=summaries)

    chance = random.random()
    if summaries and chance < 0.3:
        return summary(random)
    if chance < 0.3:
        return random.choice((variable, variable, term))(random)
    if chance < 0.5:
        return f"({inner()} {random.choice(_OPERATORS)} {inner()})"
    if chance < 0.58:
        return f"({random.choice('!-+')}{inner()})"
    if chance < 0.66:
        listed = ", ".join(inner() for _ in range(random.randrange(4)))
        return f"({inner()} {random.choice(('IN', 'NOT IN'))} ({listed}))"
    return call(random, depth)


def call(random: Random, depth: int = 0) -> str:
    """Return the call of a function."""
    chance = random.random()
    if chance < 0.1:
        return f"BOUND({variable(random)})"
    if chance < 0.2:
        pattern, flags = random.choice(REGEXES), random.choice(("", ', "i"', ', "smx"', ', "q"', ', "?"'))
        return f'REGEX({expression(random, depth + 1)}, "{pattern}"{flags})'
    if chance < 0.3:
        name, number = random.choice(("CONCAT", "COALESCE")), random.randrange(5)
    else:
        number = random.choice((0, 1, 1, 1, 1, 2, 2, 3, 4))
        name = random.choice(FUNCTIONS[number])
    if random.random() < 0.03:
        number = random.randrange(6)
    arguments = ", ".join(expression(random, depth + 1) for _ in range(number))
    return f"{name}({arguments})"


def summary(random: Random) -> str:
    """Return an aggregate (production ``Aggregate``)."""
    distinct = random.choice(("", "DISTINCT "))
    if random.random() < 0.2:
        return f"COUNT({distinct}*)"
    inner = expression(random, _DEEPEST - 2)
    if random.random() < 0.2:
        separator = random.choice(("", f"; SEPARATOR={random.choice(STRINGS[:4])}"))
        return f"GROUP_CONCAT({distinct}{inner}{separator})"
    return f"{random.choice(SUMMARIES)}({distinct}{inner})"
