"""Which graphs users may write to: graph names in, a refusal out that says why and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.errors import ProtectedGraphError
from kg.iri import Minter
from kg.store.writer import RESERVED

_DERIVED = {
    "consolidated": "is derived from the articles, so change those",
    "provenance": "tells the runs of the service, and only grows by them",
}
_VOCABULARY = ("ontology", "shapes", "reference")  # graphs that need the right to administer
_ADMIN = "needs a token with the scope admin"


class Protection:
    """The graphs that only the service itself, or only an administrator, writes to."""

    def __init__(self, base_iri: str) -> None:
        self._graphs = Minter(base_iri).graph("")

    def check(self, names: Iterable[str], *, admin: bool, together: bool = False) -> None:
        """Raise ProtectedGraphError where one of the graphs may not be written to.

        ``together`` where they are not named one by one but all meant.
        """
        refused = list(self._refused(sorted(names), admin=admin))
        if refused:
            advice = "; name the graphs to empty one by one" if together else ""
            raise ProtectedGraphError("; ".join(refused) + f"; nothing was changed{advice}")

    def _refused(self, names: Iterable[str], *, admin: bool) -> Iterator[str]:
        for name in names:
            kind = name.removeprefix(self._graphs)
            if kind in _DERIVED:
                yield f"<{name}> {_DERIVED[kind]}"
            elif kind in _VOCABULARY and not admin:
                yield f"<{name}> {_ADMIN}"
            elif name.startswith(RESERVED):
                yield f"<{name}> is kept by the store for itself; choose another name"
