"""When a signing key is announced, signs, retires and is gone: a pure function of times.

A key only knows when it was published and from when on it signs. Which one signs now follows from all of
them, so there is never a moment without a signer, and no job has to move a state at the right second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cloudwright.auth.schemas import SigningKeySettings
from cloudwright.kit.canonical import JsonValue


class KeyState(StrEnum):
    """NEXT is published and does not sign yet; RETIRING is published and signs no more."""

    NEXT = "next"
    ACTIVE = "active"
    RETIRING = "retiring"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class KeyTimes:
    """The life of a signing key; `withdrawn_at` is set when its secret may be known to others."""

    kid: str
    published_at: datetime
    signs_from: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A signing key as the table has it; `secret` is sealed."""

    times: KeyTimes
    public: JsonValue
    secret: str


def state_of(
    key: KeyTimes, keys: Sequence[KeyTimes], *, now: datetime, settings: SigningKeySettings
) -> KeyState:
    """Return the state of one of `keys` at a moment."""
    if _withdrawn(key, now):
        return KeyState.GONE
    if key.signs_from > now:
        return KeyState.NEXT
    successor = _successor(key, keys, now=now)
    if successor is None:
        return KeyState.ACTIVE
    gone_from = successor.signs_from + timedelta(seconds=settings.retire_seconds)
    return KeyState.RETIRING if now < gone_from else KeyState.GONE


def signer(keys: Sequence[KeyTimes], *, now: datetime, settings: SigningKeySettings) -> KeyTimes | None:
    """Return the one key that signs now; None when there is none that may."""
    active = (key for key in keys if state_of(key, keys, now=now, settings=settings) is KeyState.ACTIVE)
    return next(active, None)


def published(
    keys: Sequence[KeyTimes], *, now: datetime, settings: SigningKeySettings
) -> tuple[KeyTimes, ...]:
    """Return the keys that verifiers are shown now."""
    return tuple(key for key in keys if state_of(key, keys, now=now, settings=settings) is not KeyState.GONE)


def next_signs_from(
    keys: Sequence[KeyTimes], *, now: datetime, settings: SigningKeySettings
) -> datetime | None:
    """Return from when a key that is made now would sign; None when none is due.

    Without a signer it signs at once: nobody can hold an older set that worked.
    """
    active = signer(keys, now=now, settings=settings)
    if active is None:
        return now
    if any(state_of(key, keys, now=now, settings=settings) is KeyState.NEXT for key in keys):
        return None
    publish = timedelta(seconds=settings.publish_seconds)
    ends = active.signs_from + timedelta(days=settings.sign_days)
    return max(ends, now + publish) if now >= ends - publish else None


def _withdrawn(key: KeyTimes, now: datetime) -> bool:
    return key.withdrawn_at is not None and key.withdrawn_at <= now


def _successor(key: KeyTimes, keys: Sequence[KeyTimes], *, now: datetime) -> KeyTimes | None:
    """Return the first key that began to sign after this one."""
    later = [
        other
        for other in keys
        if not _withdrawn(other, now) and _order(key) < _order(other) and other.signs_from <= now
    ]
    return min(later, key=_order, default=None)


def _order(key: KeyTimes) -> tuple[datetime, str]:
    return key.signs_from, key.kid
