"""SQL of sign-ins, their tokens and tickets, and of signing keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.models import IdentityRow, RefreshTokenRow, SigningKeyRow, SignInRow, TicketRow
from cloudwright.auth.oidc.schemas import Identity
from cloudwright.auth.schemas import Ending, LinkState, Method
from cloudwright.auth.sign_in import Entrance, Link, SignIn
from cloudwright.auth.signing_keys import KeyTimes, StoredKey
from cloudwright.organizations.models import MembershipRow, RulesRow, SuspensionRow
from cloudwright.tenancy.principal import Principal
from cloudwright.users.models import PersonRow


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the rights of a sign-in depend on; equal ones give equal rights."""

    values: tuple[object, ...]


class SignInsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, sign_in: SignIn) -> None:
        self._db.add(
            SignInRow(
                id=sign_in.id,
                person_id=sign_in.person_id,
                chosen_organization_id=sign_in.organization_id,
                method=sign_in.entrance.method.value,
                device=sign_in.entrance.device,
                address=sign_in.entrance.address,
                second_factor=sign_in.entrance.second_factor,
                provider=sign_in.entrance.provider,
                created_at=sign_in.created_at,
                last_seen_at=sign_in.last_seen_at,
                expires_at=sign_in.expires_at,
            )
        )
        await self._db.flush()

    async def live(self, sign_in_id: str, *, now: datetime) -> SignIn | None:
        row = await self._db.scalar(select(SignInRow).where(SignInRow.id == sign_in_id, *_is_live(now)))
        return None if row is None else _sign_in(row)

    async def live_of(self, person_id: str, *, now: datetime) -> Sequence[SignIn]:
        rows = await self._db.scalars(
            select(SignInRow)
            .where(SignInRow.person_id == person_id, *_is_live(now))
            .order_by(SignInRow.last_seen_at.desc(), SignInRow.id)
        )
        return [_sign_in(row) for row in rows]

    async def stamps(self, sign_in_ids: Sequence[str], *, now: datetime) -> Mapping[str, Stamp]:
        """Return all that the rights of these sign-ins depend on; none for one that has no place any more."""
        rows = await self._db.execute(
            select(
                SignInRow.id,
                SignInRow.chosen_organization_id,
                SignInRow.impersonation_id,
                SignInRow.second_factor,
                PersonRow.epoch,
                PersonRow.disabled_at,
                PersonRow.operator,
                MembershipRow.role,
                RulesRow.changed_at,
                SuspensionRow.since,
            )
            .join(PersonRow, PersonRow.id == SignInRow.person_id)
            .join(
                MembershipRow,
                and_(
                    MembershipRow.organization_id == SignInRow.chosen_organization_id,
                    MembershipRow.person_id == SignInRow.person_id,
                ),
            )
            .outerjoin(RulesRow, RulesRow.organization_id == SignInRow.chosen_organization_id)
            .outerjoin(SuspensionRow, SuspensionRow.organization_id == SignInRow.chosen_organization_id)
            .where(SignInRow.id.in_(sign_in_ids), *_is_live(now))
        )
        return {row.id: Stamp(tuple(row)) for row in rows}

    async def any_of(self, person_id: str) -> bool:
        found = select(SignInRow.id).where(SignInRow.person_id == person_id).limit(1)
        return await self._db.scalar(found) is not None

    async def prove(self, sign_in_id: str) -> None:
        """Note that the second factor was given on a device."""
        await self._db.execute(update(SignInRow).where(SignInRow.id == sign_in_id).values(second_factor=True))

    async def unprove(self, person_id: str) -> None:
        await self._db.execute(
            update(SignInRow).where(SignInRow.person_id == person_id).values(second_factor=False)
        )

    async def touch(self, sign_in_id: str, *, now: datetime) -> None:
        await self._db.execute(update(SignInRow).where(SignInRow.id == sign_in_id).values(last_seen_at=now))

    async def choose(self, sign_in_id: str, organization_id: str) -> None:
        """Let a device work for another organisation."""
        await self._db.execute(
            update(SignInRow).where(SignInRow.id == sign_in_id).values(chosen_organization_id=organization_id)
        )

    async def revoke(self, sign_in_id: str, ending: Ending, *, now: datetime) -> None:
        await self._db.execute(
            update(SignInRow)
            .where(SignInRow.id == sign_in_id, SignInRow.revoked_at.is_(None))
            .values(revoked_at=now, reason=ending.value)
        )


class RefreshTokensTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, token_hash: str, sign_in: SignIn, *, now: datetime) -> None:
        self._db.add(
            RefreshTokenRow(
                token_hash=token_hash,
                person_id=sign_in.person_id,
                sign_in_id=sign_in.id,
                state=LinkState.LIVE.value,
                created_at=now,
            )
        )
        await self._db.flush()

    async def find(self, token_hash: str) -> Link | None:
        row = (
            await self._db.execute(
                select(
                    RefreshTokenRow.sign_in_id,
                    RefreshTokenRow.state,
                    RefreshTokenRow.rotated_at,
                    RefreshTokenRow.successor,
                ).where(RefreshTokenRow.token_hash == token_hash)
            )
        ).one_or_none()
        if row is None:
            return None
        return Link(row.sign_in_id, LinkState(row.state), rotated_at=row.rotated_at, successor=row.successor)

    async def rotate(self, token_hash: str, successor: str, *, now: datetime) -> bool:
        """Use up a live token; False when somebody else has."""
        rotated = await self._db.scalar(
            update(RefreshTokenRow)
            .where(RefreshTokenRow.token_hash == token_hash, RefreshTokenRow.state == LinkState.LIVE.value)
            .values(state=LinkState.ROTATED.value, rotated_at=now, successor=successor)
            .returning(RefreshTokenRow.token_hash)
        )
        return rotated is not None

    async def end(self, sign_in_id: str) -> None:
        await self._db.execute(
            update(RefreshTokenRow)
            .where(RefreshTokenRow.sign_in_id == sign_in_id)
            .values(state=LinkState.ENDED.value, successor=None)
        )


class IdentitiesTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def person(self, issuer: str, subject: str) -> str | None:
        return await self._db.scalar(
            select(IdentityRow.person_id).where(IdentityRow.issuer == issuer, IdentityRow.subject == subject)
        )

    async def add(self, identity: Identity, person_id: str, *, email: str, now: datetime) -> None:
        self._db.add(
            IdentityRow(
                person_id=person_id,
                issuer=identity.issuer,
                subject=identity.subject,
                email=email,
                created_at=now,
                last_used_at=now,
            )
        )
        await self._db.flush()

    async def of(self, person_id: str) -> Sequence[tuple[str, str]]:
        """Return the issuers that know a person, and the address that each knew them by."""
        rows = await self._db.execute(
            select(IdentityRow.issuer, IdentityRow.email)
            .where(IdentityRow.person_id == person_id)
            .order_by(IdentityRow.issuer)
        )
        return [(row.issuer, row.email) for row in rows]

    async def used(self, issuer: str, subject: str, *, now: datetime) -> None:
        await self._db.execute(
            update(IdentityRow)
            .where(IdentityRow.issuer == issuer, IdentityRow.subject == subject)
            .values(last_used_at=now)
        )


class TicketsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, ticket_hash: str, principal: Principal, *, expires_at: datetime) -> None:
        self._db.add(
            TicketRow(
                person_id=principal.holder_id,
                ticket_hash=ticket_hash,
                sign_in_id=principal.sign_in_id,
                expires_at=expires_at,
            )
        )
        await self._db.flush()

    async def take(self, ticket_hash: str, *, now: datetime) -> str | None:
        """Remove a ticket and return its sign-in's id; None when there is no unexpired one."""
        return await self._db.scalar(
            delete(TicketRow)
            .where(TicketRow.ticket_hash == ticket_hash, TicketRow.expires_at > now)
            .returning(TicketRow.sign_in_id)
        )

    async def sweep(self, *, now: datetime) -> None:
        await self._db.execute(delete(TicketRow).where(TicketRow.expires_at <= now))


class SigningKeysTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def all(self) -> Sequence[StoredKey]:
        rows = await self._db.scalars(select(SigningKeyRow).order_by(SigningKeyRow.signs_from))
        return [
            StoredKey(
                times=KeyTimes(
                    kid=row.kid,
                    published_at=row.published_at,
                    signs_from=row.signs_from,
                    withdrawn_at=row.withdrawn_at,
                ),
                public=row.public,
                secret=row.secret,
            )
            for row in rows
        ]

    async def add(self, key: StoredKey) -> None:
        times = key.times
        self._db.add(
            SigningKeyRow(
                kid=times.kid,
                public=key.public,
                secret=key.secret,
                published_at=times.published_at,
                signs_from=times.signs_from,
            )
        )
        await self._db.flush()


def _is_live(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return SignInRow.revoked_at.is_(None), SignInRow.expires_at > now


def _sign_in(row: SignInRow) -> SignIn:
    entrance = Entrance(
        method=Method(row.method),
        device=row.device,
        address=row.address,
        second_factor=row.second_factor,
        provider=row.provider,
    )
    return SignIn(
        id=row.id,
        person_id=row.person_id,
        organization_id=row.chosen_organization_id,
        entrance=entrance,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        impersonation_id=row.impersonation_id,
    )
