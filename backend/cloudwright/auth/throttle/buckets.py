"""How long somebody has to wait: a pure function of how often they tried, and when last."""

import hashlib
import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

_NETWORK_OF_ONE = 64  # bits of an IPv6 address that one subscriber has at least to themselves


class Kind(StrEnum):
    """What is counted."""

    PAIR = "pair"
    CALLER = "caller"
    DEVICE = "device"
    CODES = "codes"
    REQUEST = "request"
    MAIL = "mail"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Limit:
    """`free` attempts without a pause, then one that doubles; all is forgotten after a quiet while."""

    free: int
    first_seconds: int
    longest_seconds: int
    forget_seconds: int


LIMITS = {
    Kind.PAIR: Limit(free=5, first_seconds=2, longest_seconds=900, forget_seconds=21_600),
    Kind.DEVICE: Limit(free=10, first_seconds=2, longest_seconds=300, forget_seconds=3_600),
    Kind.CALLER: Limit(free=30, first_seconds=1, longest_seconds=900, forget_seconds=3_600),
    Kind.CODES: Limit(free=20, first_seconds=5, longest_seconds=300, forget_seconds=3_600),
    Kind.REQUEST: Limit(free=60, first_seconds=1, longest_seconds=60, forget_seconds=3_600),
    Kind.MAIL: Limit(free=5, first_seconds=600, longest_seconds=3_600, forget_seconds=7_200),
}
"""An address and an account together are counted strictly; an account alone never is, so that nobody
locks its owner out. `CODES` are those of an account, from every address but those of known devices: six
digits could be guessed by many callers otherwise."""

BAN_AFTER = 100  # refusals of one caller
BAN_WINDOW = timedelta(hours=1)
BAN_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Attempts that were counted since a moment, and the last of them."""

    count: int
    since: datetime
    last_at: datetime


def wait_seconds(bucket: Bucket | None, limit: Limit, *, now: datetime) -> int:
    """Return how long the next attempt has to wait; 0 when it need not."""
    if bucket is None or _forgotten(bucket, limit, now) or bucket.count < limit.free:
        return 0
    doubled = min(bucket.count - limit.free, 20)
    pause = min(limit.first_seconds * 2**doubled, limit.longest_seconds)
    return max(0, math.ceil((bucket.last_at + timedelta(seconds=pause) - now).total_seconds()))


def counted(bucket: Bucket | None, limit: Limit, *, now: datetime) -> Bucket:
    """Return the bucket with one attempt more."""
    if bucket is None or _forgotten(bucket, limit, now):
        return Bucket(1, since=now, last_at=now)
    return Bucket(bucket.count + 1, since=bucket.since, last_at=now)


def uncounted(bucket: Bucket | None) -> Bucket | None:
    """Return the bucket without its latest attempt, which turned out to be right."""
    if bucket is None or bucket.count <= 1:
        return None
    return Bucket(bucket.count - 1, since=bucket.since, last_at=bucket.last_at)


def refusals(bucket: Bucket | None, *, now: datetime) -> Bucket:
    """Return the refusals of a caller with one more, within the window that began with the first."""
    if bucket is None or now - bucket.since > BAN_WINDOW:
        return Bucket(1, since=now, last_at=now)
    return Bucket(bucket.count + 1, since=bucket.since, last_at=now)


def caller_of(address: str) -> str:
    """Return who is counted for an address: itself, or the network that one subscriber has in IPv6."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    if read.ipv4_mapped is not None:
        return str(read.ipv4_mapped)
    return str(ipaddress.ip_network((read, _NETWORK_OF_ONE), strict=False))


def bucket_name(kind: Kind, *parts: str) -> str:
    """Return the name under which a bucket is kept; it does not tell whose it is."""
    fields = (kind.value, *parts)
    data = b"".join(len(each.encode()).to_bytes(4, "big") + each.encode() for each in fields)
    return hashlib.sha256(data).hexdigest()


def _forgotten(bucket: Bucket, limit: Limit, now: datetime) -> bool:
    return now - bucket.last_at > timedelta(seconds=limit.forget_seconds)
