"""Requirements about recovery: how much may be lost, and how soon a system works again."""

from decimal import Decimal

from cloudwright.design.model.architecture import Component
from cloudwright.design.model.brief import Requirement
from cloudwright.design.trace.design import (
    Design,
    Verdict,
    element_ids,
    met,
    not_assessable,
    partly,
    plain,
    quantity,
    sentences,
    unmet,
    unnumbered,
)

BACKUPS = "REL09"
_ONE_ZONE = ("REL10", "REL11")
LAG_MINUTES = Decimal(5)  # point-in-time recovery trails the present by about this much
A_DAY_MINUTES = Decimal(1440)
DAILY = ("efs_file_system",)  # what can be restored to the backup of last night only
# Of the categories of stores, but what they hold is held elsewhere too.
_NO_STORES = ("backup_plan", "ecr_repository", "elasticache_cache", "rds_proxy")


def rpo(requirement: Requirement, design: Design) -> Verdict:
    """Say whether every store can go back to shortly before a loss."""
    wanted = quantity(requirement)
    if wanted is None:
        return unnumbered(requirement)
    held = stores(design)
    if not held:
        return met("Nothing in this design keeps data that could be lost.")
    unprotected = list(design.findings_on(BACKUPS))
    if unprotected:
        return unmet(sentences(unprotected), *element_ids(unprotected))
    daily = [c for c in held if c.kind in DAILY]
    if daily and wanted < A_DAY_MINUTES:
        named = " and ".join(c.title for c in daily)
        return unmet(
            f"{named} can be restored to last night, up to {plain(A_DAY_MINUTES)} minutes ago; "
            f"{plain(wanted)} minutes would need replication.",
            *(c.id for c in daily),
        )
    return _continuous(wanted, *(c.id for c in held))


def _continuous(wanted: Decimal, *store_ids: str) -> Verdict:
    lag = f"Tables and databases can be restored to about {plain(LAG_MINUTES)} minutes ago"
    if wanted < LAG_MINUTES:
        return partly(
            f"{lag} and objects to any earlier version; {plain(wanted)} minutes would need replication.",
            *store_ids,
        )
    return met(
        f"{lag}, objects to any earlier version: within {plain(wanted)} minutes, in the same Region.",
        *store_ids,
    )


def rto(_requirement: Requirement, design: Design) -> Verdict:
    """The loss of a zone needs no recovery where all stand in several; how long a restore takes depends."""
    alone = list(design.findings_on(*_ONE_ZONE))
    if alone:
        return partly(sentences(alone), *element_ids(alone))
    held = tuple(c.id for c in stores(design))
    zones = "Every service of this design runs in several zones, so the loss of one needs no recovery"
    if not held:
        return not_assessable(f"{zones}; redeploying the stack in another Region must be rehearsed.")
    return not_assessable(f"{zones}; how long a restore takes depends on the data: rehearse it.", *held)


def stores(design: Design) -> tuple[Component, ...]:
    """Return the components that hold data of their own."""
    return tuple(c for c in design.of_category("database", "storage") if c.kind not in _NO_STORES)
