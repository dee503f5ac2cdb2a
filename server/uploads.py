"""Request bodies in, documents out: unpacked, within limits, of a type that is read here."""

from __future__ import annotations

import zlib
from collections.abc import Collection

from flask import current_app, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from kg.config import Settings
from server.protocol import check_charset

MULTIPART = "multipart/form-data"
_GZIP = 16 + zlib.MAX_WBITS  # zlib's sign for the header of gzip
_SPARE = 100_000  # bytes of a multipart body that are no content


def allow_upload(factor: int = 1) -> None:
    """Let the body of this request be as long as what is uploaded may be, or some times that."""
    settings: Settings = current_app.config["SETTINGS"]
    request.max_content_length = factor * settings.upload_bytes + _SPARE


def read_body(media_types: Collection[str]) -> tuple[bytes, str]:
    """Return the body of this request, unpacked, and its media type.

    Raises UnsupportedMediaType (415), RequestEntityTooLarge (413) and BadRequest (400).
    """
    _check_type(request.mimetype, media_types)
    check_charset(request)
    allow_upload()
    return unpacked(
        request.get_data(cache=False), request.headers.get("Content-Encoding", "")
    ), request.mimetype


def read_parts(media_types: Collection[str]) -> list[tuple[bytes, str]]:
    """Return the files of a multipart form (RFC 7578), each with its type; raises like ``read_body``."""
    allow_upload()
    files = [file for _, file in request.files.items(multi=True)]
    if not files:
        raise BadRequest("The form holds no file.")
    return [(_part(file, media_types), file.mimetype) for file in files]


def _part(file: FileStorage, media_types: Collection[str]) -> bytes:
    _check_type(file.mimetype, media_types)
    return unpacked(file.stream.read(), "")


def _check_type(given: str, media_types: Collection[str]) -> None:
    if given not in media_types:
        told = repr(given) if given else "no Content-Type"
        raise UnsupportedMediaType(f"The content came with {told}; send {', '.join(media_types)}.")


def unpacked(body: bytes, encoding: str) -> bytes:
    """Return a body without its content coding, which may be gzip (RFC 9110, section 8.4)."""
    settings: Settings = current_app.config["SETTINGS"]
    most = settings.upload_bytes
    if encoding.lower() in ("gzip", "x-gzip"):
        unpacking = zlib.decompressobj(_GZIP)
        try:
            body = unpacking.decompress(body, most + 1)
        except zlib.error as error:
            raise BadRequest("The body is not gzip, as its Content-Encoding says.") from error
        if len(body) <= most and not unpacking.eof:
            raise BadRequest("The body ends in the middle of its gzip stream.")
        if len(body) <= most and unpacking.unused_data:
            raise BadRequest("The body goes on behind its gzip stream; pack it as one.")
    elif encoding.lower() not in ("", "identity"):
        raise UnsupportedMediaType(
            f"The content coding {encoding!r} is not unpacked here; send gzip or none."
        )
    if len(body) > most:
        raise RequestEntityTooLarge(f"More than {most:,} bytes are not taken.")
    return body
