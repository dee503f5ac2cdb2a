"""One line of JSON on standard output for each request: who asked for what, and what came of it.

Lines hold paths, but neither queries nor anything of an article; what is asked for is in no line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

_REFUSED = "Invalid request from"  # how gunicorn begins, and goes on with what it cannot read
_LONGEST_PATH = 300  # characters; a path of ours is far shorter


class AccessLog(Logger):  # type: ignore[misc]
    """Gunicorn's logger with another line for each request."""

    def access(self, resp: Any, req: Any, environ: Mapping[str, Any], request_time: timedelta) -> None:
        """Write the line for a request that is answered, whole or broken off."""
        if self.cfg.accesslog:
            headers = {name.lower(): value for name, value in resp.headers}
            status = int(str(resp.status)[:3])  # of a refused request the code alone is not known
            self.access_log.info(json.dumps(line(status, resp.sent, headers, environ, request_time)))

    def warning(self, msg: str, *args: object, **kwargs: Any) -> None:
        """Tell of a request that is no HTTP, but not what was sent: that may be long, or a secret."""
        super().warning(msg.partition(": ")[0] if msg.startswith(_REFUSED) else msg, *args, **kwargs)


def line(
    status: int, sent: int, headers: Mapping[str, str], environ: Mapping[str, Any], took: timedelta
) -> dict[str, object]:
    """Return what is told of a request; ``headers`` are those of its answer, with names in lower case."""
    return {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "id": headers.get("request-id"),
        "client": environ.get("REMOTE_ADDR"),
        "method": environ.get("REQUEST_METHOD"),
        "path": str(environ.get("PATH_INFO", ""))[:_LONGEST_PATH],
        "status": status,
        "ms": round(took.total_seconds() * 1000, 1),
        "bytes": sent,
        "query_id": headers.get("query-id"),
        "version": int(headers["dataset-version"]) if "dataset-version" in headers else None,
    }
