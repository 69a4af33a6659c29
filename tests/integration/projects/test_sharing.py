"""A link shows one revision to whoever has it, as it was, until it ends; and nothing else."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from builders.shared_designs import Json, Office, an_office, refused, told
from cloudwright.kit.clock import utc_now
from cloudwright.organizations.models import SuspensionRow
from cloudwright.projects.models import ShareLinkRow
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVERYTHING = ("design", "diagram", "brief")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    async with an_office(tmp_path_factory.mktemp("office")) as office:
        yield office


async def made(office: Office, *parts: str, days: int | None = 30) -> tuple[str, Json]:
    """Make a link as Ada and return its token and the link."""
    wish = {"revision_id": await office.revision(), "parts": parts or EVERYTHING, "expires_in_days": days}
    answer = told(await office.ada.client.post("/share-links", json=wish))
    address, _, token = answer["url"].partition("#")
    assert address.endswith("/shared")
    return token, answer["link"]


async def set_rules(office: Office, **rules: object) -> None:
    told(await office.ada.client.patch("/organization/security", json=rules))


def without_meta(answer: httpx.Response) -> Json:
    return {key: value for key, value in answer.json().items() if key != "meta"}


async def test_a_shared_design_stays_as_it_was_when_the_design_goes_on(office: Office) -> None:
    token, _ = await made(office)
    before = told(await office.open(token))
    drawn = told(await office.open(token, "/shared/diagram", view="network"))

    await office.edit({"op": "update_component", "id": "api-handler", "title": "Something else"})

    assert told(await office.open(token)) == before
    assert told(await office.open(token, "/shared/diagram", view="network")) == drawn
    assert "Something else" not in str(before)
    assert before["design"]["components"]
    assert before["design"]["requirements"]
    assert before["brief"]["goal"]
    assert all(node["findings"] == 0 for node in drawn["nodes"])


async def test_only_what_was_chosen_is_shown(office: Office) -> None:
    diagram, _ = await made(office, "diagram")
    brief, _ = await made(office, "brief")

    shown = told(await office.open(diagram))
    drawn = told(await office.open(diagram, "/shared/diagram"))

    assert (shown["design"], shown["brief"]) == (None, None)
    assert all(node["monthly_cost"] is None for node in drawn["nodes"]), "money is not shared by a drawing"
    assert refused(await office.open(brief, "/shared/diagram")) == (404, "LINK_OPENS_NOTHING")


async def test_whatever_is_wrong_with_a_link_the_answer_is_the_same(office: Office) -> None:
    revoked, link = await made(office)
    expired, old = await made(office, days=7)
    told(await office.ada.client.delete(f"/share-links/{link['id']}"))
    await _set_end(office, old["id"])
    switched_off, _ = await made(office)
    answers = [await office.open(token) for token in ("", "nonsense", revoked, expired)]
    assert (await office.open(switched_off)).status_code == 200

    await set_rules(office, sharing=False)
    answers.append(await office.open(switched_off))
    refusal = await office.ada.client.post(
        "/share-links", json={"revision_id": await office.revision(), "parts": ["design"]}
    )
    await set_rules(office, sharing=True)

    assert {answer.status_code for answer in answers} == {404}
    assert all(without_meta(answer) == without_meta(answers[0]) for answer in answers)
    assert refused(refusal) == (403, "SHARING_TURNED_OFF")
    assert (await office.open(switched_off)).status_code == 200


async def test_no_cache_and_no_search_engine_keeps_what_a_link_shows(office: Office) -> None:
    token, _ = await made(office)

    for path in ("/shared", "/shared/diagram", "/shared/diagram.svg"):
        answer = await office.open(token, path)
        assert answer.headers["cache-control"] == "no-store", path
        assert answer.headers["x-robots-tag"] == "noindex, nofollow", path
        assert answer.headers["referrer-policy"] == "no-referrer", path
        assert "set-cookie" not in answer.headers, path


async def test_who_made_links_sees_how_often_they_were_opened_and_others_see_none(office: Office) -> None:
    token, link = await made(office)
    await office.open(token)
    await office.open(token)

    listed = told(await office.ada.client.get(f"/projects/{office.project}/share-links"))
    mine = next(each for each in listed["items"] if each["id"] == link["id"])

    assert (mine["opened"], mine["state"], mine["made_by"]) == (2, "open", "Ada")
    assert mine["last_opened_at"] is not None
    assert token not in str(listed)
    looked = await office.bo.client.get(f"/projects/{office.project}/share-links")
    assert refused(looked) == (403, "NOT_PERMITTED")
    foreign = await office.eve.client.get(f"/projects/{office.project}/share-links")
    assert refused(foreign) == (404, "PROJECT_NOT_FOUND")
    assert refused(await office.eve.client.delete(f"/share-links/{link['id']}")) == (
        404,
        "SHARE_LINK_NOT_FOUND",
    )


async def test_making_and_revoking_a_link_is_in_the_audit_trail(office: Office) -> None:
    _, link = await made(office, days=None)
    told(await office.ada.client.delete(f"/share-links/{link['id']}"))
    told(await office.ada.client.delete(f"/share-links/{link['id']}"))

    trail = told(await office.ada.client.get("/organization/audit"))["items"]
    done = [each["action"] for each in trail if each["action"].startswith("share_link.")]

    assert done[:2] == ["share_link.revoked", "share_link.made"]
    assert "revision" in trail[0]["details"]


async def test_links_of_a_suspended_organisation_open_nothing(office: Office) -> None:
    token, _ = await made(office)
    home, units = office.ada.membership.organization_id, await office.services.aget(UnitsOfWork)
    row = SuspensionRow(organization_id=home, since=utc_now(), suspended_by="usr_operator", reason="test")
    async with units.write(EveryTenant("test")) as services:
        services.get(AsyncSession).add(row)
    answer = await office.open(token)
    async with units.write(EveryTenant("test")) as services:
        await services.get(AsyncSession).execute(
            delete(SuspensionRow).where(SuspensionRow.organization_id == home)
        )

    assert refused(answer) == (404, "LINK_OPENS_NOTHING")
    assert (await office.open(token)).status_code == 200


async def _set_end(office: Office, link_id: str) -> None:
    units = await office.services.aget(UnitsOfWork)
    async with units.write(OneTenant(office.ada.membership.organization_id)) as services:
        await services.get(AsyncSession).execute(
            update(ShareLinkRow)
            .where(ShareLinkRow.id == link_id)
            .values(expires_at=utc_now() - timedelta(seconds=1))
        )


async def test_a_project_opens_on_another_device_where_one_was_last(office: Office) -> None:
    address = f"/projects/{office.project}/place"
    place = {"tab": "diagram", "conversation": None, "option": office.option, "view": "network"}
    assert told(await office.ada.client.get(address)) is None

    told(await office.ada.client.put(address, json={"tab": "board"}))
    told(await office.ada.client.put(address, json=place))

    assert told(await office.ada.client.get(address)) == place
    assert told(await office.bo.client.get(address)) is None
    assert refused(await office.eve.client.put(address, json=place)) == (404, "PROJECT_NOT_FOUND")
