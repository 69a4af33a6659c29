"""A call begins only where its limits have room for the most that it may use, and counts what it used."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import svcs

from builders.platform import LOCAL, an_installation
from builders.scripted_model import Failure, Script, Text
from cloudwright.gateway.counted import CountedAdmission
from cloudwright.gateway.factory import ModelFactory
from cloudwright.gateway.pricing import BUILT_IN
from cloudwright.gateway.schemas import Caller
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.settlement import Settlement
from cloudwright.gateway.usage import total
from cloudwright.quotas.errors import QuotaReached
from cloudwright.quotas.schemas import Enforcement, Grant, Limit, Metric
from cloudwright.quotas.service.limits import Standings
from cloudwright.quotas.service.plans import Plans
from cloudwright.tenancy.work import UnitsOfWork

CALLER = Caller(LOCAL, run_id="run_1", mode="analyze")


class Desk:
    def __init__(self, units: UnitsOfWork) -> None:
        self.units = units

    async def give(self, *, tokens: Limit) -> None:
        grant = Grant(plan="enterprise", status="active", limits={Metric.TOKENS: tokens})
        async with self.units.write(LOCAL) as services:
            await (await services.aget(Plans)).grant("org_local", grant, by="test")

    async def call(self, *reply: Text | Failure) -> None:
        books = ModelFactory(
            [Script([*reply])], Settlement(self.units), admission=CountedAdmission(self.units)
        )
        model = books.build(caller=CALLER)
        async for _ in model.stream([{"role": "user", "content": [{"text": "Hello"}]}]):
            pass

    async def standing(self) -> tuple[int, int]:
        """Return the tokens that are used and held."""
        async with self.units.read(LOCAL) as services:
            found = await (await services.aget(Standings)).of()
        return next((each.used, each.held) for each in found if each.metric is Metric.TOKENS)

    async def in_the_ledger(self) -> int:
        today = datetime.now(UTC).date()
        async with self.units.read(LOCAL) as services:
            found = total(await (await services.aget(Ledger)).usage(today, today, by=[]))
        return found.input_tokens + found.output_tokens


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[svcs.Container]:
    async with an_installation(tmp_path) as opened:
        yield opened


@pytest.fixture
async def desk(services: svcs.Container) -> Desk:
    return Desk(await services.aget(UnitsOfWork))


async def test_a_hard_limit_ends_before_the_next_call_and_the_count_is_the_ledgers(desk: Desk) -> None:
    await desk.call(Text(["one ", "two"]))
    await desk.give(tokens=Limit(most=9_000))

    await desk.call(Text(["three"]))
    with pytest.raises(ConnectionError):
        await desk.call(Text(["and then"]), Failure(ConnectionError("gone")))
    used, held = await desk.standing()
    assert (used, held) == (await desk.in_the_ledger(), 0)
    assert used > 0

    await desk.give(tokens=Limit(most=used))
    with pytest.raises(QuotaReached):
        await desk.call(Text(["never said"]))
    assert await desk.standing() == (await desk.in_the_ledger(), 0) == (used, 0)


async def test_a_soft_limit_stops_nothing(desk: Desk) -> None:
    await desk.give(tokens=Limit(most=1, enforcement=Enforcement.SOFT))

    await desk.call(Text(["one"]))
    await desk.call(Text(["two"]))

    used, held = await desk.standing()
    assert used == await desk.in_the_ledger() > 1
    assert held == 0


async def test_who_may_not_use_a_providers_model_is_answered_by_the_built_in_designer(desk: Desk) -> None:
    class Free(CountedAdmission):
        async def models(self, organization_id: str) -> tuple[str, ...]:
            assert organization_id == "org_local"
            return (BUILT_IN,)

    built_in = Script([Text(["computed"])])
    built_in.card = built_in.card.__class__(id=BUILT_IN, label="Built-in", local=True)
    sources = [Script([Text(["said"])]), built_in]

    plenty = ModelFactory(sources, Settlement(desk.units), admission=CountedAdmission(desk.units))
    little = ModelFactory(sources, Settlement(desk.units), admission=Free(desk.units))

    assert await plenty.choose("org_local") == "scripted"
    assert await little.choose("org_local") == BUILT_IN
