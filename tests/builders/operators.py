"""An installation with an operator, and an organisation with one member of every role."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from builders.people import SYSTEM, SignedIn, a_person
from builders.platform import CHANGING, a_transport, some_settings
from cloudwright.auth.schemas import Method
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.service.signing import Signing
from cloudwright.auth.sign_in import Entrance
from cloudwright.bootstrap.operating import appointments
from cloudwright.kit.clock import utc_now
from cloudwright.kit.ids import new_id
from cloudwright.organizations.repository import OrganizationsTable
from cloudwright.organizations.schemas import Membership
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.tenancy.principal import Role
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.schemas import Person
from cloudwright.users.service import People

BASE = "http://localhost:8000/api/v1"
REASON = "they asked why their plan looks empty"


@dataclass(frozen=True)
class Operated:
    """Everybody whom the platform's pages are about."""

    services: svcs.Container
    transport: httpx.AsyncBaseTransport
    operator: SignedIn
    owner: SignedIn
    members: Mapping[Role, SignedIn]

    @property
    def home(self) -> str:
        """The id of the organisation that everybody but the operator belongs to."""
        return self.owner.membership.organization_id


@asynccontextmanager
async def an_operated_installation(directory: Path) -> AsyncIterator[Operated]:
    """Everything runs; Olga is its operator, Ada owns an organisation with a member of each role."""
    settings = some_settings(directory)
    async with AsyncExitStack() as stack:
        services, transport = await stack.enter_async_context(a_transport(directory, settings=settings))
        owner = await stack.enter_async_context(a_person(services, transport, name="Ada"))
        home = owner.membership.organization_id
        members = {Role.OWNER: owner}
        for role in Role:
            if role is not Role.OWNER:
                joined = await _joined(services, home, role=role)
                members[role] = await stack.enter_async_context(
                    _signed_in(
                        services, transport, person=joined[0], membership=joined[1], second_factor=True
                    )
                )
        olga = Person(id=new_id("usr"), name="Olga", email="olga@example.com")
        async with services.get(UnitsOfWork).write(SYSTEM) as scoped:
            people, organizations = await scoped.aget(People, Organizations)
            await people.enrol(olga, proven_at=utc_now())
            own = await organizations.found("Olga's", owner_id=olga.id)
        async with appointments(settings) as appointing:
            await appointing.add(olga.email)
        operator = await stack.enter_async_context(
            _signed_in(services, transport, person=olga, membership=own, second_factor=True)
        )
        yield Operated(services, transport, operator, owner, members)


async def _joined(services: svcs.Container, home: str, *, role: Role) -> tuple[Person, Membership]:
    person = Person(id=new_id("usr"), name=f"Member {role}", email=f"{role}@example.com")
    membership = Membership(organization_id=home, person_id=person.id, role=role)
    async with services.get(UnitsOfWork).write(SYSTEM) as scoped:
        await (await scoped.aget(People)).enrol(person, proven_at=utc_now())
        table = OrganizationsTable(scoped.get(AsyncSession))
        await table.add_membership(membership, created_at=utc_now())
    return person, membership


@asynccontextmanager
async def signed_in_again(
    operated: Operated, who: SignedIn, *, second_factor: object
) -> AsyncIterator[SignedIn]:
    """Another device of the same person."""
    async with _signed_in(
        operated.services,
        operated.transport,
        person=who.person,
        membership=who.membership,
        second_factor=second_factor,
    ) as signed_in:
        yield signed_in


@asynccontextmanager
async def _signed_in(
    services: svcs.Container,
    transport: httpx.AsyncBaseTransport,
    *,
    person: Person,
    membership: Membership,
    second_factor: object,
) -> AsyncIterator[SignedIn]:
    units, signing = await services.aget(UnitsOfWork, Signing)
    entrance = Entrance(
        Method.PASSWORD, device="test", address="127.0.0.1", second_factor=bool(second_factor)
    )
    async with units.write(SYSTEM) as scoped:
        started = await (await scoped.aget(SignIns)).start(membership, entrance)
    headers = {**CHANGING, "authorization": f"Bearer {await signing.sign(started.access)}"}
    async with httpx.AsyncClient(transport=transport, base_url=BASE, headers=headers) as client:
        yield SignedIn(person, membership, client)
