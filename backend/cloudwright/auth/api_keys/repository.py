"""SQL of API keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.api_keys.schemas import Kept, Recognised
from cloudwright.auth.models import ApiKeyRow
from cloudwright.rbac.permissions import Permission


@dataclass(frozen=True, slots=True)
class Stored:
    """A live key, and what its secret has to match."""

    recognised: Recognised
    secret_hash: str


class ApiKeysTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, key: Kept, *, organization_id: str, secret_hash: str) -> None:
        self._db.add(
            ApiKeyRow(
                organization_id=organization_id,
                id=key.id,
                name=key.name,
                prefix=key.prefix,
                secret_hash=secret_hash,
                scopes=[scope.value for scope in key.scopes],
                created_by=key.created_by,
                created_at=key.created_at,
                expires_at=key.expires_at,
            )
        )
        await self._db.flush()

    async def live(self, *, now: datetime) -> Sequence[Kept]:
        rows = await self._db.scalars(
            select(ApiKeyRow).where(*_is_live(now)).order_by(ApiKeyRow.created_at.desc(), ApiKeyRow.id.desc())
        )
        return [_kept(row) for row in rows]

    async def live_by_prefix(self, prefix: str, *, now: datetime) -> Stored | None:
        row = await self._db.scalar(select(ApiKeyRow).where(ApiKeyRow.prefix == prefix, *_is_live(now)))
        if row is None:
            return None
        recognised = Recognised(
            key_id=row.id,
            organization_id=row.organization_id,
            person_id=row.created_by,
            scopes=_scopes(row.scopes),
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
        )
        return Stored(recognised=recognised, secret_hash=row.secret_hash)

    async def seen(self, key: Recognised, *, now: datetime, unless_since: datetime) -> bool:
        seen = await self._db.execute(
            update(ApiKeyRow)
            .where(
                ApiKeyRow.organization_id == key.organization_id,
                ApiKeyRow.id == key.key_id,
                or_(ApiKeyRow.last_used_at.is_(None), ApiKeyRow.last_used_at <= unless_since),
            )
            .values(last_used_at=now)
            .returning(ApiKeyRow.id)
            .execution_options(synchronize_session=False)
        )
        return seen.first() is not None

    async def revoke(self, key_id: str, *, now: datetime) -> bool:
        revoked = await self._db.execute(
            update(ApiKeyRow)
            .where(ApiKeyRow.id == key_id, ApiKeyRow.revoked_at.is_(None))
            .values(revoked_at=now)
            .returning(ApiKeyRow.id)
            .execution_options(synchronize_session=False)
        )
        return revoked.first() is not None

    async def revoke_of(self, person_id: str, *, now: datetime) -> Sequence[str]:
        """End what a person made and return which keys these were."""
        revoked = await self._db.scalars(
            update(ApiKeyRow)
            .where(ApiKeyRow.created_by == person_id, ApiKeyRow.revoked_at.is_(None))
            .values(revoked_at=now)
            .returning(ApiKeyRow.id)
            .execution_options(synchronize_session=False)
        )
        return revoked.all()


def _is_live(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ApiKeyRow.revoked_at.is_(None), or_(ApiKeyRow.expires_at.is_(None), ApiKeyRow.expires_at > now)


def _kept(row: ApiKeyRow) -> Kept:
    return Kept(
        id=row.id,
        name=row.name,
        prefix=row.prefix,
        scopes=tuple(sorted(_scopes(row.scopes))),
        created_by=row.created_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
    )


def _scopes(words: Sequence[str]) -> frozenset[Permission]:
    """Return the scopes that still exist; one that does not allows nothing."""
    known = set(Permission)
    return frozenset(Permission(word) for word in words if word in known)
