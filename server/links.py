"""Which address shows an IRI: pages of this server for what the store describes, else the IRI itself.

Only http and https IRIs become links; anything else (``javascript:``, ``data:``) stays text.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from kg.store import terms

# Every term this project mints, apart from the data, starts so.
VOCABULARY = "https://w3id.org/dipl"
_PATH_SAFE = "/:@!$&'()*+,;=-._~"


def data_path(iri: str, base_iri: str) -> str | None:
    """Return the path under which this server describes a data IRI, ``None`` for other IRIs."""
    rest = iri.removeprefix(base_iri)
    return None if rest == iri or not rest else "/id/" + quote(rest, safe=_PATH_SAFE)


def link(iri: str, base_iri: str) -> str | None:
    """Return the address to link an IRI to, or ``None`` where it must not be a link."""
    if iri.startswith((base_iri, VOCABULARY)):
        return address(iri, base_iri)
    return iri if on_the_web(iri) else None


def address(iri: str, base_iri: str) -> str:
    """Return the address under which this server describes any IRI of the store."""
    return data_path(iri, base_iri) or "/concept?iri=" + quote(iri, safe="")


def on_the_web(iri: str) -> bool:
    """Tell whether a browser may be sent to an IRI."""
    return iri.startswith(("http://", "https://"))


def mention_anchor(mention: str) -> str:
    """Return the fragment of a mention on its article's page: ``m-START-END``."""
    return "m-" + unquote(mention).rpartition("/")[2]


def is_iri(text: str) -> bool:
    """Tell whether a text from a client can be an IRI of the store."""
    return terms.is_iri(text)
