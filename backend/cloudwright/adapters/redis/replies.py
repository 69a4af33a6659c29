"""What the scripts of admission answer, as values."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cloudwright.adapters.redis.scripts import Reply
from cloudwright.gateway.admission.arranged import arranged
from cloudwright.gateway.admission.gcra import MICROSECONDS, Wait
from cloudwright.gateway.admission.schemas import Alert, Held, Level, Period, Refused, Scope
from cloudwright.gateway.admission.verdicts import no_money, no_place, no_rate

_MINUTE = 60 * MICROSECONDS
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def held(hold: Held, reply: Reply) -> Held:
    budgets = arranged(hold.limits, hold.spans).budgets
    _, stamp, left, exceeded = reply
    return replace(
        hold,
        at=int(stamp.split()[0]),
        exceeded=tuple(budgets[int(each)][0] for each in exceeded.split()),
        left_nano_usd=int(left) if left else None,
    )


def refused(hold: Held, reply: Reply) -> Refused:
    wanted = arranged(hold.limits, hold.spans)
    kind, _, which, *rest = reply
    if kind == b"budget":
        left, now = rest
        return no_money(
            wanted.budgets[int(which)][0], left=int(left), spans=hold.spans, moment=moment_of(int(now))
        )
    if kind == b"rate":
        rate, _ = wanted.rates[int(which)]
        wait, room = rest
        units = int(room) * rate.per_minute // _MINUTE
        return no_rate(rate, Wait(int(wait) if wait else None, units))
    return no_place(wanted.concurrencies[int(which)][0])


def alert_of(line: bytes) -> Alert:
    """Read one line of the list of alerts: percent, spent, limit, and the counter's name."""
    percent, spent, limit, name = line.decode().split(" ", 3)
    level, rest = name.split(":", 1)
    identity, period, key = rest.rsplit(":", 2)
    return Alert(Scope(Level(level), identity), Period(period), key, int(percent), int(spent), int(limit))


def moment_of(microseconds: int) -> datetime:
    """Return a moment of the server's clock."""
    return _EPOCH + timedelta(microseconds=microseconds)
