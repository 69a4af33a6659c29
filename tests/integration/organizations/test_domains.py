"""Domains: claimed by many, proved by one, and what a proved address opens; and how an organisation ends."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest
import pytest_asyncio
import svcs
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from builders.people import SYSTEM, SignedIn, a_person
from builders.platform import a_transport
from cloudwright.adapters.dns_txt import question, texts
from cloudwright.kit.clock import utc_now
from cloudwright.organizations.domains.service import Domains
from cloudwright.organizations.errors import DomainNotFound, DomainNotProved, DomainRefused
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.models import PersonRow

pytestmark = pytest.mark.asyncio(loop_scope="module")

Installation = tuple[svcs.Container, httpx.AsyncBaseTransport]


@dataclass
class WrittenRecords:
    """A DNS that answers what was written into it."""

    written: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def of(self, name: str) -> tuple[str, ...]:
        return self.written.get(name, ())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def installation(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    async with a_transport(tmp_path_factory.mktemp("installation")) as (services, transport):
        yield services, transport


@pytest_asyncio.fixture(loop_scope="module")
async def people(installation: Installation) -> AsyncIterator[tuple[SignedIn, SignedIn]]:
    services, transport = installation
    async with (
        a_person(services, transport, name="Ada") as ada,
        a_person(services, transport, name="Bo") as bo,
    ):
        yield ada, bo


def acting(person: SignedIn) -> Principal:
    return Principal(person.person.id, person.membership.organization_id, Role.OWNER, "sgn_1")


async def at_address(installation: Installation, person: SignedIn, email: str, *, proved: bool) -> None:
    units = await installation[0].aget(UnitsOfWork)
    async with units.write(SYSTEM) as scoped:
        proven = {"email_verified_at": utc_now() if proved else None}
        await (await scoped.aget(AsyncSession)).execute(
            update(PersonRow).where(PersonRow.id == person.person.id).values(email=email, **proven)
        )


async def test_a_domain_is_proved_by_its_record_and_lets_proved_addresses_in(
    installation: Installation, people: tuple[SignedIn, SignedIn]
) -> None:
    ada, bo = people
    records = WrittenRecords()
    domains = Domains(await installation[0].aget(UnitsOfWork), records)
    claim = await domains.claim(acting(ada), "shop.example")
    rival = await domains.claim(acting(bo), "shop.example")
    with pytest.raises(DomainNotProved):
        await domains.verify(acting(ada), claim.id)
    records.written[claim.record_name] = ("something else", claim.record_value)

    assert (await domains.verify(acting(ada), claim.id)).verified_at
    with pytest.raises(DomainNotProved):
        await domains.verify(acting(bo), rival.id)
    await at_address(installation, bo, "bo@shop.example", proved=False)
    assert await domains.open_to(bo.person.id) == []
    with pytest.raises(DomainNotFound):
        await domains.join(acting(bo), ada.membership.organization_id)

    await at_address(installation, bo, "bo@shop.example", proved=True)
    assert [each.id for each in await domains.open_to(bo.person.id)] == [ada.membership.organization_id]
    assert (await domains.join(acting(bo), ada.membership.organization_id)).role is Role.VIEWER
    assert await domains.open_to(bo.person.id) == []


async def test_a_domain_of_everybodys_mail_is_nobodys(
    installation: Installation, people: tuple[SignedIn, SignedIn]
) -> None:
    domains = Domains(await installation[0].aget(UnitsOfWork), WrittenRecords())

    with pytest.raises(DomainRefused):
        await domains.claim(acting(people[0]), "gmail.com")


async def test_an_organisation_ends_with_everything_in_it_once_its_name_is_typed(
    people: tuple[SignedIn, SignedIn],
) -> None:
    client = people[0].client
    await client.post("/projects", json={"goal": "a shop"})
    await client.post("/organization/api-keys", json={"name": "CI", "scopes": ["projects:read"]})

    wrong = await client.request("DELETE", "/organization", json={"name": "Bo's"})
    kept = await client.get("/projects")
    right = await client.request("DELETE", "/organization", json={"name": "Ada's"})

    assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "NAME_DIFFERS")
    assert len(kept.json()["data"]) > 0
    assert right.status_code == 200, right.text
    assert (await client.get("/me")).status_code == 401


async def test_the_strings_of_a_record_are_put_together_and_other_records_left_out() -> None:
    asked = question(7, "_cloudwright.shop.example")
    name = b"\xc0\x0c"
    alias = name + b"\x00\x05\x00\x01\x00\x00\x00\x3c\x00\x02\xc0\x0c"
    text = name + b"\x00\x10\x00\x01\x00\x00\x00\x3c\x00\x08\x03abc\x03def"
    answer = asked[:6] + b"\x00\x02\x00\x00\x00\x00" + asked[12:-11] + alias + text

    assert texts(answer) == ("abcdef",)
