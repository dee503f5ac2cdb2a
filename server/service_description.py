"""The endpoint described in RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from kg.knowledge.facts import Text, Triple
from kg.vocab import DCTERMS, RDF, TEXT, XSD, Namespace

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
ENTAILMENT = Namespace("http://www.w3.org/ns/entailment/")
PREFIXES = {"sd": SD, "void": VOID, "formats": FORMATS}

# What graphs are read and written in; results of other queries are only written.
_GRAPH_FORMATS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")
_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    *_GRAPH_FORMATS,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """Up to 1,000 graphs with the triples in each; ``triples`` are those of all graphs together."""

    triples: int
    graphs: Sequence[tuple[str, int]]


def contents_of(solutions: bytes) -> Contents:
    """Read what ``vocabulary.GRAPH_SIZES`` gives, in the SPARQL results JSON format."""
    rows = json.loads(solutions)["results"]["bindings"]
    counts = [(row.get("graph", {}).get("value", ""), int(row["triples"]["value"])) for row in rows]
    named = [(name, count) for name, count in counts if name]
    return Contents(sum(count for name, count in counts if not name), named)


def service_description(
    endpoint: str, version: int, contents: Contents | None, *, federated: bool
) -> list[Triple]:
    """Return the description of the endpoint at this address over a version of the dataset.

    ``contents`` may be unknown; ``federated``: some SERVICE calls are answered.
    """
    service, data = f"{endpoint}#service", f"{endpoint}#dataset"
    triples: list[Triple] = [
        (service, RDF["type"], SD["Service"]),
        (service, SD["endpoint"], endpoint),
        (service, SD["supportedLanguage"], SD["SPARQL11Query"]),
        (service, SD["supportedLanguage"], SD["SPARQL11Update"]),
        (service, SD["feature"], SD["UnionDefaultGraph"]),
        (service, SD["propertyFeature"], TEXT["matches"]),
        (service, SD["defaultEntailmentRegime"], ENTAILMENT["Simple"]),
        (service, SD["defaultDataset"], data),
        (data, RDF["type"], SD["Dataset"]),
        (data, DCTERMS["hasVersion"], Text(str(version), "", XSD["string"])),
        *((service, SD["resultFormat"], FORMATS[name]) for name in _RESULT_FORMATS),
        *((service, SD["inputFormat"], FORMATS[name]) for name in _GRAPH_FORMATS),
    ]
    if federated:
        triples.append((service, SD["feature"], SD["BasicFederatedQuery"]))
    graph = f"{endpoint}#default-graph"
    triples += [(data, SD["defaultGraph"], graph), (graph, RDF["type"], SD["Graph"])]
    if contents is not None:
        triples.append((graph, VOID["triples"], _number(contents.triples)))
        for place, (name, count) in enumerate(contents.graphs, 1):
            triples += _named_graph(data, f"{endpoint}#graph-{place}", name, count)
    return triples


def _named_graph(data: str, node: str, name: str, count: int) -> list[Triple]:
    content = f"{node}-content"
    return [
        (data, SD["namedGraph"], node),
        (node, RDF["type"], SD["NamedGraph"]),
        (node, SD["name"], name),
        (node, SD["graph"], content),
        (content, RDF["type"], SD["Graph"]),
        (content, VOID["triples"], _number(count)),
    ]


def _number(count: int) -> Text:
    return Text(str(count), "", XSD["integer"])
