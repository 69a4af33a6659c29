"""Rules of an organisation over the API: saved, refused, gone back to, tried; and felt by every process."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from builders.people import SignedIn, a_colleague, a_person
from builders.policies import a_call, an_application
from builders.shared_designs import refused, told
from cloudwright.gateway.policy.repository import PoliciesTable
from cloudwright.gateway.policy.schemas import Place, Version
from cloudwright.gateway.policy.service.judge import Judge, Judgement
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.tenancy.principal import Role
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")

AT = "/organization/gateway/policies"
OPEN = '@id("open") permit (principal, action, resource);'
CLOSED = '@id("closed") @advice("Ask Ada.") forbid (principal, action, resource);'


@dataclass
class Seconds:
    """A clock that stands until it is moved."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


async def saved(owner: SignedIn, text: str, *, expected: int | None = None, place: str = "live") -> Any:
    body = {"text": text, "note": "Why", "expected_version": expected}
    return told(await owner.client.put(f"{AT}/{place}", json=body))


async def judged(owner: SignedIn, judge: Judge) -> Judgement:
    subject = an_application(organization_id=owner.membership.organization_id)
    return await judge.judge(a_call(subject))


async def test_before_anything_is_saved_the_default_holds(owner: SignedIn) -> None:
    found = told(await owner.client.get(AT))

    assert (found["live"], found["shadow"]) == (None, None)
    assert "listed-models" in found["default_text"]
    assert "entity Application" in found["schema_text"]
    assert {each["word"] for each in found["annotations"]} >= {"id", "max_tokens", "profile", "advice"}


async def test_every_text_that_was_saved_can_be_read_and_saved_again(owner: SignedIn) -> None:
    await saved(owner, OPEN)
    await saved(owner, CLOSED, expected=1)
    wanted = {"place": "live", "expected_version": 2}
    again = told(await owner.client.post(f"{AT}/versions/1/restore", json=wanted))

    assert (again["number"], again["text"], again["note"]) == (3, OPEN, "Version 1 again")
    assert told(await owner.client.get(f"{AT}/versions/2"))["text"] == CLOSED
    page = told(await owner.client.get(f"{AT}/versions", params={"limit": 2}))
    assert [(each["number"], each["author"]) for each in page["items"]] == [(3, "Ada"), (2, "Ada")]
    older = told(await owner.client.get(f"{AT}/versions", params={"before": page["next_cursor"]}))
    assert ([each["number"] for each in older["items"]], older["next_cursor"]) == ([1], None)
    trail = told(await owner.client.get("/organization/audit"))["items"]
    recorded = [each["details"]["version"] for each in trail if each["action"] == "policy.saved"]
    assert recorded == ["3", "2", "1"]


async def test_of_two_who_save_at_once_one_is_told_to_read_again(owner: SignedIn) -> None:
    body = {"text": OPEN, "note": "", "expected_version": None}
    async with asyncio.TaskGroup() as tasks:
        saving = [tasks.create_task(owner.client.put(f"{AT}/live", json=body)) for _ in range(4)]

    assert sorted(each.result().status_code for each in saving) == [200, 409, 409, 409]
    late = await owner.client.put(f"{AT}/live", json=body)
    assert (*refused(late), late.json()["error"]["details"]["version"]) == (409, "POLICY_CHANGED", 1)
    assert len(told(await owner.client.get(f"{AT}/versions"))["items"]) == 1


async def test_a_text_with_mistakes_is_refused_by_line_and_nothing_is_saved(owner: SignedIn) -> None:
    wrong = f"{OPEN}\npermit (principal, action, resource) when {{ context.regio == 1 }};"
    answer = await owner.client.put(f"{AT}/live", json={"text": wrong, "expected_version": None})

    assert refused(answer) == (422, "POLICY_INVALID")
    (problem,) = answer.json()["error"]["details"]["problems"]
    assert (problem["line"], problem["hint"]) == (2, "Did you mean region?")
    checked = told(await owner.client.post(f"{AT}/validate", json={"text": wrong}))
    assert (checked["valid"], checked["problems"]) == (False, [problem])
    assert told(await owner.client.post(f"{AT}/validate", json={"text": OPEN}))["rules"][0]["name"] == "open"
    assert told(await owner.client.get(f"{AT}/versions"))["items"] == []


async def test_who_may_not_manage_the_gateway_changes_nothing(
    world: tuple[svcs.Container, Any], owner: SignedIn
) -> None:
    body = {"text": OPEN, "expected_version": None}
    async with a_colleague(*world, of=owner, name="Vi", role=Role.AUDITOR) as auditor:
        assert refused(await auditor.client.put(f"{AT}/live", json=body))[0] == 403
        assert told(await auditor.client.get(AT))["live"] is None
    async with a_colleague(*world, of=owner, name="Al", role=Role.ARCHITECT) as architect:
        assert refused(await architect.client.get(AT))[0] == 403


async def test_a_change_is_felt_in_every_process_when_its_second_is_over(
    world: tuple[svcs.Container, Any], owner: SignedIn
) -> None:
    services, _ = world
    clock, units = Seconds(), await services.aget(UnitsOfWork)
    here, there = Judge(units, clock=clock), Judge(units, clock=clock)
    assert [(await judged(owner, each)).version for each in (here, there)] == [0, 0]

    await saved(owner, CLOSED)
    assert (await judged(owner, here)).version == 0
    clock.now += 1.0
    found = [await judged(owner, each) for each in (here, there)]

    assert [(each.version, each.decision.allowed) for each in found] == [(1, False), (1, False)]
    assert found[0].decision.advice == ("Ask Ada.",)


async def test_a_shadow_is_asked_beside_the_live_text_and_refuses_nothing(
    world: tuple[svcs.Container, Any], owner: SignedIn
) -> None:
    services, _ = world
    clock = Seconds()
    judge = Judge(await services.aget(UnitsOfWork), clock=clock)
    await saved(owner, OPEN)
    await saved(owner, CLOSED, place="shadow")
    found = await judged(owner, judge)
    assert (found.version, found.decision.allowed, found.shadow_version) == (1, True, 2)
    assert found.shadow is not None
    assert found.shadow.rules == ("closed",)

    assert refused(await owner.client.delete(f"{AT}/shadow")) == (409, "POLICY_CHANGED")
    told(await owner.client.delete(f"{AT}/shadow", params={"expected_version": 2}))
    clock.now += 1.0
    assert (await judged(owner, judge)).shadow is None


async def test_many_calls_at_once_read_the_rules_once(
    world: tuple[svcs.Container, Any], owner: SignedIn
) -> None:
    services, _ = world
    units = Counted(await services.aget(UnitsOfWork))
    judge = Judge(units, clock=Seconds())  # type: ignore[arg-type]  # counts and passes on

    async with asyncio.TaskGroup() as tasks:
        for _ in range(50):
            tasks.create_task(judged(owner, judge))

    assert units.reads == 1


async def test_without_the_database_the_rules_hold_on_and_unknown_ones_refuse(
    world: tuple[svcs.Container, Any], owner: SignedIn
) -> None:
    services, _ = world
    clock, units = Seconds(), Counted(await services.aget(UnitsOfWork))
    judge = Judge(units, clock=clock)  # type: ignore[arg-type]  # fails on demand
    await saved(owner, CLOSED)
    assert not (await judged(owner, judge)).decision.allowed

    units.away = True
    clock.now += 200
    assert not (await judged(owner, judge)).decision.allowed
    clock.now += 200
    for asked in (judge, Judge(units, clock=clock)):  # type: ignore[arg-type]  # fails on demand
        with pytest.raises(Refusal) as refusal:
            await judged(owner, asked)
        assert (refusal.value.code, refusal.value.retry_after_seconds) == ("policy_unavailable", 5)


async def test_a_saved_text_that_no_longer_fits_the_schema_refuses_every_call(
    world: tuple[svcs.Container, Any], owner: SignedIn
) -> None:
    units = await world[0].aget(UnitsOfWork)
    await saved(owner, OPEN)
    async with units.write(OneTenant(owner.membership.organization_id)) as services:
        table = PoliciesTable(await services.aget(AsyncSession))
        number = await table.point(Place.LIVE, expected=1)
        assert number == 2
        old = "permit (principal, action, resource) when { context.colour == 1 };"
        await table.add(Version(number, old, "", owner.person.id, datetime(2025, 1, 1, tzinfo=UTC)))

    with pytest.raises(Refusal) as refusal:
        await judged(owner, Judge(units))
    assert (refusal.value.reason, refusal.value.code) == (Reason.FORBIDDEN, "policy_unreadable")


async def test_rules_of_one_organization_are_nothing_to_another(
    world: tuple[svcs.Container, Any], owner: SignedIn
) -> None:
    services, _ = world
    await saved(owner, CLOSED)
    async with a_person(*world, name="Eve") as eve:
        judge = Judge(await services.aget(UnitsOfWork))
        assert refused(await eve.client.get(f"{AT}/versions/1")) == (404, "POLICY_VERSION_NOT_FOUND")
        assert (await judged(eve, judge)).version == 0
        assert (await judged(owner, judge)).version == 1


class Counted:
    """Units of work that count and can be away."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units
        self.reads = 0
        self.away = False

    def read(self, actor: OneTenant) -> Any:
        self.reads += 1
        if self.away:
            raise OSError("the database is away")
        return self._units.read(actor)
