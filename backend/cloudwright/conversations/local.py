"""Runs as tasks of this process, with their leases, the stop flag and the recovery of dead runs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import SQLAlchemyError

from cloudwright.config import RunSettings
from cloudwright.conversations.ports import RunKey
from cloudwright.conversations.runner import Runner
from cloudwright.conversations.service.leases import Leases
from cloudwright.conversations.service.runs import Runs
from cloudwright.conversations.stopping import StopSwitch
from cloudwright.kit.errors import CloudwrightError
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_STOP_POLL_SECONDS = 0.1
_SWEEP_SECONDS = 3_600.0
_LEASES = EveryTenant("leases of all runs are kept by their process")


@dataclass(frozen=True, slots=True)
class _Running:
    task: asyncio.Task[None]
    switch: StopSwitch


class LocalRuns:
    """The embedded `RunLauncher`; works while `running`."""

    def __init__(self, units: UnitsOfWork, runner: Runner, *, settings: RunSettings) -> None:
        self._units = units
        self._runner = runner
        self._settings = settings
        self._running: dict[RunKey, _Running] = {}
        self._wanted = asyncio.Event()
        self.owner = new_id("proc")

    async def launch(self, key: RunKey) -> None:
        """Execute the run as a task."""
        switch = StopSwitch(self._settings.stop_grace_milliseconds / 1000)
        task = asyncio.create_task(self._execute(key, switch), name=f"run {key.run_id}")
        self._running[key] = _Running(task, switch)
        task.add_done_callback(lambda _: self._running.pop(key, None))
        self._wanted.set()

    async def stop(self, key: RunKey) -> None:
        """Pull the switch of a run of this process."""
        running = self._running.get(key)
        if running is not None:
            running.switch.pull()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """End what died before, then keep leases; at the end runs that are still open are interrupted."""
        await self.recover()
        duties = [
            asyncio.create_task(self._repeat(self._renew, self._settings.heartbeat_seconds)),
            asyncio.create_task(self._repeat(self._pull_flagged, _STOP_POLL_SECONDS)),
            asyncio.create_task(self._repeat(self.recover, self._settings.lease_seconds)),
            asyncio.create_task(self._repeat(self._sweep, _SWEEP_SECONDS)),
        ]
        try:
            yield
        finally:
            open_runs = [each.task for each in self._running.values()]
            for task in [*duties, *open_runs]:
                task.cancel()
            await asyncio.wait([*duties, *open_runs])

    async def recover(self) -> None:
        """End runs whose owner was silent for too long, as interrupted."""
        async with self._units.read(_LEASES) as services:
            expired = await (await services.aget(Leases)).expired()
        for key in expired:
            if key in self._running:
                continue
            async with self._units.read(OneTenant(key.organization_id)) as services:
                told = await (await services.aget(Runs)).told(key.run_id)
            async with self._units.write(OneTenant(key.organization_id)) as services:
                await (await services.aget(Runs)).end_expired(key.run_id, told)
            log.warning("run interrupted", run=key.run_id)

    async def _execute(self, key: RunKey, switch: StopSwitch) -> None:
        try:
            await self._runner.execute(key, owner=self.owner, switch=switch)
        except Exception:  # outermost: the lease runs out and the run is recovered
            log.exception("run not settled", run=key.run_id)

    async def _renew(self) -> None:
        if self._running:
            async with self._units.write(_LEASES) as services:
                await (await services.aget(Leases)).renew(self.owner, [*self._running])

    async def _pull_flagged(self) -> None:
        if not self._running:
            self._wanted.clear()
            await self._wanted.wait()
        async with self._units.read(_LEASES) as services:
            held = await (await services.aget(Leases)).held_by(self.owner)
        for key, stop in held.items():
            if stop:
                await self.stop(key)

    async def _sweep(self) -> None:
        async with self._units.write(_LEASES) as services:
            await (await services.aget(Leases)).end_idle_sessions()

    async def _repeat(self, duty: Callable[[], Awaitable[None]], pause_seconds: float) -> None:
        while True:
            await asyncio.sleep(pause_seconds)
            try:
                await duty()
            except (SQLAlchemyError, OSError, CloudwrightError) as error:
                log.warning("duty failed", duty=duty.__name__, exc_info=error)
