"""Changes that clients ask for, and the answers to them.

They are made one after the other, each by one process per server process (``kg.edits``); which of the
server processes made a version does not matter to who reads it next.
"""

from __future__ import annotations

import atexit

from flask import Flask, Response, current_app, g, request
from werkzeug.datastructures import ETags
from werkzeug.exceptions import BadRequest

from kg.config import Settings
from kg.edits import Edited, EditingProcess, Seen
from server.answers import tagged_state
from server.dataset import requested_version


def register(app: Flask) -> None:
    """Give ``app`` what makes changes; the process behind it starts with the first one."""
    settings: Settings = app.config["SETTINGS"]
    app.extensions["editing"] = EditingProcess(settings)
    atexit.register(app.extensions["editing"].close)


def editing() -> EditingProcess:
    """Return what makes the changes of the running application.

    Raises BadRequest where the request names a version: those that are published do not change.
    """
    if requested_version() is not None:
        raise BadRequest("Published versions do not change; leave out the parameter 'version'.")
    found: EditingProcess = current_app.extensions["editing"]
    return found


def seen() -> Seen:
    """Return what the client says it has seen of what it changes (RFC 9110, section 13.1)."""
    return Seen(
        _states("If-Match", request.if_match, weak=False),
        _states("If-None-Match", request.if_none_match, weak=True),
    )


def _states(header: str, tags: ETags, *, weak: bool) -> tuple[str, ...] | None:
    if header not in request.headers:
        return None
    if tags.star_tag:
        return ("*",)
    return tuple(tagged_state(tag) for tag in tags.as_set(include_weak=weak) if tag)


def changed(edited: Edited, new: str = "") -> Response:
    """Return the answer to a change: 201 with the address of the graph where one is new, else 204."""
    g.dataset_version = edited.version
    response = Response(status=201 if new else 204)
    del response.headers["Content-Type"]  # there is no body
    if new:
        response.headers["Location"] = new
    return response
