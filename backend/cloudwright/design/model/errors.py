"""What can be wrong with a design or an edit.

DesignError
  EditRejected       EDIT_REJECTED     typed problems, repairable by a model in a second try
  RevisionStale      REVISION_STALE    the base of a batch is not the head
  DesignUnreadable   DESIGN_UNREADABLE a design.yaml that is not one
"""

from collections.abc import Sequence

from pydantic import JsonValue

from cloudwright.design.model.frozen import Frozen
from cloudwright.kit.errors import CloudwrightError, ErrorKind


class Problem(Frozen):
    """One broken rule: where, which, what was given, what would be allowed, and how to repair it."""

    path: str
    rule: str
    got: JsonValue = None
    allowed: JsonValue = None
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.hint or self.rule}"


class DesignError(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "DESIGN_INVALID"

    def __init__(self, message: str, *, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message, details={"problems": [p.model_dump(mode="json") for p in problems]})
        self.problems = tuple(problems)


class EditRejected(DesignError):
    code = "EDIT_REJECTED"


class DesignUnreadable(DesignError):
    code = "DESIGN_UNREADABLE"


class RevisionStale(DesignError):
    kind = ErrorKind.CONFLICT
    code = "REVISION_STALE"
