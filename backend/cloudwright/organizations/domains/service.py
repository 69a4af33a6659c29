"""Claims domains, proves them by a DNS record, and lets people with such an address join."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.kit.tokens import new_token
from cloudwright.organizations.domains.repository import DomainsTable
from cloudwright.organizations.domains.schemas import Claim, Domain, OpenPlace
from cloudwright.organizations.errors import (
    DomainNotFound,
    DomainNotProved,
    DomainRefused,
    SeatsExhausted,
)
from cloudwright.organizations.ports import TxtRecords
from cloudwright.organizations.repository import OrganizationsTable
from cloudwright.organizations.schemas import Membership
from cloudwright.organizations.seats import Full, Seats
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

_OWNERS = EveryTenant("whose a domain is, is looked for in all organisations")
_RECORD = "_cloudwright"
_VALUE = "cloudwright-verification="
PUBLIC_MAIL = frozenset(
    (
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com",
        "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "gmx.com",
        "gmx.de", "gmx.net", "web.de", "mail.com", "mail.ru", "yandex.ru", "yandex.com", "zoho.com",
        "fastmail.com", "tutanota.com", "qq.com", "163.com", "126.com", "t-online.de", "freenet.de",
        "orange.fr", "free.fr", "laposte.net", "libero.it", "hotmail.co.uk", "yahoo.co.uk", "yahoo.co.jp",
    )
)  # fmt: skip
"""Where anybody gets an address: no organisation's own."""


class Domains:
    """Asks name servers between transactions, never inside of one."""

    def __init__(self, units: UnitsOfWork, records: TxtRecords, *, clock: Clock = utc_now) -> None:
        self._units = units
        self._records = records
        self._clock = clock

    async def all(self, principal: Principal) -> Sequence[Domain]:
        """Return the domains of the caller's organisation by name."""
        async with self._units.read(principal) as services:
            claims = await DomainsTable(await services.aget(AsyncSession)).all()
        return [_shown(claim) for claim in claims]

    async def claim(self, principal: Principal, name: str) -> Domain:
        """Say that a domain is the organisation's own; nothing follows until that is proved.

        Raises:
            DomainRefused: anybody gets an address there, it is claimed already, or proved by others.
        """
        if name in PUBLIC_MAIL:
            raise DomainRefused(f"Anybody can have an address at {name}, so it is no organisation's own.")
        await self._insist_on_nobodys(name)
        claim = Claim(
            organization_id=principal.organization_id,
            id=new_id("dom"),
            name=name,
            token=new_token(),
            default_role=Role.VIEWER,
            created_by=principal.user_id,
            created_at=self._clock(),
            verified_at=None,
        )
        async with self._units.write(principal) as services:
            db, audit = await services.aget(AsyncSession, AuditTrail)
            table = DomainsTable(db)
            if any(each.name == name for each in await table.all()):
                raise DomainRefused(f"{name} is claimed already. Set its record, then verify it.")
            await table.add(claim)
            await audit.record("domain.claimed", claim.id, actor_id=principal.user_id, details={"name": name})
        return _shown(claim)

    async def verify(self, principal: Principal, domain_id: str) -> Domain:
        """Look for the record of a domain.

        Raises:
            DomainNotFound: there is no such claim.
            DomainNotProved: the record is not there, or not this one.
            DomainRefused: another organisation has proved it first.
            NameServersSilent: no name server answered.
        """
        async with self._units.read(principal) as services:
            claim = await DomainsTable(await services.aget(AsyncSession)).find(domain_id)
        if claim is None:
            raise _unknown(domain_id)
        if claim.verified_at is None:
            await self._insist_on_the_record(claim)
            await self._insist_on_nobodys(claim.name)
            await self._verified(principal, claim)
        async with self._units.read(principal) as services:
            found = await DomainsTable(await services.aget(AsyncSession)).find(domain_id)
        return _shown(found or claim)

    async def release(self, principal: Principal, domain_id: str) -> None:
        """Give a domain up; who joined by it stays. Raises DomainNotFound."""
        async with self._units.write(principal) as services:
            db, audit = await services.aget(AsyncSession, AuditTrail)
            claim = await DomainsTable(db).find(domain_id)
            if claim is None:
                raise _unknown(domain_id)
            await DomainsTable(db).remove(domain_id)
            details = {"name": claim.name}
            await audit.record("domain.released", domain_id, actor_id=principal.user_id, details=details)

    async def open_to(self, person_id: str) -> Sequence[OpenPlace]:
        """Return the organisation that a person may join because of their address, if there is one."""
        async with self._units.read(_OWNERS) as services:
            db, people, organizations = await services.aget(AsyncSession, People, Organizations)
            claim = await _matching(db, people, person_id)
            if claim is None or await organizations.membership(claim.organization_id, person_id):
                return []
            organization = await organizations.get(claim.organization_id)
        return [
            OpenPlace(id=organization.id, name=organization.name, role=claim.default_role, domain=claim.name)
        ]

    async def join(self, principal: Principal, organization_id: str) -> Membership:
        """Become a member without an invitation, where a proved address allows it.

        Raises:
            DomainNotFound: the caller's address does not open this organisation.
            SeatsExhausted: no seat is free.
        """
        async with self._units.read(_OWNERS) as services:
            db, people = await services.aget(AsyncSession, People)
            claim = await _matching(db, people, principal.user_id)
        if claim is None or claim.organization_id != organization_id:
            raise _unknown(organization_id)
        membership = Membership(
            organization_id=organization_id, person_id=principal.user_id, role=claim.default_role
        )
        async with self._units.write(OneTenant(organization_id, principal.user_id)) as services:
            db, seats, audit = await services.aget(AsyncSession, Seats, AuditTrail)
            table = OrganizationsTable(db)
            known = await table.membership(organization_id, principal.user_id)
            if known is not None:
                return known
            if isinstance(await seats.take(organization_id, principal.user_id), Full):
                raise SeatsExhausted("No seat is free there. Ask an admin of the organisation for one.")
            await table.add_membership(membership, created_at=self._clock())
            details = {"domain": claim.name, "role": claim.default_role.value}
            await audit.record(
                "member.joined", principal.user_id, actor_id=principal.user_id, details=details
            )
        return membership

    async def _insist_on_the_record(self, claim: Claim) -> None:
        found = await self._records.of(f"{_RECORD}.{claim.name}")
        if f"{_VALUE}{claim.token}" not in found:
            raise DomainNotProved(
                f"The TXT record at {_RECORD}.{claim.name} is not there yet, or has another value. It can "
                "take an hour until a new record is seen everywhere.",
                details={"found": len(found)},
            )

    async def _insist_on_nobodys(self, name: str) -> None:
        async with self._units.read(_OWNERS) as services:
            if await DomainsTable(await services.aget(AsyncSession)).verified(name) is not None:
                raise _taken(name)

    async def _verified(self, principal: Principal, claim: Claim) -> None:
        try:
            async with self._units.write(principal) as services:
                db, audit = await services.aget(AsyncSession, AuditTrail)
                await DomainsTable(db).verify(claim.id, at=self._clock())
                details = {"name": claim.name}
                await audit.record("domain.verified", claim.id, actor_id=principal.user_id, details=details)
        except IntegrityError as error:
            raise _taken(claim.name) from error


async def _matching(db: AsyncSession, people: People, person_id: str) -> Claim | None:
    """Return the proved domain of a person's proved address, in a session for every tenant."""
    if not await people.has_proven_address(person_id):
        return None
    domain = (await people.get(person_id)).email.rpartition("@")[2].lower()
    return await DomainsTable(db).verified(domain)


def _shown(claim: Claim) -> Domain:
    return Domain(
        id=claim.id,
        name=claim.name,
        verified_at=claim.verified_at,
        record_name=f"{_RECORD}.{claim.name}",
        record_value=f"{_VALUE}{claim.token}",
        default_role=claim.default_role,
    )


def _unknown(domain_id: str) -> DomainNotFound:
    return DomainNotFound("There is no such domain.", details={"id": domain_id})


def _taken(name: str) -> DomainRefused:
    return DomainRefused(f"Another organisation has proved that {name} is its own.")
