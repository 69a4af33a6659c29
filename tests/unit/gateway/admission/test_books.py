"""What the counters in memory keep, and for how long."""

from datetime import timedelta

from builders.admission import ORGANIZATION, Setting, a_budget, a_rate, calls_at_once, in_memory
from cloudwright.gateway.admission.books import Books
from cloudwright.gateway.admission.memory import MemoryGate


def _books(at: Setting) -> Books:
    assert isinstance(at.gate, MemoryGate)
    return at.gate._books[ORGANIZATION]


async def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    async with in_memory() as at:
        budget, rate = a_budget(100), a_rate(60)
        await at.gate.settle(await at.hold(budget, rate, amount=1), actual_nano_usd=1, actual_tokens=0)
        await at.hold(budget, amount=1)
        await at.wait(timedelta(days=80).total_seconds())
        assert len(await at.gate.expired()) == 1

        await at.hold(budget, amount=1)

        books = _books(at)
        assert (len(books._counts), books._buckets, books._settled, books.lost) == (1, {}, {}, {})


async def test_calls_without_budgets_leave_nothing_behind_either() -> None:
    async with in_memory() as at:
        limit = calls_at_once(1)
        for _ in range(3):
            await at.gate.release(await at.hold(limit))
        await at.wait(7 * 3600)
        books = _books(at)
        books._admitted = 9_999

        await at.hold(limit)

        assert books._settled == {}
