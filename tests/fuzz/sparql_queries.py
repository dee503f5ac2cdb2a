"""Queries over the whole grammar of SPARQL 1.1 (Query, section 19.8), made by chance.

Four forms, dataset clauses, all kinds of group graph pattern, property paths, subqueries, VALUES,
solution modifiers and the search for texts of this service. What comes out is a query by its
grammar, if not always by the rules that go beyond it (a variable bound twice, a blank node in two
groups): those are for the service to find.
"""

from __future__ import annotations

from random import Random

from tests.fuzz.sparql_terms import expression, iri, literal, prologue, summary, term, variable

_DEEPEST = 3
_WORDS = ("mexico", "acuerdo", "sec*", '\\"foreign minister\\"', "*", "-x", "a b c", "é", "")


def query(random: Random) -> str:
    """Return a query of any form."""
    form = random.choice((select, select, select, ask, construct, describe))
    return prologue(random) + form(random)


def select(random: Random, depth: int = 0) -> str:
    """Return a SELECT query, which may also stand in a group as a subquery."""
    dataset = "" if depth else _dataset(random)
    grouped = random.random() < 0.2
    how = random.choice(("", "", "DISTINCT ", "REDUCED "))
    where = random.choice(("WHERE ", ""))
    chosen = _summaries(random) if grouped else _projection(random)
    return f"SELECT {how}{chosen} {dataset}{where}{group(random, depth)}{_modifiers(random, grouped=grouped)}"


def ask(random: Random) -> str:
    return f"ASK {_dataset(random)}{group(random)}{_modifiers(random)}"


def construct(random: Random) -> str:
    if random.random() < 0.2:
        return f"CONSTRUCT {_dataset(random)}WHERE {{ {triples(random, paths=False)} }}{_modifiers(random)}"
    template = triples(random, paths=False) if random.random() < 0.9 else ""
    return f"CONSTRUCT {{ {template} }} {_dataset(random)}WHERE {group(random)}{_modifiers(random)}"


def describe(random: Random) -> str:
    what = "*" if random.random() < 0.2 else " ".join(_node(random) for _ in range(random.randint(1, 3)))
    where = group(random) if what == "*" or random.random() < 0.5 else ""
    return f"DESCRIBE {what} {_dataset(random)}{where}{_modifiers(random)}"


def _dataset(random: Random) -> str:
    if random.random() < 0.85:
        return ""
    return "".join(f"FROM {random.choice(('', 'NAMED '))}{iri(random)} " for _ in range(random.randint(1, 3)))


def _projection(random: Random) -> str:
    if random.random() < 0.4:
        return "*"
    chosen = [variable(random) for _ in range(random.randint(1, 3))]
    if random.random() < 0.3:
        chosen.append(f"({expression(random)} AS ?made)")
    return " ".join(chosen)


def _summaries(random: Random) -> str:
    found = [f"({summary(random)} AS ?n{i})" for i in range(random.randint(1, 2))]
    return " ".join(([variable(random)] if random.random() < 0.5 else []) + found)


def _modifiers(random: Random, *, grouped: bool = False) -> str:
    text = ""
    if grouped and random.random() < 0.8:
        text += f" GROUP BY {variable(random)}"
        if random.random() < 0.3:
            text += f" ({expression(random)} AS ?key)"
        if random.random() < 0.4:
            text += f" HAVING ({expression(random, 2, summaries=True)})"
    if random.random() < 0.3:
        order = random.choice(("{}", "ASC({})", "DESC({})"))
        inner = variable(random) if order == "{}" else expression(random, 1)
        text += " ORDER BY " + order.format(inner)
    text += f" LIMIT {random.choice((0, 1, 10, 1000))}" if random.random() < 0.7 else ""
    text += f" OFFSET {random.choice((0, 1, 10**9))}" if random.random() < 0.1 else ""
    return text + (f" {_values(random)}" if random.random() < 0.07 else "")


def group(random: Random, depth: int = 0) -> str:
    """Return a group graph pattern, with its braces."""
    if depth < _DEEPEST and random.random() < 0.08:
        return f"{{ {select(random, depth + 1)} }}"
    parts = [triples(random)] if random.random() < 0.95 else []
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        parts.append(_part(random, depth))
        if random.random() < 0.3:
            parts.append(triples(random))
    return "{ " + " ".join(parts) + " }"


def _part(random: Random, depth: int) -> str:
    kinds = ["FILTER", "FILTER", "BIND", "VALUES", "TEXT"]
    if depth < _DEEPEST:
        kinds += ["OPTIONAL", "MINUS", "GRAPH", "UNION", "EXISTS", "NESTED", "OPTIONAL"]
    kind = random.choice(kinds)
    if kind == "FILTER":
        return f"FILTER ({expression(random)})"
    if kind == "BIND":
        return f"BIND ({expression(random)} AS ?made{random.randrange(3)})"
    if kind == "VALUES":
        return _values(random)
    if kind == "TEXT":
        return _search(random)
    if kind == "UNION":
        return " UNION ".join(group(random, depth + 1) for _ in range(random.randint(2, 3)))
    if kind == "GRAPH":
        return f"GRAPH {_node(random)} {group(random, depth + 1)}"
    if kind == "EXISTS":
        return f"FILTER {random.choice(('', 'NOT '))}EXISTS {group(random, depth + 1)}"
    return f"{kind.replace('NESTED', '')} {group(random, depth + 1)}"


def _values(random: Random) -> str:
    rows = range(random.choice((0, 1, 2, 5)))
    if random.random() < 0.5:
        return f"VALUES {variable(random)} {{ {' '.join(_value(random) for _ in rows)} }}"
    width = random.randrange(4)
    names = [f"?v{i}" for i in range(width)]
    listed = " ".join("(" + " ".join(_value(random) for _ in names) + ")" for _ in rows)
    return f"VALUES ({' '.join(names)}) {{ {listed} }}"


def _value(random: Random) -> str:
    return "UNDEF" if random.random() < 0.2 else term(random)


def _search(random: Random) -> str:
    """Return a search for texts, the one thing here that no other service has."""
    words = f'"{random.choice(_WORDS)}"'
    extra = random.choice(("", "", " 5", " -1", f" {literal(random)}"))
    wanted = f"({words}{extra})" if extra or random.random() < 0.3 else words
    found = variable(random) if random.random() < 0.7 else f"({variable(random)} ?score ?text)"
    return f"{found} text:matches {wanted} ."


def triples(random: Random, *, paths: bool = True) -> str:
    """Return one to three triple patterns."""
    return " ".join(_triple(random, paths=paths) for _ in range(random.choice((1, 1, 1, 2, 2, 3))))


def _triple(random: Random, *, paths: bool) -> str:
    predicate = path(random) if paths and random.random() < 0.25 else _verb(random)
    subject = _node(random) if random.random() < 0.8 else _blank(random)
    first = f"{subject} {predicate} {_object(random)}"
    if random.random() < 0.1:
        first += f" , {_object(random)}"
    if random.random() < 0.15:
        first += f" ; {_verb(random)} {_object(random)}"
    return first + " ."


def _node(random: Random) -> str:
    return random.choice((variable, variable, iri))(random)


def _verb(random: Random) -> str:
    return random.choice((variable(random), iri(random), iri(random), iri(random), "a"))


def _object(random: Random) -> str:
    if random.random() < 0.1:
        return _blank(random)
    return random.choice((variable, variable, term))(random)


def _blank(random: Random) -> str:
    members = " ".join(term(random) for _ in range(random.randrange(3)))
    return random.choice(("[]", "_:b", f"[ {iri(random)} {variable(random)} ]", f"({members})", "()"))


def path(random: Random, depth: int = 0) -> str:
    """Return a property path (section 9)."""
    if depth >= _DEEPEST or random.random() < 0.3:
        return random.choice(("a", iri(random), iri(random)))
    inner = [path(random, depth + 1) for _ in range(2)]
    negated = "|".join(random.choice(("", "^")) + iri(random) for _ in range(random.randint(1, 3)))
    return random.choice(
        (
            f"({inner[0]}/{inner[1]})",
            f"({inner[0]}|{inner[1]})",
            f"^({inner[0]})",
            f"({inner[0]}){random.choice('*+?')}",
            f"!({negated})",
        )
    )
