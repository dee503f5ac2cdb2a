"""The errors this package raises, each with a message that says what, where and what to do.

KgError
├── ConfigurationError      a setting or file of the installation is wrong
├── ArticleError            an input cannot be read as an article
├── GoldError               a gold file cannot be read, or is of no known kind
├── IriError                an IRI to be minted would be malformed
├── DocumentError           an RDF document that was sent cannot be read
├── TooLargeError           what was sent is more than is taken at once
├── ProtectedGraphError     a graph that the service keeps itself, or that needs another right
├── ConformanceError        graphs do not conform to the shapes (has the report, in Turtle)
├── ValidatorError          the validator itself failed
├── StoreError              the store cannot be opened, read or written
│   ├── BusyError           another process is writing to the store
│   ├── ConflictError       what was to be made is in the store already
│   ├── OvertakenError      what was to be changed is not as the client has seen it
│   └── NotFoundError       what was asked for is not in the store
│       └── VersionGoneError    a version whose data was pruned
└── QueryError
    ├── QuerySyntaxError    the query does not parse (has line and column)
    ├── QueryRefusedError   the query asks for something this service does not do
    ├── QueryTimeoutError   the query ran past its time limit
    ├── QueryResourceError  the query ran past its memory or result limit, or broke its worker
    ├── QueryBusyError      too many queries are waiting already
    ├── FormatError         the format asked for cannot hold the result
    ├── QueryCancelledError the query was cancelled, or nobody waits for its answer any more
    └── RemoteError         another service that the query calls did not answer as it should
"""

from __future__ import annotations


class KgError(Exception):
    """Root of all errors of this package."""


class ConfigurationError(KgError):
    pass


class ArticleError(KgError):
    """An input that cannot be read as an article; ``source`` names it (path, line, URL)."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.message = message


class GoldError(KgError):
    pass


class IriError(KgError):
    pass


class DocumentError(KgError):
    pass


class TooLargeError(KgError):
    pass


class ProtectedGraphError(KgError):
    pass


class ConformanceError(KgError):
    """``report`` is the SHACL report in Turtle, "" where it was shown elsewhere.

    ``quarantined`` is the key of the article in quarantine that it is about, "" where there is none.
    """

    def __init__(self, message: str, report: str = "", quarantined: str = "") -> None:
        super().__init__(message)
        self.report = report
        self.quarantined = quarantined


class ValidatorError(KgError):
    pass


class StoreError(KgError):
    pass


class NotFoundError(StoreError):
    pass


class VersionGoneError(NotFoundError):
    pass


class BusyError(StoreError):
    pass


class ConflictError(StoreError):
    pass


class OvertakenError(StoreError):
    pass


class QueryError(KgError):
    pass


class QuerySyntaxError(QueryError):
    """``line`` and ``column`` count from 1; ``None`` where the parser does not tell."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryRefusedError(QueryError):
    pass


class QueryTimeoutError(QueryError):
    pass


class QueryResourceError(QueryError):
    pass


class QueryBusyError(QueryError):
    pass


class FormatError(QueryError):
    pass


class QueryCancelledError(QueryError):
    pass


class RemoteError(QueryError):
    pass
