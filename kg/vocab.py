"""The terms this service writes and reads, as namespaces and term IRIs.

The values are plain strings, so that this module costs nothing to import.
"""

from __future__ import annotations


class Namespace(str):
    """A namespace IRI; ``NS["name"]`` gives the IRI of a term in it."""

    __slots__ = ()

    def __getitem__(self, name: str) -> str:  # type: ignore[override]
        return f"{self!s}{name}"


DIPL = Namespace("https://w3id.org/dipl#")
ROLE = Namespace("https://w3id.org/dipl/role#")
EVENT_TYPE = Namespace("https://w3id.org/dipl/event-type#")
STATUS = Namespace("https://w3id.org/dipl/status#")
TENURE_STATUS = Namespace("https://w3id.org/dipl/tenure-status#")
STATEMENT_TYPE = Namespace("https://w3id.org/dipl/statement-type#")
OFFICE_KIND = Namespace("https://w3id.org/dipl/office-kind#")
TOPIC = Namespace("https://w3id.org/dipl/topic#")
MERGE_GROUND = Namespace("https://w3id.org/dipl/merge-ground#")
PAGE = Namespace("https://w3id.org/dipl/page#")
LEX = Namespace("https://w3id.org/dipl/lexicon#")
SHAPE = Namespace("https://w3id.org/dipl/shapes#")
RELATION_STATUS = Namespace("https://w3id.org/dipl/relation-status#")
RUN = Namespace("https://w3id.org/dipl/run#")
TEXT = Namespace("https://w3id.org/dipl/text#")

RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
ONTOLEX = Namespace("http://www.w3.org/ns/lemon/ontolex#")
LEXINFO = Namespace("http://www.lexinfo.net/ontology/3.0/lexinfo#")
SH = Namespace("http://www.w3.org/ns/shacl#")

PREFIXES: dict[str, str] = {
    "dipl": DIPL,
    "role": ROLE,
    "etype": EVENT_TYPE,
    "status": STATUS,
    "tstatus": TENURE_STATUS,
    "stype": STATEMENT_TYPE,
    "okind": OFFICE_KIND,
    "topic": TOPIC,
    "rstatus": RELATION_STATUS,
    "ground": MERGE_GROUND,
    "page": PAGE,
    "lex": LEX,
    "run": RUN,
    "text": TEXT,
    "shape": SHAPE,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "sem": SEM,
    "oa": OA,
    "schema": SCHEMA,
    "ontolex": ONTOLEX,
    "lexinfo": LEXINFO,
    "sh": SH,
}
