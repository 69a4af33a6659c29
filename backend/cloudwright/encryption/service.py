"""Seals values and opens them, asking the ring as rarely as is safe."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from cloudwright.encryption.encoding import context_bytes
from cloudwright.encryption.envelope import opened, sealed
from cloudwright.encryption.errors import KeyServiceUnavailable
from cloudwright.encryption.ports import KeyRing
from cloudwright.encryption.schemas import DataKey, EncryptionSettings, Sealed, WrappedKey
from cloudwright.kit.clock import Clock, utc_now

ORGANIZATION = "organization_id"  # the name in a context that data keys are bound to

_CacheKey = tuple[bytes, WrappedKey]
_Name = TypeVar("_Name")
_Value = TypeVar("_Value")


@dataclass(slots=True)
class _Sealing:
    key: DataKey
    made_at: datetime
    uses: int = 0


@dataclass(frozen=True, slots=True)
class _Opened:
    secret: bytes
    read_at: datetime


class Sealer:
    """One per process: it keeps data keys in memory for a few minutes, those of one organisation apart.

    A context says where a value belongs: organisation, table, row, column, version. It is not stored with the
    value, and has to be the same when the value is opened.
    """

    def __init__(self, ring: KeyRing, settings: EncryptionSettings, *, clock: Clock = utc_now) -> None:
        self._ring = ring
        self._settings = settings
        self._clock = clock
        self._sealing: OrderedDict[bytes, _Sealing] = OrderedDict()
        self._opened: OrderedDict[_CacheKey, _Opened] = OrderedDict()

    async def seal(self, plain: bytes, *, context: Mapping[str, str]) -> Sealed:
        """Seal a value.

        Raises:
            KeyServiceUnavailable: the ring cannot be reached.
        """
        return sealed(plain, data_key=await self._data_key(_owner(context)), context=context)

    async def open(self, value: Sealed, *, context: Mapping[str, str]) -> bytes:
        """Open a value.

        Raises:
            SealRefused: it was changed, or belongs to another place.
            KeyMissing: the ring lacks the key; the error names its fingerprint.
            KeyServiceUnavailable: the ring cannot be reached.
        """
        secret = await self._secret(value.wrapped, _owner(context))
        return opened(value, secret=secret, context=context)

    async def reseal(self, value: Sealed, *, context: Mapping[str, str]) -> Sealed:
        """Return the value under the key that seals now; the same one when that key sealed it."""
        seals = (await self._ring.keys())[0]
        if value.wrapped.name == seals.name:
            return value
        return await self.seal(await self.open(value, context=context), context=context)

    async def _data_key(self, owner: Mapping[str, str]) -> DataKey:
        name, now = context_bytes(owner), self._clock()
        found = self._sealing.get(name)
        if found is None or not self._usable(found, now):
            found = _Sealing(await self._ring.new_data_key(context=owner), now)
            _keep(self._sealing, name, value=found, most=self._settings.cached_keys)
            self._remember(name, found.key.wrapped, secret=found.key.secret)
        found.uses += 1
        return found.key

    def _usable(self, sealing: _Sealing, now: datetime) -> bool:
        return sealing.uses < self._settings.uses and now - sealing.made_at < self._fresh

    async def _secret(self, wrapped: WrappedKey, owner: Mapping[str, str]) -> bytes:
        name, now = context_bytes(owner), self._clock()
        found = self._opened.get((name, wrapped))
        if found is not None and now - found.read_at < self._fresh:
            return found.secret
        try:
            secret = await self._ring.unwrap(wrapped, context=owner)
        except KeyServiceUnavailable:
            if found is not None and now - found.read_at < self._longest:
                return found.secret
            raise
        self._remember(name, wrapped, secret=secret)
        return secret

    def _remember(self, name: bytes, wrapped: WrappedKey, *, secret: bytes) -> None:
        read = _Opened(secret, self._clock())
        _keep(self._opened, (name, wrapped), value=read, most=self._settings.cached_keys)

    @property
    def _fresh(self) -> timedelta:
        return timedelta(seconds=self._settings.cache_seconds)

    @property
    def _longest(self) -> timedelta:
        return timedelta(seconds=self._settings.outage_seconds)


def _owner(context: Mapping[str, str]) -> dict[str, str]:
    """Return the part of a context that data keys are bound to; values of the installation have none."""
    return {ORGANIZATION: context[ORGANIZATION]} if ORGANIZATION in context else {}


def _keep(cache: OrderedDict[_Name, _Value], name: _Name, *, value: _Value, most: int) -> None:
    cache[name] = value
    cache.move_to_end(name)
    while len(cache) > most:
        cache.popitem(last=False)
