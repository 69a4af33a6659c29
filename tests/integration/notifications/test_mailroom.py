"""Messages leave once each, after the commit, whatever dies on the way."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import svcs
from sqlalchemy import select

from builders.killing import Killed, dying_at
from builders.mail import RememberedSender, a_message
from builders.platform import a_database
from cloudwright.config import NotificationSettings
from cloudwright.database.engine import Database
from cloudwright.notifications.errors import EmailRejected, EmailUnsent
from cloudwright.notifications.models import NotificationRow
from cloudwright.notifications.schemas import Delivered, Email, Message
from cloudwright.notifications.service import Outbox
from cloudwright.notifications.tasks import Mailroom
from cloudwright.tenancy.scope import SCOPE, EveryTenant, OneTenant, TenantScope
from cloudwright.tenancy.work import UnitsOfWork

EVERYONE = EveryTenant("test")
SETTINGS = NotificationSettings(attempts=3, lease_seconds=60, first_pause_seconds=30)


@dataclass
class Post:
    """An outbox and its mailroom on one database, with a clock that a test moves."""

    database: Database
    sender: RememberedSender = field(default_factory=RememberedSender)
    now: datetime = datetime(2026, 3, 1, tzinfo=UTC)

    def mailroom(self) -> Mailroom:
        units = UnitsOfWork(self.database, svcs.Registry())
        return Mailroom(units, self.sender, settings=SETTINGS, clock=lambda: self.now)

    async def add(self, *messages: Message, scope: TenantScope = EVERYONE) -> list[str]:
        async with self.database.write({SCOPE: scope}) as db:
            return [await Outbox(db, clock=lambda: self.now).add(message) for message in messages]

    async def rows(self) -> list[NotificationRow]:
        async with self.database.read({SCOPE: EVERYONE}) as db:
            return list(await db.scalars(select(NotificationRow).order_by(NotificationRow.id)))

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class _Failing(RememberedSender):
    """Does something else first, and then refuses for good."""

    first: Callable[[], Awaitable[None]] = field(kw_only=True)

    async def send(self, email: Email, *, key: str) -> None:
        del email
        await self.first()
        raise EmailRejected(f"{key} came too late")


async def _die() -> None:
    raise Killed


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with a_database(tmp_path) as database:
        yield Post(database)


async def test_a_message_is_sent_once_and_then_forgotten(post: Post) -> None:
    (message_id,) = await post.add(a_message())

    assert await post.mailroom().deliver_due() == Delivered(sent=1)
    assert await post.mailroom().deliver_due() == Delivered()

    (row,) = await post.rows()
    assert (row.id, row.state, row.message, row.error) == (message_id, "sent", None, None)
    assert [*post.sender.received] == [message_id]


async def test_what_is_rolled_back_is_never_sent(post: Post) -> None:
    async def fail_after_adding() -> None:
        async with post.database.write({SCOPE: EVERYONE}) as db:
            await Outbox(db).add(a_message())
            raise Killed

    with pytest.raises(Killed):
        await fail_after_adding()

    assert await post.mailroom().deliver_due() == Delivered()


async def test_a_message_that_is_to_be_said_once_is_added_once_for_each_organisation_and_address(
    post: Post,
) -> None:
    for scope in (OneTenant("org_a"), OneTenant("org_a"), OneTenant("org_b")):
        await post.add(a_message(once="quota_80:tokens:2026-03"), scope=scope)
    await post.mailroom().deliver_due()
    await post.add(a_message(once="quota_80:tokens:2026-03", to="ADA@example.com"), scope=OneTenant("org_a"))
    await post.add(a_message(once="quota_80:tokens:2026-03", to="eve@example.com"), scope=OneTenant("org_a"))

    assert await post.mailroom().deliver_due() == Delivered(sent=1)
    assert len(post.sender.received) == 3


async def test_failures_are_tried_again_with_pauses_and_given_up_with_their_error(post: Post) -> None:
    await post.add(a_message())
    post.sender.refusals = [EmailUnsent(f"no. {number}") for number in (1, 2, 3)]

    assert await post.mailroom().deliver_due() == Delivered(postponed=1)
    post.later(29)
    assert await post.mailroom().deliver_due() == Delivered()
    post.later(1)
    assert await post.mailroom().deliver_due() == Delivered(postponed=1)
    post.later(60)
    assert await post.mailroom().deliver_due() == Delivered(given_up=1)

    (row,) = await post.rows()
    assert (row.state, row.error, row.attempts, row.message) == ("given_up", "no. 3", 3, None)


async def test_a_refusal_for_good_ends_a_message_at_once(post: Post) -> None:
    await post.add(a_message())
    post.sender.refusals = [EmailRejected("no such mailbox")]

    assert await post.mailroom().deliver_due() == Delivered(given_up=1)


async def test_a_message_that_kills_its_worker_every_time_is_given_up(post: Post) -> None:
    await post.add(a_message())
    usual, post.sender = post.sender, _Failing(first=_die)

    for _ in range(SETTINGS.attempts):
        with pytest.raises(Killed):
            await post.mailroom().deliver_due()
        post.later(61)

    post.sender = usual
    assert await post.mailroom().deliver_due() == Delivered(given_up=1)
    assert usual.calls == []


async def test_workers_that_start_together_send_each_message_once(post: Post) -> None:
    await post.add(*(a_message(to=f"person{number}@example.com") for number in range(12)))
    barrier = asyncio.Barrier(4)

    async def work() -> Delivered:
        await barrier.wait()
        return await post.mailroom().deliver_due()

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        workers = [group.create_task(work()) for _ in range(4)]

    assert sum(worker.result().sent for worker in workers) == 12
    assert len(post.sender.calls) == 12


async def test_a_worker_may_die_at_every_step_and_the_message_arrives_once(post: Post) -> None:
    with dying_at(post.database, 0) as steps:
        await post.add(a_message())
        before = steps.taken
        await post.mailroom().deliver_due()
        whole = steps.taken - before
    assert whole >= 5

    for step in range(1, whole + 1):
        post.sender.calls.clear()
        (message_id,) = await post.add(a_message())
        with dying_at(post.database, step), pytest.raises(Killed):
            await post.mailroom().deliver_due()
        post.later(61)
        await post.mailroom().deliver_due()

        states = {row.id: row.state for row in await post.rows()}
        assert states[message_id] == "sent", f"died at step {step} of {whole}"
        assert set(post.sender.calls) == {message_id}
        assert message_id in post.sender.received


async def test_a_worker_that_slept_through_its_lease_cannot_end_what_another_has_claimed(post: Post) -> None:
    await post.add(a_message())
    post.sender.refusals = [EmailUnsent("the server is slow")]

    async def overslept() -> None:
        post.later(61)
        assert await post.mailroom().deliver_due() == Delivered(postponed=1)

    slow = Post(post.database, _Failing(first=overslept), now=post.now).mailroom()
    assert await slow.deliver_due() == Delivered()

    (row,) = await post.rows()
    assert (row.state, row.error) == ("waiting", "the server is slow")


async def test_the_running_worker_survives_what_nobody_expected_and_sends_the_rest(post: Post) -> None:
    await post.add(a_message(to="first@example.com"))
    sent = asyncio.Event()

    class Moody(RememberedSender):
        async def send(self, email: Email, *, key: str) -> None:
            await super().send(email, key=key)
            if email.to == "first@example.com":
                await post.add(a_message(to="second@example.com"))
                raise RuntimeError("a surprise")
            sent.set()

    post.sender = Moody()
    quick = SETTINGS.model_copy(update={"poll_seconds": 0.001})
    mailroom = Mailroom(UnitsOfWork(post.database, svcs.Registry()), post.sender, settings=quick)
    async with asyncio.timeout(20), mailroom.running():
        await sent.wait()

    assert len(post.sender.received) == 2
