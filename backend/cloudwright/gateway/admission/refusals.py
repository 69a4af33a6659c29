"""Says to people why a call was not admitted, and what to do."""

from cloudwright.gateway.admission.schemas import Budget, Concurrency, Counted, Level, Limit, Rate, Refused
from cloudwright.gateway.wire.refusal import Refusal

_NANO = 1_000_000_000
_WHOSE = {
    Level.ORGANIZATION: "your organisation",
    Level.TEAM: "the team",
    Level.APPLICATION: "this application",
    Level.USER: "this user",
}


def refusal_of(refused: Refused) -> Refusal:
    """Return the refusal in the words that every wire can say."""
    return Refusal(
        reason=refused.reason,
        code=refused.code,
        message=_sentence(refused),
        retry_after_seconds=refused.retry_after_seconds,
    )


def _sentence(refused: Refused) -> str:
    if refused.which is None:
        return (
            "What was spent is not known at the moment, and a hard budget concerns this call, so it was not "
            "made. Send it again in a moment."
        )
    return f"{_limit(refused.which, refused.left)} {_then(refused)}"


def _limit(limit: Limit, left: int) -> str:
    whose = _WHOSE[limit.scope.level]
    match limit:
        case Budget():
            return (
                f"The budget of {dollars(limit.limit_nano_usd)} a {limit.period} for {whose} has "
                f"{dollars(left)} left, which is less than this call may cost."
            )
        case Rate():
            return f"The limit of {limit.per_minute:,} {limit.kind} a minute for {whose} is reached."
        case Concurrency():
            return f"The limit of {limit.most:,} calls at once for {whose} is reached."


def _then(refused: Refused) -> str:
    match refused.which:
        case Budget():
            return "Ask for fewer tokens, or ask an admin for a higher budget."
        case Rate(kind=Counted.TOKENS) if refused.retry_after_seconds is None:
            return "This call alone is larger than the limit lets through at once: make it shorter."
        case Rate() if refused.retry_after_seconds is not None:
            return f"Send it again in {max(refused.retry_after_seconds, 0.001):.3g} seconds."
        case _:
            return "Send it again once another call has ended."


def dollars(nano_usd: int) -> str:
    """Return an amount as people read it, to the hundredth of a cent where it is small."""
    whole, places = nano_usd / _NANO, 2 if nano_usd >= _NANO else 4
    return f"${whole:,.{places}f}"
