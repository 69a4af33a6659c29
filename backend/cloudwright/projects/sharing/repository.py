"""SQL of shared links. The tenant filter is the session's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.model.architecture import Architecture
from cloudwright.projects.models import OptionRow, RevisionRow, ShareLinkRow
from cloudwright.projects.sharing.schemas import SharePart, Snapshot


@dataclass(frozen=True, slots=True)
class Stored:
    """A link beside what it is about."""

    id: str
    project_id: str
    revision_id: str
    revision_number: int
    option_name: str
    parts: tuple[SharePart, ...]
    created_by: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    opened: int
    last_opened_at: datetime | None

    def works(self, now: datetime) -> bool:
        """Return whether the link still opens something."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


@dataclass(frozen=True, slots=True)
class Content:
    """What a link shows."""

    link: Stored
    architecture: Architecture
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Draft:
    """A link that is not stored yet."""

    id: str
    project_id: str
    revision_id: str
    token_hash: str
    parts: tuple[SharePart, ...]
    snapshot: Snapshot
    created_by: str
    created_at: datetime
    expires_at: datetime | None


_TOLD = (
    ShareLinkRow.id,
    ShareLinkRow.project_id,
    ShareLinkRow.revision_id,
    RevisionRow.number.label("revision_number"),
    OptionRow.name.label("option_name"),
    ShareLinkRow.parts,
    ShareLinkRow.created_by,
    ShareLinkRow.created_at,
    ShareLinkRow.expires_at,
    ShareLinkRow.revoked_at,
    ShareLinkRow.opened,
    ShareLinkRow.last_opened_at,
)
_ABOUT = (
    select(*_TOLD)
    .join(RevisionRow, RevisionRow.id == ShareLinkRow.revision_id)
    .join(OptionRow, OptionRow.id == RevisionRow.option_id)
)


class ShareLinksTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, draft: Draft) -> None:
        self._db.add(
            ShareLinkRow(
                id=draft.id,
                project_id=draft.project_id,
                revision_id=draft.revision_id,
                token_hash=draft.token_hash,
                parts=[part.value for part in draft.parts],
                content=draft.snapshot.model_dump(mode="json"),
                created_by=draft.created_by,
                created_at=draft.created_at,
                expires_at=draft.expires_at,
                revoked_at=None,
                opened=0,
                last_opened_at=None,
            )
        )
        await self._db.flush()

    async def of_project(self, project_id: str) -> Sequence[Stored]:
        """Return the links of a project, newest first."""
        rows = await self._db.execute(
            _ABOUT.where(ShareLinkRow.project_id == project_id).order_by(ShareLinkRow.id.desc())
        )
        return [_stored(row) for row in rows]

    async def find(self, link_id: str) -> Stored | None:
        row = (await self._db.execute(_ABOUT.where(ShareLinkRow.id == link_id))).one_or_none()
        return None if row is None else _stored(row)

    async def home(self, token_hash: str) -> str | None:
        """Return the organisation of a token, in a session for every tenant."""
        return await self._db.scalar(
            select(ShareLinkRow.organization_id).where(ShareLinkRow.token_hash == token_hash)
        )

    async def content(self, token_hash: str) -> Content | None:
        row = (
            await self._db.execute(
                _ABOUT.add_columns(RevisionRow.architecture, ShareLinkRow.content).where(
                    ShareLinkRow.token_hash == token_hash
                )
            )
        ).one_or_none()
        if row is None:
            return None
        return Content(
            _stored(row), Architecture.model_validate(row.architecture), Snapshot.model_validate(row.content)
        )

    async def revoke(self, link_id: str, *, at: datetime) -> None:
        await self._db.execute(
            update(ShareLinkRow)
            .where(ShareLinkRow.id == link_id, ShareLinkRow.revoked_at.is_(None))
            .values(revoked_at=at)
        )

    async def count_opening(self, link_id: str, *, at: datetime) -> None:
        await self._db.execute(
            update(ShareLinkRow)
            .where(ShareLinkRow.id == link_id)
            .values(opened=ShareLinkRow.opened + 1, last_opened_at=at)
        )

    async def open_count(self, project_id: str, *, now: datetime) -> int:
        """Return how many links of a project still open something."""
        found = await self._db.scalar(
            select(func.count(ShareLinkRow.id)).where(
                ShareLinkRow.project_id == project_id,
                ShareLinkRow.revoked_at.is_(None),
                ShareLinkRow.expires_at.is_(None) | (ShareLinkRow.expires_at > now),
            )
        )
        return found or 0


def _stored(row: Row[*tuple[Any, ...]]) -> Stored:
    return Stored(
        id=row.id,
        project_id=row.project_id,
        revision_id=row.revision_id,
        revision_number=row.revision_number,
        option_name=row.option_name,
        parts=tuple(SharePart(part) for part in row.parts),
        created_by=row.created_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        opened=row.opened,
        last_opened_at=row.last_opened_at,
    )
