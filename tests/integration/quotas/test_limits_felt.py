"""What people feel of their plan over the API: warned, refused with the way out, and let on again."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
import svcs
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from builders.platform import CHANGING, LOCAL, a_transport
from cloudwright.notifications.models import NotificationRow
from cloudwright.quotas.schemas import Grant, Limit, Metric
from cloudwright.quotas.service.plans import Plans
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_runs = count(1)


@dataclass
class Shop:
    client: httpx.AsyncClient
    services: svcs.Container

    async def give(self, **most: int) -> None:
        """Give the organisation a plan with these limits and no others."""
        limits = {Metric(name): Limit(most=limit) for name, limit in most.items()}
        async with (await self.services.aget(UnitsOfWork)).write(LOCAL) as scoped:
            plans = await scoped.aget(Plans)
            await plans.grant(
                "org_local", Grant(plan="enterprise", status="active", limits=limits), by="test"
            )

    async def get(self, path: str) -> Any:
        answer = await self.client.get(f"/api/v1{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    async def post(self, path: str, **body: object) -> httpx.Response:
        return await self.client.post(f"/api/v1{path}", json=body)

    async def talk(self, thread: str) -> httpx.Response:
        """Send a message and stop its run at once: what counts is that it was begun."""
        run = f"run_limit{next(_runs):08d}"
        answer = await self.post(f"/conversations/{thread}/runs", run=run, mode="brainstorm", text="Hello")
        if answer.status_code == 202:
            await self.post(f"/runs/{run}/cancel")
            while (await self.get(f"/runs/{run}"))["status"] in {"queued", "running"}:
                pass
        return answer

    async def thread(self, project: str) -> str:
        answer = await self.post(f"/projects/{project}/conversations")
        thread: str = answer.json()["data"]["id"]
        return thread

    async def used(self, metric: Metric) -> tuple[int, int | None]:
        (found,) = [
            each for each in (await self.get("/organization/quotas"))["items"] if each["metric"] == metric
        ]
        return found["used"], found["limit"]

    async def mails(self) -> list[str]:
        async with (await self.services.aget(UnitsOfWork)).read(EveryTenant("test")) as scoped:
            db = scoped.get(AsyncSession)
            return sorted(row.template for row in await db.scalars(select(NotificationRow)))


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with (
        a_transport(tmp_path) as (services, transport),
        httpx.AsyncClient(transport=transport, base_url="http://localhost:8000", headers=CHANGING) as client,
    ):
        assert (await client.post("/api/v1/sign-in/local")).status_code == 200
        yield Shop(client, services)


async def test_sessions_are_warned_of_refused_and_given_more(shop: Shop) -> None:
    project = (await shop.post("/projects", name="Shop")).json()["data"]["id"]
    threads = [await shop.thread(project) for _ in range(6)]
    assert await shop.get("/quota-warning") is None
    await shop.give(sessions=5)

    for thread in threads[:4]:
        assert (await shop.talk(thread)).status_code == 202
    warned = await shop.get("/quota-warning")
    assert (warned["blocked"], warned["quota"]["used"], warned["quota"]["limit"]) == (False, 4, 5)
    assert (await shop.talk(threads[4])).status_code == 202
    refused = await shop.talk(threads[5])

    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "QUOTA_REACHED"
    assert "an admin can give more" in refused.json()["error"]["message"]
    assert (await shop.get("/quota-warning"))["blocked"] is True
    assert await shop.get(f"/quota-warning?conversation_id={threads[0]}") is None
    assert (await shop.talk(threads[0])).status_code == 202
    assert await shop.used(Metric.SESSIONS) == (5, 5)
    assert await shop.mails() == ["quota_100", "quota_80"]

    await shop.give(sessions=50)
    assert (await shop.talk(threads[5])).status_code == 202
    assert await shop.get("/quota-warning") is None


async def test_projects_beyond_a_smaller_plan_stay_and_no_new_one_begins(shop: Shop) -> None:
    made = [(await shop.post("/projects", name=f"Shop {n}")).json()["data"]["id"] for n in range(3)]
    await shop.give(projects=2)

    refused = await shop.post("/projects", name="One more")

    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "QUOTA_REACHED")
    assert len((await shop.get("/projects"))["items"]) == 3
    assert await shop.used(Metric.PROJECTS) == (3, 2)
    for project in made[:2]:
        await shop.client.delete(f"/api/v1/projects/{project}")
    assert (await shop.post("/projects", name="Again")).status_code == 201
    assert await shop.used(Metric.PROJECTS) == (2, 2)


async def test_an_admin_limits_each_member_and_one_more_than_the_others(shop: Shop) -> None:
    project = (await shop.post("/projects", name="Shop")).json()["data"]["id"]
    first, second = await shop.thread(project), await shop.thread(project)
    limit = {"subject": "member:*", "metric": "sessions", "limit": {"most": 1}}
    assert (await shop.client.put("/api/v1/organization/limits", json=limit)).status_code == 200

    assert (await shop.talk(first)).status_code == 202
    assert (await shop.talk(second)).json()["error"]["details"]["subject"] == "member:usr_local"
    more = {"subject": "member:usr_local", "metric": "sessions", "limit": {"most": 2}}
    await shop.client.put("/api/v1/organization/limits", json=more)
    assert (await shop.talk(second)).status_code == 202

    listed = (await shop.get("/organization/limits"))["items"]
    assert [(each["whose"], each["used"]) for each in listed] == [
        ("Each member", None),
        ("Local architect", 2),
    ]
    stranger = {"subject": "member:usr_other", "metric": "sessions", "limit": {"most": 2}}
    refused = await shop.client.put("/api/v1/organization/limits", json=stranger)
    assert refused.json()["error"]["code"] == "NOT_A_MEMBER"
    gone = await shop.client.delete("/api/v1/organization/limits?subject=member:*&metric=sessions")
    assert gone.status_code == 200
    assert len((await shop.get("/organization/limits"))["items"]) == 1


async def test_admins_are_asked_for_more_once_a_day(shop: Shop) -> None:
    for _ in range(2):
        assert (await shop.post("/quota-requests", metric="sessions")).status_code == 200

    assert await shop.mails() == ["quota_request"]


async def test_as_many_runs_go_on_at_once_as_the_plan_gives(shop: Shop) -> None:
    project = (await shop.post("/projects", name="Shop")).json()["data"]["id"]
    await shop.give(concurrent_runs=1)
    first, second = await shop.thread(project), await shop.thread(project)

    await shop.post(
        f"/conversations/{first}/runs", run="run_atonce00001", mode="brainstorm", text="A website"
    )
    refused = await shop.post(
        f"/conversations/{second}/runs", run="run_atonce00002", mode="brainstorm", text="A website"
    )
    await shop.post("/runs/run_atonce00001/cancel")
    while (await shop.get("/runs/run_atonce00001"))["status"] in {"queued", "running"}:
        pass

    assert refused.json()["error"]["code"] == "QUOTA_REACHED"
    assert (await shop.talk(second)).status_code == 202
