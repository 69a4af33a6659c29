"""Organisations over HTTP: found one, invite, accept, change roles, leave; and what each refuses."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
import svcs

from builders.people import SignedIn, a_person
from builders.platform import a_transport

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


async def invited(host: SignedIn, guest: SignedIn, *, role: str = "architect") -> dict[str, object]:
    answer = await host.client.post(
        "/organization/invitations", json={"email": guest.person.email.upper(), "role": role}
    )
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["data"])


async def seats(host: SignedIn) -> int:
    return int((await host.client.get("/organization/seats")).json()["data"]["used"])


async def test_an_invitation_is_seen_accepted_and_worked_for(people: dict[str, SignedIn]) -> None:
    ada, bo = people["ada"], people["bo"]
    before = await seats(ada)
    token = (await invited(ada, bo))["token"]

    preview = await data(await bo.client.get(f"/invitations/{token}", headers={"authorization": ""}))
    accepted = await data(await bo.client.post(f"/invitations/{token}/accept"))
    places = await data(await bo.client.get("/organizations"))
    chosen = await bo.client.post(
        "/sign-in/organization", json={"organization_id": ada.membership.organization_id}
    )
    access = chosen.cookies["cw_access"]
    bo.client.cookies.clear()
    at_adas = {"authorization": f"Bearer {access}"}
    members = await data(await bo.client.get("/organization/members", headers=at_adas))

    assert isinstance(preview, dict)
    assert (preview["organization"], preview["email"]) == ("Ada's", bo.person.email)
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
    assert isinstance(members, list)
    assert [each["person"]["name"] for each in members] == ["Ada", "Bo"]
    assert await seats(ada) == before + 1
    again = await bo.client.post(f"/invitations/{token}/accept", headers=at_adas)
    assert code(again) == (404, "INVITATION_ENDED")
    assert code(await bo.client.get("/organization/audit", headers=at_adas)) == (403, "NOT_PERMITTED")

    await data(await ada.client.delete(f"/organization/members/{bo.person.id}"))
    refused = await bo.client.get("/organization/members", headers=at_adas)
    assert code(refused) == (401, "NOT_SIGNED_IN")
    assert await seats(ada) == before


async def test_an_invitation_is_for_one_address_and_ends_when_withdrawn(
    people: dict[str, SignedIn],
) -> None:
    ada, bo, cy = people["ada"], people["bo"], people["cy"]
    before = await seats(ada)
    sent = await invited(ada, cy)
    invitation = sent["invitation"]
    assert isinstance(invitation, dict)

    assert code(await bo.client.post(f"/invitations/{sent['token']}/accept")) == (
        403,
        "INVITATION_FOR_SOMEBODY_ELSE",
    )
    again = await ada.client.post(
        "/organization/invitations", json={"email": cy.person.email, "role": "viewer"}
    )
    assert code(again) == (409, "ALREADY_INVITED")
    assert await seats(ada) == before + 1
    foreign = await bo.client.delete(f"/organization/invitations/{invitation['id']}")
    assert code(foreign) == (404, "INVITATION_ENDED")
    await data(await ada.client.delete(f"/organization/invitations/{invitation['id']}"))

    assert code(await cy.client.post(f"/invitations/{sent['token']}/accept")) == (404, "INVITATION_ENDED")
    assert await data(await ada.client.get("/organization/invitations")) == []
    assert await seats(ada) == before


async def test_an_organization_keeps_an_owner(people: dict[str, SignedIn]) -> None:
    cy = people["cy"]
    mine = f"/organization/members/{cy.person.id}"

    assert code(await cy.client.patch(mine, json={"role": "viewer"})) == (409, "LAST_OWNER")
    assert code(await cy.client.delete("/me/membership")) == (409, "LAST_OWNER")


async def test_an_admin_makes_no_owner_and_a_member_invites_nobody(people: dict[str, SignedIn]) -> None:
    ada, cy = people["ada"], people["cy"]
    token = (await invited(ada, cy, role="admin"))["token"]
    await data(await cy.client.post(f"/invitations/{token}/accept"))
    choice = {"organization_id": ada.membership.organization_id}
    access = (await cy.client.post("/sign-in/organization", json=choice)).cookies["cw_access"]
    cy.client.cookies.clear()
    at_adas = {"authorization": f"Bearer {access}"}

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
    assert isinstance(trail, list)
    assert {"invitation.sent", "invitation.accepted", "member.role_changed"} <= {
        each["action"] for each in trail
    }


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
