"""The options of a project side by side: what is compared, at which loads, and what is refused."""

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
import svcs

from builders.platform import a_signed_in_client
from builders.workspace import SENTENCE, Workspace, a_workspace
from cloudwright.kit.money import Money
from cloudwright.projects.schemas import OptionChange
from cloudwright.projects.service.options import Options


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with a_workspace(tmp_path) as workspace:
        yield workspace


async def test_every_open_option_is_compared_at_the_loads_that_were_asked_for(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    first, *others, last = await workspace.propose(project)

    async def discard(services: svcs.Container) -> None:
        await (await services.aget(Options)).update(last.id, OptionChange(discarded=True))

    await workspace.do(discard)

    found = await workspace.compare(project, Decimal(1), Decimal(25))

    assert [each.option_id for each in found] == [card.id for card in (first, *others)]
    assert [load.times for load in found[0].analysis.loads] == [1, 25]
    assert found[0].analysis.loads[0].estimate.total == first.monthly_cost
    assert found[0].titles


async def test_a_limit_says_of_every_open_option_what_would_have_to_go(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    cards = await workspace.propose(project)

    plenty = await workspace.within(project, Money(amount=Decimal(100_000)))
    little = await workspace.within(project, Money(amount=Decimal("0.01")))

    assert [each.option_id for each in plenty] == [card.id for card in cards]
    assert all(
        each.fits and each.spending.now == card.monthly_cost for each, card in zip(plenty, cards, strict=True)
    )
    assert not any(each.fits for each in little)


async def test_loads_that_no_traffic_has_are_refused(tmp_path: Path) -> None:
    async with a_signed_in_client(tmp_path) as client:
        made = await client.post("/api/v1/projects", json={"name": "Nothing yet"})
        address = f"/api/v1/projects/{made.json()['data']['id']}/analysis"

        answers = [await got(client, address, times) for times in ([], ["0"], ["-1"], ["x"], ["1"] * 6)]

    assert [answer.status_code for answer in answers] == [200, 422, 422, 422, 422]
    assert answers[0].json()["data"] == []


async def got(client: httpx.AsyncClient, address: str, times: list[str]) -> httpx.Response:
    return await client.get(address, params={"times": times})
