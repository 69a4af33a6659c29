"""Which limits concern a call, and for whom each of them counts."""

from collections.abc import Iterable, Mapping
from typing import assert_never

from cloudwright.gateway.admission.schemas import Budget, Concurrency, Level, Limit, Rate, Scope
from cloudwright.gateway.applications.rules.schemas import (
    EACH,
    GatewayBudget,
    GatewayConcurrency,
    GatewayLimit,
    GatewayRate,
)


def applied(limits: Iterable[GatewayLimit], whose: Mapping[Level, str]) -> tuple[Limit, ...]:
    """Return the limits of a call, as admission takes them.

    `whose` says the organisation, team, application and user of the call; a level that is missing or empty is
    met by no limit. Where a limit names somebody and another one is for each, both count.
    """
    return tuple(
        _for(limit, Scope(limit.level, subject))
        for limit in limits
        if (subject := whose.get(limit.level, "")) and limit.subject in {EACH, subject}
    )


def _for(limit: GatewayLimit, scope: Scope) -> Limit:
    match limit:
        case GatewayBudget():
            return Budget(scope, limit.period, limit_nano_usd=limit.limit_nano_usd, hard=limit.hard)
        case GatewayRate():
            return Rate(scope, limit.counted, per_minute=limit.per_minute, burst=limit.burst)
        case GatewayConcurrency():
            return Concurrency(scope, limit.most)
        case _:
            assert_never(limit)
