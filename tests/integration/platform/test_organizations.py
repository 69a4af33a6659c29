"""Organisations over HTTP: found one, invite, accept, change roles, leave; and what each refuses."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
import svcs
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from builders.people import SYSTEM, SignedIn, a_person
from builders.platform import a_transport
from cloudwright.notifications.models import NotificationRow
from cloudwright.organizations.seats import Seats
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")


Installation = tuple[svcs.Container, httpx.AsyncBaseTransport]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def installation(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    async with a_transport(tmp_path_factory.mktemp("installation")) as (services, transport):
        yield services, transport


@pytest_asyncio.fixture(loop_scope="module")
async def people(installation: Installation) -> AsyncIterator[dict[str, SignedIn]]:
    """Three people with an organisation each, who know nobody yet."""
    services, transport = installation
    async with (
        a_person(services, transport, name="Ada") as ada,
        a_person(services, transport, name="Bo") as bo,
        a_person(services, transport, name="Cy") as cy,
    ):
        yield {"ada": ada, "bo": bo, "cy": cy}


async def data(answer: httpx.Response) -> object:
    assert answer.status_code < 300, answer.text
    return answer.json()["data"]


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def invited(host: SignedIn, guest: SignedIn, *, role: str = "architect") -> str:
    """Invite a guest and return the id of the invitation."""
    answer = await host.client.post(
        "/organization/invitations", json={"email": guest.person.email.upper(), "role": role}
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["data"]["id"])


async def mailed(installation: Installation, guest: SignedIn) -> str:
    """Return the token in the newest mail to a guest."""
    units = await installation[0].aget(UnitsOfWork)
    async with units.read(SYSTEM) as scoped:
        rows = await (await scoped.aget(AsyncSession)).scalars(select(NotificationRow.message))
        links = [str(row["content"]) for row in rows if row and row["to"] == guest.person.email]
    found = re.search(r"/invitations#token=([^']+)'", links[-1])
    assert found
    return found[1]


async def working_for(guest: SignedIn, host: SignedIn) -> dict[str, str]:
    """Turn a guest's device to the host's organisation and return what its requests carry."""
    choice = {"organization_id": host.membership.organization_id}
    access = (await guest.client.post("/sign-in/organization", json=choice)).cookies["cw_access"]
    guest.client.cookies.clear()
    return {"authorization": f"Bearer {access}"}


async def seats(host: SignedIn) -> int:
    count = (await host.client.get("/organization/seats")).json()["data"]
    return int(count["used"]) + int(count["invited"])


async def test_an_invitation_is_seen_accepted_and_worked_for(
    installation: Installation, people: dict[str, SignedIn]
) -> None:
    ada, bo = people["ada"], people["bo"]
    before = await seats(ada)
    await invited(ada, bo)
    token = {"token": await mailed(installation, bo)}

    preview = await data(
        await bo.client.post("/invitations/preview", json=token, headers={"authorization": ""})
    )
    accepted = await data(await bo.client.post("/invitations/accept", json=token))
    places = await data(await bo.client.get("/organizations"))
    at_adas = await working_for(bo, ada)
    members = await data(await bo.client.get("/organization/members", headers=at_adas))

    assert isinstance(preview, dict)
    assert (preview["organization"], preview["inviter"]) == ("Ada's", "Ada")
    assert (preview["email"], preview["role"]) == (bo.person.email, "architect")
    assert accepted == {
        "organization_id": ada.membership.organization_id,
        "person_id": bo.person.id,
        "role": "architect",
    }
    assert isinstance(places, list)
    assert [(each["organization"]["name"], each["role"]) for each in places] == [
        ("Ada's", "architect"),
        ("Bo's", "owner"),
    ]
    assert isinstance(members, dict)
    assert [(each["name"], each["self"]) for each in members["items"]] == [("Ada", False), ("Bo", True)]
    assert all(each["last_active_at"] and not each["second_factor"] for each in members["items"])
    assert await seats(ada) == before + 1
    again = await bo.client.post("/invitations/accept", json=token, headers=at_adas)
    assert code(again) == (404, "INVITATION_ENDED")
    assert code(await bo.client.get("/organization/audit", headers=at_adas)) == (403, "NOT_PERMITTED")

    await data(await ada.client.delete(f"/organization/members/{bo.person.id}"))
    assert (await bo.client.get("/organization/members", headers=at_adas)).status_code == 401
    assert await seats(ada) == before


async def test_an_invitation_is_for_one_address_unless_another_one_is_meant(
    installation: Installation, people: dict[str, SignedIn]
) -> None:
    ada, bo, cy = people["ada"], people["bo"], people["cy"]
    await invited(ada, cy)
    token = {"token": await mailed(installation, cy)}

    refused = await bo.client.post("/invitations/accept", json=token)
    meant = await bo.client.post("/invitations/accept", json={**token, "with_other_address": True})

    assert code(refused) == (403, "INVITATION_FOR_SOMEBODY_ELSE")
    assert await data(meant) == {
        "organization_id": ada.membership.organization_id,
        "person_id": bo.person.id,
        "role": "architect",
    }


async def test_an_invitation_that_is_withdrawn_or_sent_again_ends_its_link(
    installation: Installation, people: dict[str, SignedIn]
) -> None:
    ada, bo, cy = people["ada"], people["bo"], people["cy"]
    before = await seats(ada)
    sent = await invited(ada, cy)
    token = {"token": await mailed(installation, cy)}

    again = await ada.client.post(
        "/organization/invitations", json={"email": cy.person.email, "role": "viewer"}
    )
    assert code(again) == (409, "ALREADY_INVITED")
    too_soon = await ada.client.post(f"/organization/invitations/{sent}/resend")
    assert code(too_soon) == (429, "INVITATION_JUST_SENT")
    assert await seats(ada) == before + 1
    assert code(await bo.client.delete(f"/organization/invitations/{sent}")) == (404, "INVITATION_ENDED")
    await data(await ada.client.delete(f"/organization/invitations/{sent}"))

    assert code(await cy.client.post("/invitations/accept", json=token)) == (404, "INVITATION_ENDED")
    assert await data(await ada.client.get("/organization/invitations")) == {"items": []}
    assert await seats(ada) == before


async def test_a_seat_of_a_plan_that_cannot_grow_is_said_to_be_missing_before_and_when_inviting(
    installation: Installation, people: dict[str, SignedIn]
) -> None:
    ada, cy = people["ada"], people["cy"]
    units = await installation[0].aget(UnitsOfWork)
    async with units.write(OneTenant(ada.membership.organization_id)) as scoped:
        await (await scoped.aget(Seats)).limit(ada.membership.organization_id, 1)

    price = await data(await ada.client.get("/organization/seats/price"))
    refused = await ada.client.post(
        "/organization/invitations", json={"email": cy.person.email, "role": "viewer", "buy_seat": True}
    )

    assert isinstance(price, dict)
    assert (price["seats_free"], price["adds_seat"], price["blocked"]) == (0, False, True)
    assert code(refused) == (429, "SEATS_EXHAUSTED")
    assert await data(await ada.client.get("/organization/seats")) == {"used": 1, "invited": 0, "limit": 1}


async def test_an_organization_keeps_an_owner(people: dict[str, SignedIn]) -> None:
    cy = people["cy"]
    mine = f"/organization/members/{cy.person.id}"

    assert code(await cy.client.patch(mine, json={"role": "viewer"})) == (409, "LAST_OWNER")
    assert code(await cy.client.delete("/me/membership")) == (409, "LAST_OWNER")


async def test_an_admin_makes_no_owner_and_a_member_invites_nobody(
    installation: Installation, people: dict[str, SignedIn]
) -> None:
    ada, cy = people["ada"], people["cy"]
    await invited(ada, cy, role="admin")
    token = {"token": await mailed(installation, cy)}
    await data(await cy.client.post("/invitations/accept", json=token))
    at_adas = await working_for(cy, ada)

    owner = {"email": "new@example.com", "role": "owner"}
    raised = await cy.client.post("/organization/invitations", json=owner, headers=at_adas)
    ousted = await cy.client.delete(f"/organization/members/{ada.person.id}", headers=at_adas)
    lowered = await ada.client.patch(f"/organization/members/{cy.person.id}", json={"role": "viewer"})
    asked = await cy.client.post(
        "/organization/invitations", json={**owner, "role": "viewer"}, headers=at_adas
    )

    assert code(raised) == (403, "ROLE_REFUSED")
    assert code(ousted) == (403, "ROLE_REFUSED")
    assert lowered.status_code == 200
    assert code(asked) == (403, "NOT_PERMITTED")
    trail = await data(await ada.client.get("/organization/audit"))
    assert isinstance(trail, dict)
    assert {"invitation.sent", "invitation.accepted", "member.role_changed"} <= set(trail["actions"])


@pytest.mark.parametrize("email", ["", "ada", "ada@", "a b@c.de", "<ada@example.com>", "a@b" * 200])
async def test_what_is_no_address_is_refused(people: dict[str, SignedIn], email: str) -> None:
    answer = await people["bo"].client.post(
        "/organization/invitations", json={"email": email, "role": "viewer"}
    )

    assert answer.status_code == 422


async def test_an_organization_is_founded_and_chosen(people: dict[str, SignedIn]) -> None:
    bo = people["bo"]
    founded = await data(await bo.client.post("/organizations", json={"name": "  Weather watch "}))
    assert isinstance(founded, dict)
    foreign = {"organization_id": people["cy"].membership.organization_id}

    assert founded["name"] == "Weather watch"
    chosen = await bo.client.post("/sign-in/organization", json={"organization_id": founded["id"]})
    bo.client.cookies.clear()
    assert chosen.status_code == 200
    at_new = {"authorization": f"Bearer {chosen.cookies['cw_access']}"}
    refused = await bo.client.post("/sign-in/organization", json=foreign, headers=at_new)
    assert code(refused) == (404, "ORGANIZATION_NOT_FOUND")
