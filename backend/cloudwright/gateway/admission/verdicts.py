"""How a limit without room is told."""

from collections.abc import Iterable
from datetime import datetime

from cloudwright.gateway.admission.gcra import MICROSECONDS, Wait
from cloudwright.gateway.admission.schemas import Budget, Concurrency, Counted, Limit, Rate, Refused, Span
from cloudwright.gateway.wire.refusal import Reason

AWAY_SECONDS = 1.0


def no_money(budget: Budget, *, left: int, spans: Iterable[Span], moment: datetime) -> Refused:
    """Return the refusal of a hard budget; it has room again when its period ends."""
    ends_at = next(span.ends_at for span in spans if span.period is budget.period)
    wait = max((ends_at - moment).total_seconds(), 0.0)
    return Refused(Reason.BUDGET, "BUDGET_EXHAUSTED", budget, max(left, 0), wait)


def no_rate(rate: Rate, wait: Wait) -> Refused:
    """Return the refusal of a rate; a call larger than its burst never fits."""
    requests = rate.kind is Counted.REQUESTS
    if wait.microseconds is None:
        return Refused(Reason.RATE, "TOKENS_OVER_BURST", rate, wait.left, None)
    code = "REQUEST_RATE_LIMITED" if requests else "TOKEN_RATE_LIMITED"
    return Refused(Reason.RATE, code, rate, wait.left, wait.microseconds / MICROSECONDS)


def no_place(concurrency: Concurrency) -> Refused:
    """Return the refusal of a limit of calls at once; nobody knows when one of them ends."""
    return Refused(Reason.RATE, "CONCURRENCY_LIMITED", concurrency, 0, None)


def store_away(limits: Iterable[Limit]) -> Refused | None:
    """Return why a call with a hard budget cannot be admitted without the store; None where there is none."""
    if any(isinstance(limit, Budget) and limit.hard for limit in limits):
        return Refused(Reason.UNAVAILABLE, "BUDGET_UNKNOWN", None, 0, AWAY_SECONDS)
    return None
