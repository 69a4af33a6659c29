"""People who are signed in, beside the local architect: each with a client of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from builders.platform import CHANGING
from cloudwright.auth.schemas import Method
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.service.signing import Signing
from cloudwright.auth.sign_in import Entrance
from cloudwright.kit.clock import utc_now
from cloudwright.kit.ids import new_id
from cloudwright.organizations.repository import OrganizationsTable
from cloudwright.organizations.schemas import Membership
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.tenancy.principal import Role
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.schemas import Person
from cloudwright.users.service import People

SYSTEM = EveryTenant("test")


@dataclass(frozen=True)
class SignedIn:
    """A person, their place, and a client that speaks for them."""

    person: Person
    membership: Membership
    client: httpx.AsyncClient


@asynccontextmanager
async def a_person(
    services: svcs.Container, transport: httpx.AsyncBaseTransport, *, name: str
) -> AsyncIterator[SignedIn]:
    """Somebody with an organisation of their own, signed in from a browser."""
    units, signing = await services.aget(UnitsOfWork, Signing)
    person_id = new_id("usr")
    person = Person(id=person_id, name=name, email=f"{name.lower()}-{person_id[-12:]}@example.com")
    async with units.write(SYSTEM) as scoped:
        people, organizations, sign_ins = await scoped.aget(People, Organizations, SignIns)
        await people.ensure(person)
        membership = await organizations.found(f"{name}'s", owner_id=person.id)
        entrance = Entrance(Method.PASSWORD, device="test", address="127.0.0.1")
        started = await sign_ins.start(membership, entrance)
    token = await signing.sign(started.access)
    headers = {**CHANGING, "authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost:8000/api/v1", headers=headers
    ) as client:
        yield SignedIn(person, membership, client)


@asynccontextmanager
async def a_colleague(
    services: svcs.Container, transport: httpx.AsyncBaseTransport, *, of: SignedIn, name: str, role: Role
) -> AsyncIterator[SignedIn]:
    """Somebody who works for the organisation of another person, signed in from a browser."""
    units, signing = await services.aget(UnitsOfWork, Signing)
    person_id, organization_id = new_id("usr"), of.membership.organization_id
    person = Person(id=person_id, name=name, email=f"{name.lower()}-{person_id[-12:]}@example.com")
    membership = Membership(organization_id=organization_id, person_id=person_id, role=role)
    async with units.write(SYSTEM) as scoped:
        people, sign_ins = await scoped.aget(People, SignIns)
        await people.ensure(person)
        table = OrganizationsTable(scoped.get(AsyncSession))
        await table.add_membership(membership, created_at=utc_now())
        entrance = Entrance(Method.PASSWORD, device="test", address="127.0.0.1")
        started = await sign_ins.start(membership, entrance)
    token = await signing.sign(started.access)
    headers = {**CHANGING, "authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost:8000/api/v1", headers=headers
    ) as client:
        yield SignedIn(person, membership, client)
