"""RDF documents sent to the graph store, and the other operations of the Graph Store HTTP Protocol."""

from __future__ import annotations

import gzip
from random import Random

from server import media
from tests.fuzz.inputs import WRITE, encoded, request
from tests.fuzz.mutations import mutated
from tests.fuzz.rdf_documents import SYNTAXES, document, sample
from tests.fuzz.sparql_updates import graph_name

_BOUNDARY = "fuzz-boundary"


def made_graph(random: Random) -> bytes:
    """Send a document made by its grammar."""
    return _sent(random, *document(random))


def changed_graph(random: Random) -> bytes:
    """Send a document with something changed."""
    media_type, original, known = sample(random)
    return _sent(random, media_type, mutated(random, original, known))


def read_graph(random: Random) -> bytes:
    """Ask for a graph, or remove one."""
    method = random.choice(("GET", "GET", "HEAD", "DELETE", "OPTIONS"))
    headers = (
        dict(WRITE) if method == "DELETE" else {"Accept": random.choice(tuple(media.GRAPH_TYPES.values()))}
    )
    target = _target(random)
    if random.random() < 0.3:
        joint = "&" if "?" in target else "?"
        target += f"{joint}format={random.choice((*media.GRAPH_TYPES, 'json', 'none'))}"
    return request(method, target, headers)


def _target(random: Random) -> str:
    name = graph_name(random).strip("<>")
    return random.choice(
        (
            f"/graphs?{encoded([('graph', name)])}",
            f"/graphs?{encoded([('graph', name)])}",
            "/graphs?default",
            "/graphs/made/by/chance",
            f"/graphs/{random.choice(('%00', '%FF', 'a%20b', '..%2f', 'é', '%22%3E', '?default'))}",
            "/graphs",
            f"/graphs?graph={random.choice(('', 'relative', 'a:%00', 'http://a%20b', '%FF', 'x:y&default'))}",
        )
    )


def _sent(random: Random, media_type: str, body: bytes) -> bytes:
    method = random.choice(("PUT", "PUT", "POST"))
    if random.random() < 0.05:
        media_type = random.choice(
            (*SYNTAXES, "text/plain", "", "text/turtle; charset=latin-1", "TEXT/TURTLE")
        )
    headers = {**WRITE, "Content-Type": media_type}
    if random.random() < 0.1:
        body = gzip.compress(body, mtime=0)
        body = mutated(random, body, ()) if random.random() < 0.5 else body
        headers["Content-Encoding"] = random.choice(("gzip", "gzip", "x-gzip", "br", "gzip, gzip"))
    elif method == "POST" and random.random() < 0.2:
        headers["Content-Type"] = f"multipart/form-data; boundary={_BOUNDARY}"
        body = _form(random, media_type, body)
    return request(method, _target(random), headers, body)


def _form(random: Random, media_type: str, body: bytes) -> bytes:
    head = f'Content-Disposition: form-data; name="g"; filename="g"\r\nContent-Type: {media_type}\r\n\r\n'
    part = f"--{_BOUNDARY}\r\n{head}".encode() + body + b"\r\n"
    form = part * random.randint(1, 3) + f"--{_BOUNDARY}--\r\n".encode()
    return mutated(random, form, ()) if random.random() < 0.3 else form
