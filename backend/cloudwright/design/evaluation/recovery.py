"""How soon a design works again after the loss of a zone, and how much data may be lost at most."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.evaluation.zone import Fate, ZoneLoss
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.trace.design import Design, element_ids, sentences
from cloudwright.design.trace.recovery import A_DAY_MINUTES, BACKUPS, DAILY, LAG_MINUTES, stores

_FAILOVER_MINUTES = Decimal(2)  # of a database with a standby: "typically 60-120 seconds"
_FAILOVER = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html"
_DISASTERS = (
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/plan-for-disaster-recovery-dr.html"
)


_INTERRUPTIONS = (
    (Fate.STOPS, None, "Until rebuilt"),
    (Fate.RESTARTS, None, "Until restarted"),
    (Fate.FAILS_OVER, _FAILOVER_MINUTES, "About 2 minutes"),
)


class Recovery(Frozen):
    """`minutes` at most; None when it depends on people. `evidence` are sentences with the facts."""

    minutes: Decimal | None
    words: str
    evidence: tuple[str, ...]
    element_ids: tuple[str, ...] = ()
    source: str = _DISASTERS


def recovery_time(loss: ZoneLoss) -> Recovery:
    """Return how long the loss of one zone interrupts the design."""
    for fate, minutes, words in _INTERRUPTIONS:
        parts = [part for part in loss.parts if part.fate is fate]
        if parts:
            return Recovery(
                minutes=minutes,
                words=words,
                evidence=tuple(f"{part.title}: {part.evidence}." for part in parts),
                element_ids=tuple(part.element_id for part in parts),
                source=_FAILOVER if fate is Fate.FAILS_OVER else _DISASTERS,
            )
    return Recovery(minutes=Decimal(0), words="No interruption", evidence=_spread(loss))


def _spread(loss: ZoneLoss) -> tuple[str, ...]:
    across = (
        f"{len(loss.across)} of its parts run on services that span the zones of the Region by themselves."
    )
    return (*(f"{part.title}: {part.evidence}." for part in loss.parts), across)


def recovery_point(design: Design) -> Recovery:
    """Return how far back the newest copy of the data may lie when a store is lost or spoilt."""
    held = stores(design)
    if not held:
        return Recovery(
            minutes=Decimal(0),
            words="Nothing to lose",
            evidence=("Nothing in this design keeps data that could be lost.",),
        )
    unprotected = list(design.findings_on(BACKUPS))
    if unprotected:
        return Recovery(
            minutes=None,
            words="Not covered",
            evidence=(sentences(unprotected),),
            element_ids=element_ids(unprotected),
        )
    daily = [component for component in held if component.kind in DAILY]
    if daily:
        return Recovery(
            minutes=A_DAY_MINUTES,
            words="Up to a day",
            evidence=(f"{_named(daily)} can be restored to the backup of last night only.",),
            element_ids=tuple(each.id for each in daily),
        )
    return _soon(held)


def _soon(held: Sequence[Component]) -> Recovery:
    objects = [component for component in held if component.kind == "s3_bucket"]
    rest = [component for component in held if component.kind != "s3_bucket"]
    evidence = []
    if rest:
        evidence += [f"{_named(rest)} can be restored to any second until about {LAG_MINUTES} minutes ago."]
    if objects:
        evidence += [f"Earlier versions of every object are kept in {_named(objects)}."]
    return Recovery(
        minutes=LAG_MINUTES if rest else Decimal(0),
        words=f"About {LAG_MINUTES} minutes" if rest else "No loss by mistakes",
        evidence=(*evidence, "All copies stand in the same Region."),
        element_ids=tuple(each.id for each in held),
    )


def _named(components: Sequence[Component]) -> str:
    titles = [component.title for component in components]
    return " and ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)
