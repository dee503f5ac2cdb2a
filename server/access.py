"""Who may do what over HTTP: bearer tokens (RFC 6750) and their scopes.

Reading is free unless the setting ``private`` is on; then every answer but the health probes asks for
the scope read, which browsers may also prove by a password (RFC 7617): any name, with the token.
Changes never take a password, because browsers send it along without being asked.
"""

from __future__ import annotations

import time
import weakref
from pathlib import Path

from flask import Flask, Response, current_app, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, TooManyRequests, Unauthorized

from kg.config import Settings
from kg.store.versions import Folder
from kg.tokens import Scope, Token, Tokens
from server.attempts import Attempts
from server.client_limits import client_of

_REALM = "knowledge graph"
_WINDOW = 60  # seconds for which a failed attempt counts
_PROBES = ("/healthz", "/readyz")


class ScopeError(Forbidden):
    """The token is known, but is not for this (RFC 6750, section 3.1)."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(f"This needs a token with the scope {scope}.")
        self.www_authenticate = _challenge(error="insufficient_scope", scope=scope.value)


class Door:
    """Knows the tokens, and who has tried wrong ones; threads share it."""

    def __init__(self, tokens: Path, most: int, attempts: Attempts) -> None:
        self._tokens = Tokens(tokens)
        self._most = most
        self._attempts = attempts

    def holder(self, secret: str, address: str) -> Token | None:
        """Return the token with this secret; raises TooManyRequests after too many wrong ones."""
        client, now = client_of(address) or "this machine", time.monotonic()
        if self._attempts.of(client, now) >= self._most:
            raise TooManyRequests("Too many wrong tokens; wait a minute.", retry_after=_WINDOW)
        found = self._tokens.holder(secret)
        if found is None:
            self._attempts.add(client, now)
        return found


def require(scope: Scope) -> Token:
    """Return the token of this request; raises Unauthorized (401), ScopeError (403) or TooManyRequests."""
    token = _token(password=scope is Scope.READ)
    if not token.scope.includes(scope):
        raise ScopeError(scope)
    return token


def is_admin(token: Token) -> bool:
    """Tell whether a token is for what needs the right to administer."""
    return token.scope.includes(Scope.ADMIN)


def _token(*, password: bool) -> Token:
    given = request.authorization
    secret = None
    if given is not None and given.type == "bearer":
        secret = given.token or ""
    elif given is not None and given.type == "basic" and password:
        secret = given.password or ""
    if secret is None:
        raise _unauthorized("This needs a token: Authorization: Bearer ...", password=password)
    door: Door = current_app.extensions["door"]
    token = door.holder(secret, request.remote_addr or "")
    if token is None:
        raise _unauthorized("The token is not known.", password=password, error="invalid_token")
    return token


def _unauthorized(detail: str, *, password: bool, **parameters: str) -> Unauthorized:
    basic = [WWWAuthenticate("basic", {"realm": _REALM, "charset": "UTF-8"})] if password else []
    return Unauthorized(detail, www_authenticate=[_challenge(**parameters), *basic])


def _challenge(**parameters: str) -> WWWAuthenticate:
    return WWWAuthenticate("bearer", {"realm": _REALM, **parameters})


def register(app: Flask, scratch: Path | None) -> None:
    """Open the door of ``app``; with the setting ``private`` it stays shut for who has no token.

    Applications that share the folder ``scratch`` count wrong tokens together.
    """
    settings: Settings = app.config["SETTINGS"]
    attempts = Attempts(scratch / "attempts" if scratch is not None else None, _WINDOW)
    weakref.finalize(app, attempts.close)
    app.extensions["door"] = Door(Folder(settings.store).tokens, settings.token_attempts, attempts)
    if not settings.private:
        return

    @app.before_request
    def ask_for_a_token() -> None:
        if request.path not in _PROBES and request.method != "OPTIONS":  # a preflight has no token
            require(Scope.READ)

    @app.after_request
    def keep_private(response: Response) -> Response:
        response.vary.add("Authorization")
        response.cache_control.private = True
        return response
