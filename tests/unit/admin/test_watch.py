"""What the watch over dependencies says, and since when."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cloudwright.admin.health.watch import DependencyWatch
from cloudwright.admin.ports import Probe, Reading
from cloudwright.admin.schemas import DependencyState

START = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass
class Asked:
    """A probe that does what it is told."""

    answer: Callable[[], Awaitable[Reading]]
    id: str = "mail"
    title: str = "E-mail"

    async def look(self) -> Reading:
        return await self.answer()

    def all(self) -> tuple[Probe, ...]:
        return (self,)


async def up() -> Reading:
    return Reading(DependencyState.UP, "fine", milliseconds=3)


async def slow() -> Reading:
    return Reading(DependencyState.UP, "fine", milliseconds=3_000)


async def broken() -> Reading:
    raise ConnectionRefusedError


async def silent() -> Reading:
    return await asyncio.Event().wait() and Reading(DependencyState.UP, "")


async def test_since_is_when_the_state_was_first_seen() -> None:
    moments = [START + number * MINUTE for number in range(3)]
    probe = Asked(up)
    watch = DependencyWatch(probe, clock=iter(moments).__next__)

    await watch._look()
    await watch._look()
    assert watch._found["mail"].since == START
    probe.answer = broken
    await watch._look()
    (found,) = await watch.dependencies()

    assert (found.state, found.since) == (DependencyState.DOWN, START + 2 * MINUTE)
    assert "ConnectionRefusedError" in found.detail


async def test_what_answers_late_is_impaired_and_what_never_answers_is_down() -> None:
    (late,) = await DependencyWatch(Asked(slow)).dependencies()
    (never,) = await DependencyWatch(Asked(silent), patience_seconds=0.01).dependencies()

    assert (late.state, never.state) == (DependencyState.DEGRADED, DependencyState.DOWN)
