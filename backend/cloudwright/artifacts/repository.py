"""SQL of artifacts. The tenant filter is the session's own."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.artifacts.models import ArtifactRow


class ArtifactsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, row: ArtifactRow) -> None:
        self._db.add(row)
        await self._db.flush()

    async def find(self, artifact_id: str) -> ArtifactRow | None:
        found: ArtifactRow | None = await self._db.scalar(
            select(ArtifactRow).where(ArtifactRow.id == artifact_id)
        )
        return found

    async def of_run(self, run_id: str, option_id: str) -> ArtifactRow | None:
        found: ArtifactRow | None = await self._db.scalar(
            select(ArtifactRow).where(ArtifactRow.run_id == run_id, ArtifactRow.option_id == option_id)
        )
        return found

    async def newest(self, project_id: str) -> ArtifactRow | None:
        found: ArtifactRow | None = await self._db.scalar(
            select(ArtifactRow)
            .where(ArtifactRow.project_id == project_id)
            .order_by(ArtifactRow.created_at.desc(), ArtifactRow.id.desc())
            .limit(1)
        )
        return found

    async def page(
        self, q: str, *, project_id: str | None, limit: int, before: datetime | None
    ) -> Sequence[ArtifactRow]:
        """Return the artifacts built before a moment, newest first, one more than `limit`."""
        statement = select(ArtifactRow)
        if project_id is not None:
            statement = statement.where(ArtifactRow.project_id == project_id)
        if q:
            pattern = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
            statement = statement.where(ArtifactRow.name.ilike(pattern, escape="\\"))
        if before is not None:
            statement = statement.where(ArtifactRow.created_at < before)
        ordered = statement.order_by(ArtifactRow.created_at.desc(), ArtifactRow.id.desc()).limit(limit + 1)
        return (await self._db.scalars(ordered)).all()

    async def uses(self, sha256: str) -> int:
        """Return how many artifacts of the organisation have this content."""
        found = await self._db.scalar(
            select(func.count()).select_from(ArtifactRow).where(ArtifactRow.sha256 == sha256)
        )
        return found or 0

    async def stored_bytes(self) -> int:
        """Return how many bytes the organisation keeps; equal contents are kept once."""
        contents = select(func.max(ArtifactRow.bytes).label("size")).group_by(ArtifactRow.sha256).subquery()
        return await self._db.scalar(select(func.coalesce(func.sum(contents.c.size), 0))) or 0

    async def contents(self) -> set[tuple[str, str]]:
        """Return (organisation, SHA-256) of every artifact that the session may see."""
        rows = await self._db.execute(select(ArtifactRow.organization_id, ArtifactRow.sha256))
        return {(row.organization_id, row.sha256) for row in rows}

    async def remove(self, artifact_id: str) -> None:
        await self._db.execute(delete(ArtifactRow).where(ArtifactRow.id == artifact_id))

    async def flush(self) -> None:
        await self._db.flush()
