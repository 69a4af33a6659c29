"""The root error. A domain declares its errors in its own `errors` module.

    CloudwrightError(kind, code, message)
      design.model.errors, projects.errors, conversations.errors, ...

Deliveries (HTTP, WebSocket, CLI, MCP) map the kind; domains know no status codes.
"""

from collections.abc import Mapping
from enum import StrEnum

Detail = str | int | float | bool | None | list["Detail"] | dict[str, "Detail"]


class ErrorKind(StrEnum):
    BAD_INPUT = "bad_input"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    TOO_LARGE = "too_large"
    LIMITED = "limited"
    UNAVAILABLE = "unavailable"
    STORAGE_FULL = "storage_full"
    INTERNAL = "internal"


class CloudwrightError(Exception):
    """A failure that a person or a program can act on.

    `code` is stable and upper case (`REVISION_STALE`); `message` says in plain words what happened,
    what was kept and what to do next; `details` are JSON values for programs.
    """

    kind: ErrorKind = ErrorKind.INTERNAL
    code: str = "INTERNAL_ERROR"

    def __init__(self, message: str, *, details: Mapping[str, Detail] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details: dict[str, Detail] = dict(details or {})
