"""Which limits a use meets: the plan's, and those that the organisation has set for itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from cloudwright.quotas.schemas import Enforcement, Entitlements, Limit, Metric, OwnLimit

ORGANIZATION = "organization"
EACH_MEMBER = "member:*"


@dataclass(frozen=True, slots=True)
class Cap:
    """What one counter may reach; None is unlimited."""

    subject: str
    hard: int | None
    soft: int | None

    @property
    def nearest(self) -> Limit | None:
        """The limit that is met first, a hard one where both are equal."""
        limits = [
            Limit(most=most, enforcement=enforcement)
            for most, enforcement in ((self.hard, Enforcement.HARD), (self.soft, Enforcement.SOFT))
            if most is not None
        ]
        return min(limits, key=lambda limit: limit.most, default=None)


def member(person_id: str) -> str:
    """Return the subject of a member's counter."""
    return f"member:{person_id}"


def mode_of_work(mode: str) -> str:
    """Return the subject of a mode's counter."""
    return f"mode:{mode}"


def subjects(person_id: str | None, mode: str | None) -> tuple[str, ...]:
    """Return the counters that a use adds to; the organisation's comes first, so that writers queue there."""
    return (
        ORGANIZATION,
        *([member(person_id)] if person_id else []),
        *([mode_of_work(mode)] if mode else []),
    )


def caps(
    metric: Metric, counters: Iterable[str], *, entitlements: Entitlements, own: Iterable[OwnLimit]
) -> tuple[Cap, ...]:
    """Return the cap of each counter, in their order.

    A limit for one member stands in place of the limit for each member; an organisation's own limit
    stands beside the plan's, and the lower one counts.
    """
    of_metric = {each.subject: each.limit for each in own if each.metric is metric}
    plan = entitlements.limits.get(metric)
    return tuple(_cap(subject, of_metric, plan if subject == ORGANIZATION else None) for subject in counters)


def _cap(subject: str, own: dict[str, Limit], plan: Limit | None) -> Cap:
    chosen = own.get(subject)
    if chosen is None and subject.startswith("member:"):
        chosen = own.get(EACH_MEMBER)
    limits = [limit for limit in (plan, chosen) if limit is not None]
    return Cap(
        subject=subject,
        hard=_lowest(limits, Enforcement.HARD),
        soft=_lowest(limits, Enforcement.SOFT),
    )


def _lowest(limits: Iterable[Limit], enforcement: Enforcement) -> int | None:
    return min((limit.most for limit in limits if limit.enforcement is enforcement), default=None)
