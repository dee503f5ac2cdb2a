"""Updates over the whole grammar of SPARQL 1.1 Update (section 3), made by chance, one to three at a time."""

from __future__ import annotations

from random import Random

from tests.fuzz.sparql_queries import group
from tests.fuzz.sparql_terms import iri, prologue, term, variable

_GRAPHS = (
    "<https://example.org/g/1>", "<https://example.org/g/2>", "<https://w3id.org/dipl/id/graph/default>",
    "<https://w3id.org/dipl/id/graph/ontology>", "<https://w3id.org/dipl/id/graph/consolidated>",
    "<relative>", "<https://w3id.org/dipl/id/graph/article/none>",
)  # fmt: skip


def update(random: Random) -> str:
    """Return a request of one or more operations."""
    kinds = (_insert, _insert, _insert, _delete, _delete_where, _modify, _modify, _manage, _move, _load)
    operations = [random.choice(kinds)(random) for _ in range(random.choice((1, 1, 1, 2, 3)))]
    return prologue(random) + " ;\n".join(operations) + random.choice(("", " ;", "\n"))


def graph_name(random: Random) -> str:
    return random.choice(_GRAPHS)


def _quads(random: Random, *, variables: bool) -> str:
    found = [_triples(random, variables=variables) for _ in range(random.randint(0, 2))]
    if random.random() < 0.6:
        name = variable(random) if variables and random.random() < 0.3 else graph_name(random)
        found.append(f"GRAPH {name} {{ {_triples(random, variables=variables)} }}")
    return "{ " + " ".join(found) + " }"


def _triples(random: Random, *, variables: bool) -> str:
    def node() -> str:
        return variable(random) if variables and random.random() < 0.6 else iri(random)

    def value() -> str:
        if random.random() < 0.1:
            return random.choice(("_:b", "[]", "( 1 2 )"))
        return node() if random.random() < 0.5 else term(random)

    return " ".join(f"{node()} {node()} {value()} ." for _ in range(random.randint(1, 3)))


def _insert(random: Random) -> str:
    return f"INSERT DATA {_quads(random, variables=random.random() < 0.05)}"


def _delete(random: Random) -> str:
    return f"DELETE DATA {_quads(random, variables=random.random() < 0.05)}"


def _delete_where(random: Random) -> str:
    return f"DELETE WHERE {_quads(random, variables=True)}"


def _modify(random: Random) -> str:
    text = f"WITH {graph_name(random)} " if random.random() < 0.3 else ""
    which = random.randrange(3)
    text += f"DELETE {_quads(random, variables=True)} " if which != 1 else ""
    text += f"INSERT {_quads(random, variables=True)} " if which != 0 else ""
    if random.random() < 0.2:
        text += f"USING {random.choice(('', 'NAMED '))}{graph_name(random)} "
    return f"{text}WHERE {group(random, 1)}"


def _manage(random: Random) -> str:
    silent = random.choice(("", "SILENT "))
    what = random.choice((f"GRAPH {graph_name(random)}", "DEFAULT", "NAMED", "ALL"))
    name = random.choice(("CLEAR", "DROP"))
    return random.choice((f"{name} {silent}{what}", f"CREATE {silent}GRAPH {graph_name(random)}"))


def _move(random: Random) -> str:
    one, other = (random.choice((graph_name(random), f"GRAPH {graph_name(random)}", "DEFAULT")) for _ in "ab")
    return f"{random.choice(('ADD', 'MOVE', 'COPY'))} {random.choice(('', 'SILENT '))}{one} TO {other}"


def _load(random: Random) -> str:
    source = random.choice(("<http://192.0.2.1/x.ttl>", "<file:///etc/passwd>", "<relative>"))
    into = random.choice(("", f" INTO GRAPH {graph_name(random)}"))
    return f"LOAD {random.choice(('', 'SILENT '))}{source}{into}"
