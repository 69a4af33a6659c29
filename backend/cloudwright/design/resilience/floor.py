"""The SLA floor of a design: the product of the published commitments on its request path."""

from cloudwright.design.model.frozen import Frozen


class Term(Frozen):
    """One service level agreement that counts; `percent` is a monthly refund threshold, not a promise."""

    element_id: str
    service: str
    condition: str
    percent: str  # as published, "99.95"; of several of which one is enough, "99.9999"
    source: str
    as_of: str
    status: str


class SlaFloor(Frozen):
    """`percent` with three decimals, rounded down; None when no element on the path publishes one."""

    percent: str | None
    terms: tuple[Term, ...]
    without_commitment: tuple[str, ...] = ()  # element ids whose service publishes none
    note: str = "A floor composed from published service level agreements, not a measured availability."
