"""A vocabulary in, its HTML page out: the same for the server and for the static folder.

What differs between the two is where things lie, which is the value ``Addresses``, and the frame
around the page, which is a template.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask.templating import Environment

from server.documentation import diagram, ontology, scheme, shapes
from server.documentation.header import header_of
from server.documentation.vocabularies import Vocabularies, Vocabulary
from server.documentation.wording import label, name_of, short
from server.links import on_the_web

# Name of the format, suffix of its address, media type.
FORMS = (
    ("Turtle", "ttl", "text/turtle"),
    ("JSON-LD", "jsonld", "application/ld+json"),
    ("RDF/XML", "rdf", "application/rdf+xml"),
    ("N-Triples", "nt", "application/n-triples"),
)
_TEMPLATES = {"ontology": "ontology.html", "shapes": "shapes.html", "scheme": "scheme.html"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things lie for the reader of a page.

    ``page`` and ``form`` give the address of a path, and of a path with a suffix; ``asset`` that of a
    file of the style; ``other`` that of an IRI that no vocabulary defines and ``uses`` that of the use
    of a term in the data, ``None`` for no link.
    """

    frame: str
    index: str
    page: Callable[[str], str]
    form: Callable[[str, str], str]
    asset: Callable[[str], str]
    other: Callable[[str], str | None]
    uses: Callable[[str], str | None]

    def of(self, known: Vocabularies, here: Vocabulary | None, iri: str) -> str | None:
        """Return the address of what an IRI names: an anchor, a page, or the IRI itself."""
        home = known.home_of(iri)
        if home is None:
            version = next((v for v in known.documents if v.version_path and iri == _version_iri(v)), None)
            return self.page(version.version_path) if version else self.other(iri)
        anchor = f"#{name_of(iri)}" if name_of(iri) else ""
        return anchor if home is here and anchor else self.page(home.path) + anchor


def _version_iri(vocabulary: Vocabulary) -> str:
    root = str(vocabulary.iri).removesuffix(f"/{vocabulary.path}")
    return f"{root}/{vocabulary.version_path}"


def page(
    environment: Environment,
    known: Vocabularies,
    vocabulary: Vocabulary,
    addresses: Addresses,
    **more: object,
) -> str:
    """Return the page of one vocabulary."""
    parts: dict[str, object] = {}
    if vocabulary.kind == "shapes":
        own = [profile for profile in known.profiles if profile.iri == vocabulary.iri]
        parts["shapes"] = shapes.shapes_of(vocabulary, own or known.profiles, known.everything)
    elif vocabulary.kind == "scheme":
        parts["concepts"] = scheme.concepts_of(vocabulary, known)
        parts["collections"] = scheme.collections_of(vocabulary, known)
        parts["count"] = scheme.count
    else:
        parts["ontology"] = ontology.ontology_of(vocabulary, known)
        drawn = diagram.diagram_of(vocabulary)
        parts["diagram"] = drawn
        parts["svg"] = diagram.svg(drawn) if drawn else ""
    template = environment.get_template("documentation/" + _TEMPLATES[vocabulary.kind])
    return template.render(
        _shared(known, vocabulary, addresses),
        vocabulary=vocabulary,
        header=header_of(vocabulary, known.everything),
        **parts,
        **more,
    )


def index(environment: Environment, known: Vocabularies, addresses: Addresses, **more: object) -> str:
    """Return the page that lists the vocabularies."""
    template = environment.get_template("documentation/index.html")
    headers = [(vocabulary, header_of(vocabulary, known.everything)) for vocabulary in known.documents]
    return template.render(_shared(known, None, addresses), headers=headers, **more)


def _shared(known: Vocabularies, here: Vocabulary | None, addresses: Addresses) -> dict[str, object]:
    return {
        "known": known,
        "addresses": addresses,
        "forms": FORMS,
        "to": partial(addresses.of, known, here),
        "name": partial(_name, known),
        "short": short,
        "on_the_web": on_the_web,
    }


def _name(known: Vocabularies, iri: str) -> str:
    """Return how a term is called in running text: concepts by label, the rest in short form."""
    home = known.home_of(iri)
    if home is not None and (home.kind == "scheme" or not name_of(iri)):
        return label(known.everything, next(iter(s for s in home.graph.subjects() if str(s) == iri)))
    return short(iri)
