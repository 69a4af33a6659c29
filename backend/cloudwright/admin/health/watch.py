"""Looks at every dependency now and then, and remembers since when each is as it is."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import structlog

from cloudwright.admin.ports import Probe, Probes, Reading
from cloudwright.admin.schemas import Dependency, DependencyState
from cloudwright.kit.clock import Clock, utc_now

log = structlog.get_logger(__name__)

_PATIENCE_SECONDS = 3.0
_SLOW_MILLISECONDS = 1_000
_FRESH_SECONDS = 2.0
_ROUND_SECONDS = 30.0


class DependencyWatch:
    """One per process."""

    def __init__(
        self, probes: Probes, *, patience_seconds: float = _PATIENCE_SECONDS, clock: Clock = utc_now
    ) -> None:
        self._probes = probes
        self._patience_seconds = patience_seconds
        self._clock = clock
        self._found: dict[str, Dependency] = {}
        self._looked_at = 0.0
        self._looking = asyncio.Lock()

    async def dependencies(self) -> tuple[Dependency, ...]:
        """Return every dependency, looked at within the last two seconds."""
        async with self._looking:
            if not self._found or time.monotonic() - self._looked_at > _FRESH_SECONDS:
                await self._look()
        return tuple(self._found.values())

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look every half a minute, so that `since` is right also when nobody asks."""
        rounds = asyncio.create_task(self._rounds())
        try:
            yield
        finally:
            rounds.cancel()
            await asyncio.wait([rounds])

    async def _rounds(self) -> None:
        while True:
            await asyncio.sleep(_ROUND_SECONDS)
            await self.dependencies()

    async def _look(self) -> None:
        probes = self._probes.all()
        async with asyncio.TaskGroup() as group:
            asked = [group.create_task(self._asked(probe)) for probe in probes]
        readings = [task.result() for task in asked]
        self._found = {
            probe.id: self._judged(probe, reading) for probe, reading in zip(probes, readings, strict=True)
        }
        self._looked_at = time.monotonic()

    async def _asked(self, probe: Probe) -> Reading:
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._patience_seconds):
                reading = await probe.look()
        except TimeoutError:
            return Reading(DependencyState.DOWN, f"No answer within {self._patience_seconds:g} seconds.")
        except Exception as error:  # noqa: BLE001  # outermost for foreign code: whatever it raises, it is down
            log.warning("dependency down", dependency=probe.id, reason=str(error)[:300])
            return Reading(DependencyState.DOWN, f"It does not answer ({type(error).__name__}).")
        if reading.milliseconds is not None or reading.state is DependencyState.OFF:
            return reading
        return replace(reading, milliseconds=int((time.monotonic() - started) * 1_000))

    def _judged(self, probe: Probe, reading: Reading) -> Dependency:
        now, before = self._clock(), self._found.get(probe.id)
        slow = (reading.milliseconds or 0) > _SLOW_MILLISECONDS
        state = DependencyState.DEGRADED if reading.state is DependencyState.UP and slow else reading.state
        same = before is not None and before.state is state
        return Dependency(
            id=probe.id,
            title=probe.title,
            state=state,
            detail=reading.detail,
            milliseconds=reading.milliseconds,
            since=before.since if before is not None and same else now,
            looked_at=now,
        )
