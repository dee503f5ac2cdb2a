"""The vocabularies of a checkout in, a folder of static pages and RDF files out; no store, no network.

``python -m server.documentation.site build/docs [https://host/folder]``. The files lie at the addresses
of the server with a suffix. ``.htaccess`` redirects the IRIs to them, by Accept; with the address at
which the folder is published it can be handed to w3id.org, without one it works inside the folder.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from flask import Flask

from server.documentation import pages, vocabularies
from server.documentation.turtle import published
from server.documentation.vocabularies import Vocabularies, Vocabulary
from server.links import VOCABULARY, on_the_web
from server.negotiation import SUFFIXES

_STATIC = Path(__file__).resolve().parents[1] / "static"
_ASSETS = ("style.css", "documentation.css", "icon.svg")
# Media types by which a client asks for a form; browsers name HTML without a weight and never RDF.
_ASKED = (
    ("html", r"text/html|application/xhtml\+xml"),
    ("ttl", r"text/turtle"),
    ("jsonld", r"application/ld\+json|application/json"),
    ("rdf", r"application/rdf\+xml"),
    ("nt", r"application/n-triples"),
)


def build(folder: Path, published_at: str = "", *, known: Vocabularies | None = None) -> list[Path]:
    """Write the site into a folder and return its files, sorted; by default of the vocabularies here."""
    known = known or vocabularies.from_files()
    app = Flask("server", root_path=str(_STATIC.parent))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _write(folder / "index.html", pages.index(app.jinja_env, known, _addresses("index")).encode())
    for vocabulary in known.documents:
        for path in _paths(vocabulary):
            page = pages.page(app.jinja_env, known, vocabulary, _addresses(path))
            _write(folder / f"{path}.html", page.encode())
        for suffix, name in SUFFIXES.items():
            if name != "html":
                form = published(vocabulary.graph, name)
                for path in _paths(vocabulary):
                    _write(folder / f"{path}.{suffix}", form)
    for name in _ASSETS:
        _write(folder / "assets" / name, (_STATIC / name).read_bytes())
    _write(folder / ".htaccess", htaccess(known, published_at).encode())
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _paths(vocabulary: Vocabulary) -> Iterator[str]:
    yield vocabulary.path
    if vocabulary.version_path:
        yield vocabulary.version_path


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _addresses(path: str) -> pages.Addresses:
    """Return addresses relative to a page, so that the folder works wherever it lies."""
    root = "../" * path.count("/")
    return pages.Addresses(
        frame="documentation/standalone.html",
        index=f"{root}index.html",
        page=lambda to: f"{root}{to}.html",
        form=lambda to, suffix: f"{root}{to}.{suffix}",
        asset=lambda name: f"{root}assets/{name}",
        other=lambda iri: iri if on_the_web(iri) else None,
        uses=lambda _: None,
    )


# --------------------------------------------------------------------------------- redirects


def htaccess(known: Vocabularies, published_at: str = "") -> str:
    """Return redirects for Apache (mod_rewrite) from each IRI to the form that the client asks for.

    A type named without a weight goes before one with; the weights themselves are not compared.
    """
    base = published_at.rstrip("/") + "/" if published_at else "%{ENV:BASE}"
    lines = [_HTACCESS, "RewriteRule ^ - [E=FORM:ttl]"]
    if not published_at:  # the address of this folder is the request without what is asked of the folder
        lines += [
            r"RewriteCond %{REQUEST_URI}::$1 ^(.*?/)(.*)::\2$",
            "RewriteRule ^(.*)$ - [E=BASE:%1]",
        ]
    for after in (r"\s*;", r"\s*(,|$)"):  # what matches last counts
        for suffix, types in reversed(_ASKED):
            lines.append(f"RewriteCond %{{HTTP_ACCEPT}} (^|,\\s*)({types}){after} [NC]")
            lines.append(f"RewriteRule ^ - [E=FORM:{suffix}]")
    for other, path in _other_names(known).items():
        lines.append(f"RewriteRule ^{re.escape(other)}/?$ {path}")
    paths = "|".join(path.replace(".", "\\.") for v in known.documents for path in _paths(v))
    lines.append(f"RewriteRule ^({paths})/?$ {base}$1.%{{ENV:FORM}} [R=303,L]")
    return "\n".join(lines) + "\n"


def _other_names(known: Vocabularies) -> dict[str, str]:
    """Return paths that have no document of their own, with that of the document which tells of them."""
    first = known.documents[0]
    subjects = sorted({str(subject) for subject in first.graph.subjects()})
    described = {
        vocabularies.path_of(subject): first.path
        for subject in subjects
        if subject.startswith(f"{VOCABULARY}/") and "#" not in subject
    }
    return {"": vocabularies.ROOT_PATH, **vocabularies.OTHER_PATHS, **described}


_HTACCESS = """\
# From https://w3id.org/dipl and the IRIs below it to their pages and RDF files.
# Licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/
Options +FollowSymLinks
DirectorySlash Off
AddType text/turtle .ttl
AddType application/ld+json .jsonld
AddType application/rdf+xml .rdf
AddType application/n-triples .nt
AddCharset utf-8 .html .ttl .nt
<IfModule mod_headers.c>
  Header always merge Vary Accept
  Header always set X-Content-Type-Options nosniff
  Header always set Referrer-Policy no-referrer
  Header always set Access-Control-Allow-Origin "*"
</IfModule>
RewriteEngine On
"""


def main(arguments: Sequence[str]) -> int:
    """Write the site into the folder named first; the second argument is its public address."""
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    shutil.rmtree(folder, ignore_errors=True)
    files = build(folder, *arguments[1:])
    print(f"{folder}: {len(files)} files; open {folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
