"""Names for people to read: labels of terms, and short forms of IRIs that have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.knowledge.facts import Term, Text
from kg.vocab import PREFIXES
from server.queries import vocabulary

if TYPE_CHECKING:
    from server.dataset import Reader

# Pages are in English; a label without a language comes next, any other is better than none.
_LANGUAGE_RANK = {"en": 2, "": 1}


def vocabulary_labels(reader: Reader, base_iri: str) -> Mapping[str, str]:
    """Return the labels in the ontology and the reference graph, by term."""
    labels = Labels({})
    for name in ("reference", "ontology"):
        labels.learn(reader.select(vocabulary.LABELS, graph=f"{base_iri}graph/{name}"), "term", label="label")
    return labels.known()


class Labels:
    """The names that one page shows, learnt from the solutions of its queries."""

    def __init__(self, vocabulary_terms: Mapping[str, str], base_iri: str = "") -> None:
        self._vocabulary = vocabulary_terms
        self._base_iri = base_iri
        self._learnt: dict[str, tuple[int, int, str]] = {}

    def learn(self, rows: Iterable[Mapping[str, Term]], *variables: str, label: str = "") -> None:
        """Take the labels of ``variables`` from ``?<variable>Label`` (or from ``?<label>``)."""
        for row in rows:
            for variable in variables:
                self._take(row.get(variable), row.get(label or f"{variable}Label"))

    def _take(self, term: Term | None, label: Term | None) -> None:
        if isinstance(term, str) and isinstance(label, Text) and label.value.strip():
            rank = _LANGUAGE_RANK.get(label.language.partition("-")[0], 0)
            # The longest form is the fullest name; equal lengths fall back to the alphabet.
            candidate = (rank, len(label.value), label.value)
            self._learnt[term] = max(self._learnt.get(term, candidate), candidate)

    def known(self) -> Mapping[str, str]:
        """Return what has been learnt, by IRI."""
        return {iri: best[2] for iri, best in self._learnt.items()}

    def of(self, iri: str) -> str:
        """Return the label of ``iri``, or its short form."""
        if iri in self._learnt:
            return self._learnt[iri][2]
        return self._vocabulary.get(iri) or compact(iri, self._base_iri)


def compact(iri: str, base_iri: str = "", prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return ``prefix:name`` where one of the prefixes fits, else the IRI itself.

    A data IRI is shortened to ``id:`` and the part that follows ``base_iri``.
    """
    if base_iri and iri.startswith(base_iri) and iri != base_iri:
        return f"id:{iri[len(base_iri) :]}"
    fitting = [(len(ns), prefix, ns) for prefix, ns in prefixes.items() if iri.startswith(ns) and iri != ns]
    if not fitting:
        return iri
    _, prefix, namespace = max(fitting)
    return f"{prefix}:{iri[len(namespace) :]}"
