"""What a process does while the store of counters is away."""

import pytest

from builders.admission import ORGANIZATION, Hours, Ledger, Setting, a_budget, a_rate, calls_at_once
from cloudwright.gateway.admission.errors import FiguresAway, StoreAway
from cloudwright.gateway.admission.memory import MemoryGate
from cloudwright.gateway.admission.refusals import refusal_of
from cloudwright.gateway.admission.schemas import Held, Refused, Want
from cloudwright.gateway.admission.surviving import SurvivingGate
from cloudwright.gateway.wire.refusal import Reason


class Breakable(MemoryGate):
    """A store that can be away before it does something, or once it has done it."""

    away = False
    deaf = False
    asked = 0

    async def admit(self, want: Want, *, lease_seconds: float) -> Held | Refused:
        self._fail(away=self.away)
        return await super().admit(want, lease_seconds=lease_seconds)

    async def settle(self, hold: Held, *, actual_nano_usd: int, actual_tokens: int) -> bool:
        self._fail(away=self.away)
        counted = await super().settle(hold, actual_nano_usd=actual_nano_usd, actual_tokens=actual_tokens)
        self._fail(away=self.deaf)
        return counted

    async def renew(self, hold: Held, *, lease_seconds: float) -> bool:
        self._fail(away=self.away)
        return await super().renew(hold, lease_seconds=lease_seconds)

    def _fail(self, *, away: bool) -> None:
        self.asked += 1
        if away:
            raise StoreAway("It does not answer.")


class Surviving(Setting):
    """A process that is one of two, and its store."""

    def __init__(self) -> None:
        hours, ledger = Hours(), Ledger()
        self.store = Breakable(ledger, clock=hours.now, monotonic=hours.monotonic)
        self.near = SurvivingGate(self.store, processes=2, clock=hours.now, monotonic=hours.monotonic)
        super().__init__(self.near, hours, ledger)


@pytest.fixture
async def at() -> Surviving:
    return Surviving()


async def test_a_call_with_a_hard_budget_is_refused_and_told_why(at: Surviving) -> None:
    at.store.away = True

    refused = await at.refusal(a_rate(60), a_budget(100), amount=1)

    assert (refused.reason, refused.code, refused.which) == (Reason.UNAVAILABLE, "BUDGET_UNKNOWN", None)
    assert refused.retry_after_seconds == 1.0
    assert "Send it again" in refusal_of(refused).message


async def test_a_call_with_a_soft_budget_goes_on_by_its_share_of_rates_and_calls(at: Surviving) -> None:
    at.store.away = True
    soft, rate, calls = a_budget(10, hard=False), a_rate(60, burst=4), calls_at_once(3)

    hold = await at.hold(soft, rate, amount=6)

    assert hold.shared
    assert [budget.limit_nano_usd for budget in hold.exceeded] == [5]
    assert await at.hold(rate)
    assert (await at.refusal(rate)).retry_after_seconds == 2.0
    assert await at.hold(calls)
    assert (await at.refusal(calls)).reason is Reason.RATE


async def test_how_calls_ended_meanwhile_is_told_once_the_store_is_back(at: Surviving) -> None:
    soft = a_budget(100, hard=False)
    before = await at.hold(soft, amount=50)
    at.store.away = True
    during = await at.hold(soft, amount=20)
    assert await at.gate.settle(before, actual_nano_usd=40, actual_tokens=0)
    assert await at.gate.settle(during, actual_nano_usd=15, actual_tokens=0)
    assert not await at.gate.settle(during, actual_nano_usd=15, actual_tokens=0)
    assert at.near.unsent == 2

    at.store.away = False
    await at.wait(1)
    await at.hold(soft, amount=1)

    assert at.near.unsent == 0
    assert (await at.gate.standings(ORGANIZATION, [at.counter(soft)]))[0].spent_nano_usd == 55


async def test_an_end_that_the_store_took_without_answering_counts_once(at: Surviving) -> None:
    budget = a_budget(100)
    hold = await at.hold(budget, amount=50)
    at.store.deaf = True
    assert await at.gate.settle(hold, actual_nano_usd=40, actual_tokens=0)
    at.store.deaf = False
    await at.wait(1)

    await at.near.flush()

    assert await at.used(budget) == (40, 0)


async def test_a_store_that_did_not_answer_is_spared_for_a_moment(at: Surviving) -> None:
    at.store.away = True
    for _ in range(10):
        await at.refusal(a_budget(100), amount=1)
    assert at.store.asked == 1

    at.store.away = False
    await at.wait(0.5)

    assert await at.hold(a_budget(100), amount=1)


async def test_calls_under_way_hold_on_without_the_store(at: Surviving) -> None:
    hold = await at.hold(a_budget(100), amount=50)
    at.store.away = True

    assert await at.gate.renew(hold, lease_seconds=60)
    shared = await at.hold(calls_at_once(2))
    assert await at.gate.renew(shared, lease_seconds=60)
    assert await at.gate.release(shared)
    assert not await at.gate.renew(shared, lease_seconds=60)


async def test_a_ledger_that_is_away_closes_hard_budgets_too(at: Surviving) -> None:
    class Silent(Ledger):
        async def spent(self, *_: object) -> list[int]:
            raise FiguresAway("The ledger does not answer.")

    store = MemoryGate(Silent(), clock=at.hours.now, monotonic=at.hours.monotonic)
    gate = SurvivingGate(store, processes=2, clock=at.hours.now, monotonic=at.hours.monotonic)
    hard, soft = (Want(ORGANIZATION, 1, 0, (a_budget(10, hard=hard),)) for hard in (True, False))

    refused = await gate.admit(hard, lease_seconds=60)

    assert isinstance(refused, Refused)
    assert refused.code == "BUDGET_UNKNOWN"
    assert isinstance(await gate.admit(soft, lease_seconds=60), Held)
