"""SQL of passwords, second factors, recovery codes and the links of mails."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.entry.schemas import MailLink, Purpose, StoredFactor
from cloudwright.auth.models import MailLinkRow, PasswordRow, RecoveryCodeRow, SecondFactorRow
from cloudwright.kit.ids import new_id

_SOME = 100


class PasswordsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def hash_of(self, person_id: str) -> str | None:
        return await self._db.scalar(select(PasswordRow.hash).where(PasswordRow.person_id == person_id))

    async def changed_at(self, person_id: str) -> datetime | None:
        return await self._db.scalar(select(PasswordRow.changed_at).where(PasswordRow.person_id == person_id))

    async def set(self, person_id: str, hashed: str, *, now: datetime) -> None:
        changed = await self._db.scalar(
            update(PasswordRow)
            .where(PasswordRow.person_id == person_id)
            .values(hash=hashed, changed_at=now)
            .returning(PasswordRow.id)
        )
        if changed is None:
            self._db.add(PasswordRow(id=new_id("pwd"), person_id=person_id, hash=hashed, changed_at=now))
            await self._db.flush()

    async def rehash(self, person_id: str, hashed: str, *, instead_of: str) -> None:
        """Store the same password hashed anew, unless it was changed meanwhile."""
        await self._db.execute(
            update(PasswordRow)
            .where(PasswordRow.person_id == person_id, PasswordRow.hash == instead_of)
            .values(hash=hashed)
        )


class SecondFactorsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def find(self, person_id: str) -> StoredFactor | None:
        row = await self._db.scalar(select(SecondFactorRow).where(SecondFactorRow.person_id == person_id))
        if row is None:
            return None
        return StoredFactor(
            row.id, secret=row.secret, last_step=row.last_step, confirmed=row.confirmed_at is not None
        )

    async def some_secrets(self) -> Sequence[str]:
        """Return sealed secrets of the oldest and the newest factors: keys change in between."""
        ends = (SecondFactorRow.created_at, SecondFactorRow.created_at.desc())
        found: list[str] = []
        for end in ends:
            found.extend(await self._db.scalars(select(SecondFactorRow.secret).order_by(end).limit(_SOME)))
        return found

    async def begin(self, factor_id: str, person_id: str, *, secret: str, now: datetime) -> None:
        """Store a factor that is not in force yet, instead of an earlier one that never was."""
        await self._db.execute(
            delete(SecondFactorRow).where(
                SecondFactorRow.person_id == person_id, SecondFactorRow.confirmed_at.is_(None)
            )
        )
        self._db.add(
            SecondFactorRow(id=factor_id, person_id=person_id, secret=secret, last_step=0, created_at=now)
        )
        await self._db.flush()

    async def use_step(self, factor: StoredFactor, step: int) -> bool:
        """Use up a step of time; False when somebody else has, or the factor is another one now."""
        used = await self._db.scalar(
            update(SecondFactorRow)
            .where(SecondFactorRow.id == factor.id, SecondFactorRow.last_step == factor.last_step)
            .values(last_step=step)
            .returning(SecondFactorRow.id)
        )
        return used is not None

    async def confirm(self, factor_id: str, *, now: datetime) -> None:
        await self._db.execute(
            update(SecondFactorRow).where(SecondFactorRow.id == factor_id).values(confirmed_at=now)
        )

    async def remove(self, person_id: str) -> None:
        await self._db.execute(delete(SecondFactorRow).where(SecondFactorRow.person_id == person_id))


class RecoveryCodesTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def unused(self, person_id: str) -> frozenset[str]:
        rows = await self._db.scalars(
            select(RecoveryCodeRow.code_hash).where(
                RecoveryCodeRow.person_id == person_id, RecoveryCodeRow.used_at.is_(None)
            )
        )
        return frozenset(rows)

    async def left(self, person_id: str) -> int:
        count = (
            select(func.count())
            .select_from(RecoveryCodeRow)
            .where(RecoveryCodeRow.person_id == person_id, RecoveryCodeRow.used_at.is_(None))
        )
        return await self._db.scalar(count) or 0

    async def replace(self, person_id: str, hashes: Collection[str], *, now: datetime) -> None:
        """Store new codes; the earlier ones are worth nothing."""
        await self._db.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.person_id == person_id))
        self._db.add_all(
            RecoveryCodeRow(code_hash=each, person_id=person_id, created_at=now) for each in hashes
        )
        await self._db.flush()

    async def use(self, person_id: str, hashes: Collection[str], *, now: datetime) -> bool:
        """Use up a code; False when somebody else has."""
        used = await self._db.scalar(
            update(RecoveryCodeRow)
            .where(
                RecoveryCodeRow.person_id == person_id,
                RecoveryCodeRow.code_hash.in_([*hashes]),
                RecoveryCodeRow.used_at.is_(None),
            )
            .values(used_at=now)
            .returning(RecoveryCodeRow.code_hash)
        )
        return used is not None


class MailLinksTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(
        self, token_hash: str, link: MailLink, *, purpose: Purpose, now: datetime, expires_at: datetime
    ) -> None:
        """Store a link, and sweep those that have run out."""
        await self._db.execute(delete(MailLinkRow).where(MailLinkRow.expires_at < now))
        self._db.add(
            MailLinkRow(
                token_hash=token_hash,
                purpose=purpose.value,
                email=link.email,
                name=link.name,
                password_hash=link.password_hash,
                created_at=now,
                expires_at=expires_at,
            )
        )
        await self._db.flush()

    async def find(self, token_hash: str, purpose: Purpose, *, now: datetime) -> MailLink | None:
        """Return a link that can be used."""
        row = await self._db.scalar(
            select(MailLinkRow).where(
                MailLinkRow.token_hash == token_hash,
                MailLinkRow.purpose == purpose.value,
                MailLinkRow.used_at.is_(None),
                MailLinkRow.expires_at > now,
            )
        )
        return None if row is None else MailLink(row.email, name=row.name, password_hash=row.password_hash)

    async def use(self, token_hash: str, purpose: Purpose, *, now: datetime) -> bool:
        """Use up a link; False when somebody else has, or it has run out."""
        used = await self._db.scalar(
            update(MailLinkRow)
            .where(
                MailLinkRow.token_hash == token_hash,
                MailLinkRow.purpose == purpose.value,
                MailLinkRow.used_at.is_(None),
                MailLinkRow.expires_at > now,
            )
            .values(used_at=now)
            .returning(MailLinkRow.token_hash)
        )
        return used is not None

    async def end_all(self, email: str, *, now: datetime) -> None:
        """End every link of an address: one of them was used."""
        await self._db.execute(
            update(MailLinkRow)
            .where(MailLinkRow.email == email, MailLinkRow.used_at.is_(None))
            .values(used_at=now)
        )
