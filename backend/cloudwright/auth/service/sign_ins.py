"""Sign-ins: start one, recognise one, list and end them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.auth.access_tokens import Access
from cloudwright.auth.devices import device_name
from cloudwright.auth.errors import SignInNotFound
from cloudwright.auth.impersonation.service import Impersonations
from cloudwright.auth.repository import RefreshTokensTable, SignInsTable
from cloudwright.auth.schemas import Device, Ending, Method
from cloudwright.auth.sign_in import Entrance, Recognised, SignIn, Started
from cloudwright.config import SignInSettings
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.kit.tokens import new_token, token_hash
from cloudwright.organizations.errors import OrganizationNotFound
from cloudwright.organizations.schemas import Membership
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.rbac.permissions import ONLOOKING
from cloudwright.tenancy.principal import Approach, Onlooker, Principal
from cloudwright.users.schemas import Standing as PersonStanding
from cloudwright.users.service import People

_SEEN_AGAIN_AFTER = timedelta(minutes=5)


class SignIns:
    """Starts, recognises and ends sign-ins; most of it works before the organisation is known."""

    def __init__(
        self,
        db: AsyncSession,
        settings: SignInSettings,
        *,
        organizations: Organizations,
        people: People,
        audit: AuditTrail,
        clock: Clock = utc_now,
    ) -> None:
        self._impersonations = Impersonations(db, clock)
        self._sign_ins = SignInsTable(db)
        self._refresh_tokens = RefreshTokensTable(db)
        self._settings = settings
        self._organizations = organizations
        self._people = people
        self._audit = audit
        self._clock = clock

    async def start(self, membership: Membership, entrance: Entrance) -> Started:
        """Start a sign-in for a member on a device and return its refresh token, this once."""
        now = self._clock()
        sign_in = SignIn(
            id=new_id("sgn"),
            person_id=membership.person_id,
            organization_id=membership.organization_id,
            entrance=entrance,
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(days=self._settings.lifetime_days),
        )
        await self._sign_ins.add(sign_in)
        refresh_token = new_token()
        await self._refresh_tokens.add(token_hash(refresh_token), sign_in, now=now)
        await self._record("sign_in.started", sign_in, details={"device": entrance.device})
        access = await self.access(sign_in)
        return Started(refresh_token=refresh_token, access=access, principal=_principal(sign_in, membership))

    async def recognise(self, access: Access, *, address: str) -> Recognised | None:
        """Return who a believed token speaks for today; None when it ended or names another organisation."""
        sign_in = await self._sign_ins.live(access.sign_in_id, now=self._clock())
        if sign_in is None or sign_in.organization_id != access.organization_id:
            return None
        standing = await self._people.standing(sign_in.person_id)
        if standing is None or not standing.may_enter(access.epoch):
            return None
        principal = await self._speaks_for(sign_in, standing, address=address)
        if principal is None:
            return None
        stale = self._clock() - sign_in.last_seen_at > _SEEN_AGAIN_AFTER
        return Recognised(principal, stale=stale and principal.onlooker is None)

    async def choose(self, principal: Principal, organization_id: str) -> Access:
        """Let the caller's device work for another of their organisations.

        Raises:
            OrganizationNotFound: they are not a member of it.
        """
        if await self._organizations.membership(organization_id, principal.user_id) is None:
            raise OrganizationNotFound(
                "You are not a member of this organisation.", details={"id": organization_id}
            )
        await self._sign_ins.choose(principal.sign_in_id, organization_id)
        return Access(
            person_id=principal.user_id,
            organization_id=organization_id,
            sign_in_id=principal.sign_in_id,
            epoch=await self._people.epoch(principal.user_id),
        )

    async def at_home(self, sign_in: SignIn) -> SignIn | None:
        """Return the sign-in, for another organisation where the chosen one is the person's no more."""
        if await self._organizations.membership(sign_in.organization_id, sign_in.person_id):
            return sign_in
        places = await self._organizations.places(sign_in.person_id)
        if not places:
            return None
        chosen = places[0].organization.id
        await self._sign_ins.choose(sign_in.id, chosen)
        return replace(sign_in, organization_id=chosen)

    async def still_valid(self, sign_in_id: str, *, address: str) -> Principal | None:
        """Return the principal of a sign-in that has not ended, with today's role and rules."""
        sign_in = await self._sign_ins.live(sign_in_id, now=self._clock())
        standing = None if sign_in is None else await self._people.standing(sign_in.person_id)
        if sign_in is None or standing is None or standing.disabled:
            return None
        return await self._speaks_for(sign_in, standing, address=address)

    async def seen(self, principal: Principal) -> None:
        """Note that the device was here just now."""
        await self._sign_ins.touch(principal.sign_in_id, now=self._clock())

    async def devices(self, principal: Principal) -> Sequence[Device]:
        """Return the sign-ins of a person that have not ended, the newest visit first."""
        live = await self._sign_ins.live_of(principal.user_id, now=self._clock())
        return [
            Device(
                id=each.id,
                device=device_name(each.entrance.device),
                address=each.entrance.address,
                method=each.entrance.method,
                started_at=each.created_at,
                last_seen_at=each.last_seen_at,
                current=each.id == principal.sign_in_id,
            )
            for each in live
        ]

    async def end(self, principal: Principal, *, sign_in_id: str | None = None) -> None:
        """End a sign-in of this person, their own device's unless named; its tokens are worth nothing now.

        Raises:
            SignInNotFound: they have no such sign-in.
        """
        found = await self._sign_ins.live(sign_in_id or principal.sign_in_id, now=self._clock())
        if found is None or found.person_id != principal.user_id:
            raise SignInNotFound("This device is not signed in.", details={"id": sign_in_id or ""})
        await self.close(found, Ending.SIGNED_OUT)

    async def end_others(self, principal: Principal, ending: Ending) -> int:
        """End every other sign-in of this person; return how many."""
        live = await self._sign_ins.live_of(principal.user_id, now=self._clock())
        others = [each for each in live if each.id != principal.sign_in_id]
        for each in others:
            await self.close(each, ending)
        return len(others)

    async def since(self, principal: Principal) -> datetime | None:
        """Return when the caller's sign-in began."""
        found = await self._sign_ins.live(principal.sign_in_id, now=self._clock())
        return None if found is None else found.created_at

    async def proved_second(self, principal: Principal) -> None:
        """Note that the caller has given their second factor on this device."""
        await self._sign_ins.prove(principal.sign_in_id)

    async def proved_first_only(self, person_id: str) -> None:
        """Note that a person has no second factor any more: no sign-in of theirs counts as one with it."""
        await self._sign_ins.unprove(person_id)

    async def was_here(self, person_id: str) -> bool:
        """Return whether a person has ever signed in."""
        return await self._sign_ins.any_of(person_id)

    async def end_all(self, person_id: str, ending: Ending) -> int:
        """End every sign-in of a person; return how many."""
        live = await self._sign_ins.live_of(person_id, now=self._clock())
        for each in live:
            await self.close(each, ending)
        return len(live)

    async def close(self, sign_in: SignIn, ending: Ending) -> None:
        """End a sign-in and its tokens, and record why."""
        now = self._clock()
        await self._sign_ins.revoke(sign_in.id, ending, now=now)
        await self._refresh_tokens.end(sign_in.id)
        await self._record("sign_in.ended", sign_in, details={"reason": ending.value})

    async def _speaks_for(
        self, sign_in: SignIn, standing: PersonStanding, *, address: str
    ) -> Principal | None:
        """Return the person of the device; while they look as a member, that member."""
        entrance = sign_in.entrance
        here = entrance.method is Method.LOCAL and self._settings.local
        operator = standing.operator and (here or (standing.proven and entrance.second_factor))
        if operator and sign_in.impersonation_id is not None:
            seen_as = await self._onlooker(sign_in.impersonation_id, address=address)
            if seen_as is not None:
                return seen_as
        member = await self._member(sign_in, address=address)
        return None if member is None else replace(member, operator=operator)

    async def _onlooker(self, impersonation_id: str, *, address: str) -> Principal | None:
        """Return the member that an operator looks as; None when that is over, or may not be any more."""
        made = await self._impersonations.live(impersonation_id)
        person = None if made is None else await self._people.standing(made.person_id)
        if made is None or person is None or person.operator or person.disabled:
            return None
        place = await self._organizations.standing(made.organization_id, made.person_id)
        if place is None:
            return None
        return Principal(
            user_id=made.person_id,
            organization_id=made.organization_id,
            role=place.membership.role,
            sign_in_id=made.sign_in_id,
            approach=Approach(
                address=address, scopes=ONLOOKING, expires_at=made.expires_at, rules=place.rules
            ),
            onlooker=Onlooker(
                operator_id=made.operator_id,
                operator_name=made.operator_name,
                impersonation_id=made.id,
                reason=made.reason,
                ends_at=made.expires_at,
            ),
        )

    async def _member(self, sign_in: SignIn, *, address: str) -> Principal | None:
        standing = await self._organizations.standing(sign_in.organization_id, sign_in.person_id)
        if standing is None:
            return None
        entrance = sign_in.entrance
        approach = Approach(
            address=address,
            provider=entrance.provider,
            second_factor=entrance.second_factor,
            rules=standing.rules,
        )
        return replace(_principal(sign_in, standing.membership), approach=approach)

    async def access(self, sign_in: SignIn) -> Access:
        """Return whom the next access token of a sign-in speaks for."""
        return Access(
            person_id=sign_in.person_id,
            organization_id=sign_in.organization_id,
            sign_in_id=sign_in.id,
            epoch=await self._people.epoch(sign_in.person_id),
        )

    async def _record(self, action: str, sign_in: SignIn, *, details: dict[str, str]) -> None:
        await self._audit.record(
            action,
            sign_in.id,
            actor_id=sign_in.person_id,
            organization_id=sign_in.organization_id,
            details=details,
        )


def _principal(sign_in: SignIn, membership: Membership) -> Principal:
    return Principal(
        user_id=sign_in.person_id,
        organization_id=sign_in.organization_id,
        role=membership.role,
        sign_in_id=sign_in.id,
    )
