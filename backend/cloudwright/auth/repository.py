"""SQL of sign-ins and tickets."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.models import SignInRow, TicketRow
from cloudwright.auth.schemas import SignIn


class SignInsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, sign_in: SignIn) -> None:
        self._db.add(
            SignInRow(
                organization_id=sign_in.organization_id,
                id=sign_in.id,
                person_id=sign_in.person_id,
                token_hash=sign_in.token_hash,
                device=sign_in.device,
                created_at=sign_in.created_at,
                last_seen_at=sign_in.last_seen_at,
                expires_at=sign_in.expires_at,
            )
        )
        await self._db.flush()

    async def live_by_token(self, token_hash: str, *, now: datetime) -> SignIn | None:
        return await self._live(SignInRow.token_hash == token_hash, now=now)

    async def live_by_id(self, sign_in_id: str, *, now: datetime) -> SignIn | None:
        return await self._live(SignInRow.id == sign_in_id, now=now)

    async def touch(self, sign_in_id: str, *, now: datetime) -> None:
        await self._db.execute(update(SignInRow).where(SignInRow.id == sign_in_id).values(last_seen_at=now))

    async def revoke(self, sign_in_id: str, *, now: datetime) -> None:
        await self._db.execute(
            update(SignInRow)
            .where(SignInRow.id == sign_in_id, SignInRow.revoked_at.is_(None))
            .values(revoked_at=now)
        )

    async def _live(self, condition: ColumnElement[bool], *, now: datetime) -> SignIn | None:
        row = await self._db.scalar(
            select(SignInRow).where(condition, SignInRow.revoked_at.is_(None), SignInRow.expires_at > now)
        )
        if row is None:
            return None
        return SignIn(
            id=row.id,
            organization_id=row.organization_id,
            person_id=row.person_id,
            token_hash=row.token_hash,
            device=row.device,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            expires_at=row.expires_at,
        )


class TicketsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(
        self, ticket_hash: str, sign_in_id: str, *, organization_id: str, expires_at: datetime
    ) -> None:
        self._db.add(
            TicketRow(
                organization_id=organization_id,
                ticket_hash=ticket_hash,
                sign_in_id=sign_in_id,
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
