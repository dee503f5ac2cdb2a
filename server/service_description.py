"""The endpoint described in RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from kg.knowledge.facts import Text, Triple
from kg.vocab import DCTERMS, RDF, TEXT, XSD, Namespace

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")

_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "TriG",
    "N-Quads",
)


def service_description(endpoint: str, version: int, *, federated: bool) -> list[Triple]:
    """Return the description of the endpoint at this address over a version of the dataset.

    ``federated`` where it asks other services.
    """
    service, data, graph = f"{endpoint}#service", f"{endpoint}#dataset", f"{endpoint}#default-graph"
    triples: list[Triple] = [
        (service, RDF["type"], SD["Service"]),
        (service, SD["endpoint"], endpoint),
        (service, SD["supportedLanguage"], SD["SPARQL11Query"]),
        (service, SD["supportedLanguage"], SD["SPARQL11Update"]),
        (service, SD["feature"], SD["UnionDefaultGraph"]),
        (service, SD["propertyFeature"], TEXT["matches"]),
        (service, SD["defaultDataset"], data),
        (data, RDF["type"], SD["Dataset"]),
        (data, DCTERMS["hasVersion"], Text(str(version), "", XSD["string"])),
        (data, SD["defaultGraph"], graph),
        (graph, RDF["type"], SD["Graph"]),
    ]
    if federated:
        triples.append((service, SD["feature"], SD["BasicFederatedQuery"]))
    return triples + [(service, SD["resultFormat"], FORMATS[name]) for name in _RESULT_FORMATS]
