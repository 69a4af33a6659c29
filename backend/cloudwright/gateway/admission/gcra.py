"""Rates without windows: the generic cell rate algorithm, in whole microseconds.

A rate is a bucket that drains evenly. `empty_at` is when it will have drained (the theoretical arrival time
of ITU-T I.371); `busy_since` when it last began to fill after having been empty.
"""

from dataclasses import dataclass

MICROSECONDS = 1_000_000
_MINUTE = 60 * MICROSECONDS


@dataclass(frozen=True, slots=True)
class Bucket:
    empty_at: int = 0
    busy_since: int = 0


@dataclass(frozen=True, slots=True)
class Wait:
    """There is no room yet; `microseconds` is None where there never will be. `left` in units of the rate."""

    microseconds: int | None
    left: int


def cost_of(units: int, *, per_minute: int) -> int:
    """Return how long the bucket takes to drain so many units, rounded up."""
    return -(-units * _MINUTE // per_minute)


def filled(bucket: Bucket, units: int, *, per_minute: int, burst: int, now: int) -> Bucket | Wait:
    """Return the bucket with so many units more in it, or how long to wait until they fit."""
    cost, size = cost_of(units, per_minute=per_minute), cost_of(burst, per_minute=per_minute)
    fill = max(bucket.empty_at - now, 0)
    if fill + cost > size:
        left = max(size - fill, 0) * per_minute // _MINUTE
        return Wait(fill + cost - size if cost <= size else None, left)
    return Bucket(now + fill + cost, bucket.busy_since if fill else now)


def corrected(
    bucket: Bucket, *, estimated: int, actual: int, per_minute: int, admitted_at: int | None, now: int
) -> Bucket:
    """Return the bucket once it is known how many units a call really had.

    More than estimated is charged now. Less is given back, but not what has drained meanwhile; and nothing
    once the bucket was empty in between, or where `admitted_at` is None because the lease has ended.
    """
    more = cost_of(actual, per_minute=per_minute) - cost_of(estimated, per_minute=per_minute)
    fill = max(bucket.empty_at - now, 0)
    if more > 0:
        return Bucket(now + fill + more, bucket.busy_since if fill else now)
    if admitted_at is None or admitted_at < bucket.busy_since:
        return bucket
    return Bucket(now + max(fill + more, 0), bucket.busy_since)
