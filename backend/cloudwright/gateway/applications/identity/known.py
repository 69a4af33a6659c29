"""Keys that were looked at lately, and how their organisations stand.

A key is kept for half a minute. Once a second an organisation's standing is asked for again: what was set
there meanwhile, a revoked key above all, is felt with the next call after it.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.applications.identity.repository import Lookup
from cloudwright.gateway.applications.schemas import KnownKey, Standing
from cloudwright.kit.errors import CloudwrightError
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

KEPT_SECONDS = 30.0
ASKED_AGAIN_SECONDS = 1.0
_MOST = 20_000
_LOOK_UP = EveryTenant("a key of an application is looked up before its organisation is known")

Elapsed = Callable[[], float]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is known of a key id; `key` None is that there is no such key."""

    key: KnownKey | None
    revision: int
    read_at: float


@dataclass(slots=True)
class _Watched:
    standing: Standing | None
    asked_at: float
    answered_at: float


class KnownKeys:
    """One per process. `elapsed` counts seconds and never goes back, whatever the clock does."""

    def __init__(self, units: UnitsOfWork, *, elapsed: Elapsed = time.monotonic) -> None:
        self._units = units
        self._elapsed = elapsed
        self._keys: OrderedDict[str, _Entry] = OrderedDict()
        self._watched: OrderedDict[str, _Watched] = OrderedDict()
        self._reading: dict[str, asyncio.Task[_Entry]] = {}

    async def find(self, key_id: str) -> tuple[KnownKey, Standing] | None:
        """Return a key and how its organisation stands; None when there is no such key."""
        entry = self._keys.get(key_id)
        if entry is None or self._elapsed() - entry.read_at >= KEPT_SECONDS:
            entry = await self._read(key_id)
        if entry.key is None:
            return None
        standing = await self.standing(entry.key.organization_id)
        if standing is not None and entry.revision != standing.revision:
            entry = await self._read(key_id)
        if entry.key is None or standing is None:
            return None
        return entry.key, standing

    async def standing(self, organization_id: str) -> Standing | None:
        """Return how an organisation stands; None when there is none.

        While the database does not answer, what was last heard holds for as long as a key is kept.
        """
        watched, now = self._watched.get(organization_id), self._elapsed()
        if watched is not None and _holds(watched, now):
            return watched.standing
        if watched is not None:
            watched.asked_at = now  # one asks, the others go on with what is known
        try:
            async with self._units.read(_LOOK_UP) as services:
                standing = await Lookup(services.get(AsyncSession)).standing(organization_id)
        except (CloudwrightError, SQLAlchemyError, OSError) as error:
            if watched is None or now - watched.answered_at >= KEPT_SECONDS:
                raise
            log.warning("gateway goes on with what is known", error=type(error).__name__)
            return watched.standing
        _keep(self._watched, organization_id, value=_Watched(standing, now, now))
        return standing

    async def _read(self, key_id: str) -> _Entry:
        """Read a key once, however many calls wait for it; one that goes away takes nobody with it."""
        task = self._reading.get(key_id)
        if task is None:
            task = asyncio.create_task(self._looked_up(key_id), name="application key")
            self._reading[key_id] = task
            task.add_done_callback(lambda _: self._reading.pop(key_id, None))
        return await asyncio.shield(task)

    async def _looked_up(self, key_id: str) -> _Entry:
        now = self._elapsed()
        async with self._units.read(_LOOK_UP) as services:
            lookup = Lookup(services.get(AsyncSession))
            key, revision = await lookup.key(key_id)
            standing = await lookup.standing(key.organization_id) if key else None
        if key is not None:
            _keep(self._watched, key.organization_id, value=_Watched(standing, now, now))
        entry = _Entry(key, revision, read_at=now)
        _keep(self._keys, key_id, value=entry)
        return entry


def _holds(watched: _Watched, now: float) -> bool:
    asked, answered = now - watched.asked_at, now - watched.answered_at
    return asked < ASKED_AGAIN_SECONDS and answered < KEPT_SECONDS


def _keep(cache: OrderedDict[str, _Value], name: str, *, value: _Value) -> None:
    cache[name] = value
    cache.move_to_end(name)
    while len(cache) > _MOST:
        cache.popitem(last=False)
