"""SQL of applications and keys, for whoever manages them; each session works for one organisation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.applications.models import ApplicationRow, KeyRow, RevisionRow, SecretRow
from cloudwright.gateway.applications.schemas import (
    Application,
    ApplicationKey,
    KnownSecret,
    LiveSecret,
    NewApplication,
    NewApplicationKey,
    Scope,
)
from cloudwright.gateway.applications.texts import MARK
from cloudwright.tenancy.scope import tenant_of


@dataclass(frozen=True, slots=True)
class Times:
    """When a key is made, and when it ends."""

    now: datetime
    expires_at: datetime | None


class Revisions:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def grow(self) -> None:
        """Tell every process that something was set; writers of one organisation follow each other."""
        row = await self._db.scalar(select(RevisionRow).with_for_update())
        if row is None:
            self._db.add(RevisionRow(organization_id=tenant_of(self._db), revision=1))
        else:
            row.revision += 1
        await self._db.flush()


class ApplicationsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, application_id: str, new: NewApplication, *, by: str, now: datetime) -> None:
        self._db.add(
            ApplicationRow(
                organization_id=tenant_of(self._db),
                id=application_id,
                name=new.name,
                team=new.team,
                profile=new.profile,
                models=[*new.models],
                addresses=[*new.addresses],
                created_by=by,
                created_at=now,
            )
        )
        await self._db.flush()

    async def count(self) -> int:
        there = select(func.count()).select_from(ApplicationRow).where(ApplicationRow.removed_at.is_(None))
        return await self._db.scalar(there) or 0

    async def all(self, *, now: datetime) -> Sequence[Application]:
        """Return them with their keys that are not revoked, newest first."""
        rows = await self._db.scalars(
            select(ApplicationRow)
            .where(ApplicationRow.removed_at.is_(None))
            .order_by(ApplicationRow.created_at.desc(), ApplicationRow.id.desc())
        )
        keys: dict[str, list[ApplicationKey]] = {}
        for key in await KeysTable(self._db).all(now=now):
            keys.setdefault(key.application_id, []).append(key)
        return [_application(row, keys.get(row.id, ())) for row in rows]

    async def names(self) -> Mapping[str, str]:
        """Return the name of every application, removed ones too, by id."""
        rows = await self._db.execute(select(ApplicationRow.id, ApplicationRow.name))
        return {row.id: row.name for row in rows}

    async def find(self, application_id: str, *, now: datetime) -> Application | None:
        return next((each for each in await self.all(now=now) if each.id == application_id), None)

    async def write(self, application: Application, *, disabled_at: datetime | None) -> None:
        await self._db.execute(
            update(ApplicationRow)
            .where(ApplicationRow.id == application.id)
            .values(
                name=application.name,
                team=application.team,
                profile=application.profile,
                models=[*application.models],
                addresses=[*application.addresses],
                disabled_at=disabled_at,
            )
        )

    async def remove(self, application_id: str, *, now: datetime) -> None:
        await self._db.execute(
            update(ApplicationRow).where(ApplicationRow.id == application_id).values(removed_at=now)
        )


class KeysTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(
        self, key_id: str, application_id: str, new: NewApplicationKey, *, by: str, times: Times
    ) -> None:
        self._db.add(
            KeyRow(
                organization_id=tenant_of(self._db),
                id=key_id,
                application_id=application_id,
                name=new.name,
                scopes=sorted(new.scopes),
                models=[*new.models],
                addresses=[*new.addresses],
                created_by=by,
                created_at=times.now,
                expires_at=times.expires_at,
            )
        )
        await self._db.flush()

    async def all(self, *, now: datetime) -> Sequence[ApplicationKey]:
        """Return the keys that are not revoked, newest first, with the secrets that are still good."""
        rows = await self._db.scalars(
            select(KeyRow)
            .where(KeyRow.revoked_at.is_(None))
            .order_by(KeyRow.created_at.desc(), KeyRow.id.desc())
        )
        secrets = await self._secrets(now)
        return [_key(row, secrets.get(row.id, ())) for row in rows]

    async def find(self, key_id: str, *, now: datetime) -> ApplicationKey | None:
        return next((each for each in await self.all(now=now) if each.id == key_id), None)

    async def write(self, key: ApplicationKey) -> None:
        await self._db.execute(
            update(KeyRow)
            .where(KeyRow.id == key.id)
            .values(
                name=key.name,
                scopes=sorted(key.scopes),
                models=[*key.models],
                addresses=[*key.addresses],
                expires_at=key.expires_at,
            )
        )

    async def revoke(self, key_id: str, *, now: datetime) -> None:
        await self._db.execute(update(KeyRow).where(KeyRow.id == key_id).values(revoked_at=now))

    async def revoke_of(self, application_id: str, *, now: datetime) -> None:
        live = KeyRow.application_id == application_id, KeyRow.revoked_at.is_(None)
        await self._db.execute(update(KeyRow).where(*live).values(revoked_at=now))

    async def add_secret(self, secret: KnownSecret, key_id: str, *, now: datetime) -> None:
        self._db.add(
            SecretRow(
                organization_id=tenant_of(self._db),
                id=secret.id,
                key_id=key_id,
                hash=secret.hash,
                pepper=secret.pepper,
                made_at=now,
                not_after=secret.not_after,
            )
        )
        await self._db.flush()

    async def end_secret(self, secret_id: str, *, not_after: datetime) -> None:
        """Let a secret end at a moment, unless it ends before."""
        later = or_(SecretRow.not_after.is_(None), SecretRow.not_after > not_after)
        await self._db.execute(
            update(SecretRow).where(SecretRow.id == secret_id, later).values(not_after=not_after)
        )

    async def used(self, key_id: str, at: datetime) -> None:
        """Note that a key was used; an earlier moment does not undo a later one."""
        earlier = or_(KeyRow.last_used_at.is_(None), KeyRow.last_used_at < at)
        await self._db.execute(update(KeyRow).where(KeyRow.id == key_id, earlier).values(last_used_at=at))

    async def _secrets(self, now: datetime) -> Mapping[str, Sequence[LiveSecret]]:
        rows = await self._db.scalars(
            select(SecretRow)
            .where(or_(SecretRow.not_after.is_(None), SecretRow.not_after > now))
            .order_by(SecretRow.made_at.desc(), SecretRow.id.desc())
        )
        found: dict[str, list[LiveSecret]] = {}
        for row in rows:
            live = LiveSecret(id=row.id, made_at=row.made_at, not_after=row.not_after)
            found.setdefault(row.key_id, []).append(live)
        return found


def _application(row: ApplicationRow, keys: Sequence[ApplicationKey]) -> Application:
    return Application(
        id=row.id,
        name=row.name,
        team=row.team,
        profile=row.profile,
        models=tuple(row.models),
        addresses=tuple(row.addresses),
        created_at=row.created_at,
        disabled=row.disabled_at is not None,
        keys=tuple(keys),
    )


def _key(row: KeyRow, secrets: Sequence[LiveSecret]) -> ApplicationKey:
    return ApplicationKey(
        id=row.id,
        application_id=row.application_id,
        name=row.name,
        prefix=f"{MARK}{row.id}",
        scopes=tuple(sorted(Scope(word) for word in row.scopes)),
        models=tuple(row.models),
        addresses=tuple(row.addresses),
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        secrets=tuple(secrets),
    )
