"""Taking everything along, and taking everything away."""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.auth.account.errors import NotConfirmed, OrganizationHeld, SoleOwner
from cloudwright.auth.account.ports import PersonalRecords, Remains
from cloudwright.auth.account.service.accounts import OWN_ACCOUNT, Accounts, insist_on_account
from cloudwright.auth.account_names import account_name
from cloudwright.auth.entry.repository import MailLinksTable
from cloudwright.auth.schemas import Ending
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.notifications.schemas import AccountDeleted, Message
from cloudwright.notifications.service import Outbox
from cloudwright.organizations.schemas import OrganizationPlace
from cloudwright.organizations.service.closing import Closing
from cloudwright.organizations.service.members import Members
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.repository import PersonRows
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.schemas import Person
from cloudwright.users.service import People


@dataclass(frozen=True, slots=True)
class _Place:
    """An organisation of somebody who leaves: `alone` when nobody else is in it."""

    place: OrganizationPlace
    principal: Principal
    alone: bool
    sole_owner: bool


class Leaving:
    """One per process. Each organisation is left in a transaction of its own; repeating it goes on."""

    def __init__(
        self,
        units: UnitsOfWork,
        accounts: Accounts,
        *,
        records: PersonalRecords,
        remains: Remains,
        origin: str,
        clock: Clock = utc_now,
    ) -> None:
        self._units = units
        self._accounts = accounts
        self._records = records
        self._remains = remains
        self._origin = origin
        self._clock = clock

    async def archive(self, principal: Principal) -> AsyncIterator[tuple[str, bytes]]:
        """Give the files of everything that the caller is, made and wrote here."""
        account = await self._accounts.show(principal)
        async with self._units.write(OWN_ACCOUNT) as services:
            places = await (await services.aget(Organizations)).places(principal.user_id)
            await self._record(await services.aget(AuditTrail), "account.exported", principal)
        yield "account.json", account.model_dump_json(indent=1).encode()
        listed = [each.model_dump(mode="json") for each in places]
        yield "organizations.json", json.dumps(listed, indent=1, ensure_ascii=False).encode()
        async for file in self._records.of(principal.user_id, [each.organization.id for each in places]):
            yield file

    async def delete(self, principal: Principal, typed: str) -> None:
        """Delete the account of the caller and the organisations that are theirs alone.

        Raises:
            NotConfirmed: what was typed is not their address.
            SoleOwner: others would be left without an owner.
            OrganizationHeld: something has to be ended first, such as a plan that is paid.
            LocalAccount
        """
        insist_on_account(principal)
        async with self._units.read(OWN_ACCOUNT) as services:
            person = await (await services.aget(People)).get(principal.user_id)
            found = await (await services.aget(Organizations)).places(principal.user_id)
        if account_name(typed) != person.email:
            raise NotConfirmed("What you typed is not the address of your account. Nothing was deleted.")
        places = [await self._seen(each, principal) for each in found]
        await self._insist_on_free(places)
        for each in places:
            await self._left(each)
        await self._forget(person, principal)
        await self._remains.sweep()

    async def _seen(self, place: OrganizationPlace, principal: Principal) -> _Place:
        there = Principal(
            user_id=principal.user_id,
            organization_id=place.organization.id,
            role=place.role,
            sign_in_id=principal.sign_in_id,
        )
        async with self._units.read(there) as services:
            roster = await (await services.aget(Members)).roster()
        owners = [person.id for person, role in roster if role is Role.OWNER]
        return _Place(
            place,
            there,
            alone=len(roster) == 1,
            sole_owner=len(roster) > 1 and owners == [principal.user_id],
        )

    async def _insist_on_free(self, places: Sequence[_Place]) -> None:
        owned = [each.place.organization.name for each in places if each.sole_owner]
        if owned:
            names = ", ".join(owned)
            raise SoleOwner(
                f"You are the only owner of {names}. Make another member an owner first. "
                "Nothing was deleted.",
                details={"organizations": [*owned]},
            )
        for each in places:
            why = await self._remains.hold(each.place.organization.id) if each.alone else None
            if why is not None:
                raise OrganizationHeld(why, details={"organization": each.place.organization.name})

    async def _left(self, seen: _Place) -> None:
        async with self._units.write(seen.principal) as services:
            if not seen.alone:
                await (await services.aget(Members)).remove(seen.principal, seen.principal.user_id)
                return
            closing = await services.aget(Closing)
            await closing.delete(seen.principal, typed_name=seen.place.organization.name)

    async def _forget(self, person: Person, principal: Principal) -> None:
        now = self._clock()
        async with self._units.write(OWN_ACCOUNT) as services:
            db = services.get(AsyncSession)
            people, sign_ins = await services.aget(People, SignIns)
            audit, outbox = await services.aget(AuditTrail, Outbox)
            await sign_ins.end_all(person.id, Ending.ACCOUNT_DELETED)
            await self._record(audit, "account.deleted", principal)
            await MailLinksTable(db).end_all(person.email, now=now)
            await PersonRows(db).erase(person.id)
            await people.forget(person.id)
            content = AccountDeleted(person=person.name, at=now, link=self._origin)
            await outbox.add(Message(to=person.email, content=content))

    async def _record(self, audit: AuditTrail, action: str, principal: Principal) -> None:
        await audit.record(
            action,
            principal.user_id,
            actor_id=principal.user_id,
            organization_id=principal.organization_id,
        )
