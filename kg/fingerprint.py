"""Digests that tell whether mapping an article again could give another graph."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

from kg.model import Article
from kg.resources import names_model_folder, ontology_folder, shapes_folder
from kg.store.imports import imports_digest

_LIBRARIES = ("spacy", "pyshacl", "rdflib", "pyoxigraph")


def installation_digest(base_iri: str) -> str:
    """Return a digest of all that the graphs depend on besides the articles.

    That is the code of this package, the ontology, the shapes, the libraries that read text or
    judge graphs, and the base IRI.
    """
    package = Path(__file__).resolve().parent
    digest = hashlib.sha256(base_iri.encode("utf-8"))
    for library in _LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    for folder, pattern in ((package, "*.py"), (ontology_folder(), "*.ttl"), (shapes_folder(), "*.ttl")):
        for file in sorted(folder.rglob(pattern)):
            digest.update(file.relative_to(folder).as_posix().encode("utf-8"))
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def knowledge_digest(installation: str, store: Path, names_model: str = "") -> str:
    """Return the digest of an installation, the records imported into a store and the model of names."""
    parts = [part for part in (imports_digest(store), _model_digest(names_model)) if part]
    return hashlib.sha256("\n".join([installation, *parts]).encode()).hexdigest() if parts else installation


def _model_digest(names_model: str) -> str:
    folder = names_model_folder(names_model)
    if folder is None:
        return ""
    digest = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file() and f.suffix != ".pyc"):
        digest.update(file.relative_to(folder).as_posix().encode("utf-8"))
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return f"model {digest.hexdigest()}"


def input_digest(article: Article, knowledge: str) -> str:
    """Return a digest of an article, text and metadata, together with that of what it is read with."""
    values = json.dumps(asdict(article), sort_keys=True, default=str)
    return hashlib.sha256(f"{knowledge}\n{values}".encode()).hexdigest()
