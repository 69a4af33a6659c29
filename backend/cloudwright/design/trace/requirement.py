"""Whether a requirement is met, by what, and why not."""

from enum import StrEnum

from cloudwright.design.model.frozen import Frozen


class Status(StrEnum):
    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    NOT_ASSESSABLE = "not_assessable"


class Traced(Frozen):
    """One requirement against one design. `evidence` is the arithmetic or the fact, in a sentence."""

    requirement_id: str
    statement: str
    quote: str
    status: Status
    evidence: str
    element_ids: tuple[str, ...] = ()
