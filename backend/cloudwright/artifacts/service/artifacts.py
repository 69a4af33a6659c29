"""Artifacts: finding, reading, renaming, deleting, and handing out."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.artifacts.comparison import unified
from cloudwright.artifacts.errors import ArtifactNotFound
from cloudwright.artifacts.models import ArtifactRow
from cloudwright.artifacts.packing import unpacked
from cloudwright.artifacts.ports import ArtifactStore
from cloudwright.artifacts.presentation import detail, stored_files, summary
from cloudwright.artifacts.repository import ArtifactsTable
from cloudwright.artifacts.schemas import (
    ArtifactDetail,
    ArtifactPage,
    ArtifactSummary,
    FileDiff,
    StoredContent,
    StoredFile,
)
from cloudwright.artifacts.service.room import CountedRoom
from cloudwright.database.engine import on_commit
from cloudwright.projects.paging import Place, cursor_at, place_of
from cloudwright.projects.service.projects import Projects
from cloudwright.tenancy.scope import tenant_of


class Artifacts:
    def __init__(
        self, db: AsyncSession, store: ArtifactStore, *, projects: Projects, room: CountedRoom
    ) -> None:
        self._db = db
        self._table = ArtifactsTable(db)
        self._store = store
        self._projects = projects
        self._room = room

    async def page(
        self, q: str = "", *, project_id: str | None = None, limit: int = 50, cursor: str | None = None
    ) -> ArtifactPage:
        """Return artifacts whose name contains `q`, newest first."""
        before = place_of(cursor).changed_at if cursor else None
        rows = await self._table.page(q.strip(), project_id=project_id, limit=limit, before=before)
        shown = rows[:limit]
        names = await self._projects.names({row.project_id for row in shown})
        return ArtifactPage(
            items=tuple(summary(row, names.get(row.project_id, "")) for row in shown),
            next_cursor=_after(shown[-1]) if len(rows) > limit else None,
        )

    async def get(self, artifact_id: str) -> ArtifactDetail:
        """Return everything about a bundle; raises ArtifactNotFound."""
        row = await self._row(artifact_id)
        previous = None if row.previous_id is None else await self._table.find(row.previous_id)
        return detail(row, await self._project_name(row), previous=previous)

    async def rename(self, artifact_id: str, name: str) -> ArtifactSummary:
        row = await self._row(artifact_id)
        row.name = name
        await self._table.flush()
        return summary(row, await self._project_name(row))

    async def creator(self, artifact_id: str) -> str:
        """Return who built an artifact; raises ArtifactNotFound."""
        return (await self._row(artifact_id)).created_by

    async def delete(self, artifact_id: str) -> None:
        """Delete the artifact, and once that is certain its bytes; raises ArtifactNotFound."""
        row = await self._row(artifact_id)
        organization_id, sha256 = tenant_of(self._db), row.sha256
        await self._table.remove(artifact_id)
        if await self._table.uses(sha256) == 0:
            on_commit(self._db, lambda: self._store.remove(organization_id, sha256))
            await self._room.measure()

    async def file(self, artifact_id: str, path: str) -> StoredContent:
        """Return one file; raises ArtifactNotFound, ContentMissing."""
        row = await self._row(artifact_id)
        wanted = _named(stored_files(row), path)
        if wanted is None:
            raise _no_file(path)
        return StoredContent(
            content=await self._content(row, path), filename=path.rsplit("/", 1)[-1], sha256=wanted.sha256
        )

    async def file_diff(self, artifact_id: str, path: str) -> FileDiff:
        """Compare a file with the previous bundle's; raises ArtifactNotFound, ContentMissing."""
        row = await self._row(artifact_id)
        previous = None if row.previous_id is None else await self._table.find(row.previous_id)
        here = _named(stored_files(row), path)
        there = None if previous is None else _named(stored_files(previous), path)
        if here is None and there is None:
            raise _no_file(path)
        after = b"" if here is None else await self._content(row, path)
        before = b"" if previous is None or there is None else await self._content(previous, path)
        return FileDiff(path=path, unified=unified(path, before, after))

    async def packed(self, artifact_id: str) -> StoredContent:
        """Return the archive; raises ArtifactNotFound, ContentMissing."""
        row = await self._row(artifact_id)
        content = await self._store.get(tenant_of(self._db), row.sha256)
        return StoredContent(content=content, filename=f"{row.name}.zip", sha256=row.sha256)

    async def _content(self, row: ArtifactRow, path: str) -> bytes:
        return unpacked(await self._store.get(tenant_of(self._db), row.sha256), path)

    async def _project_name(self, row: ArtifactRow) -> str:
        return (await self._projects.names({row.project_id})).get(row.project_id, "")

    async def _row(self, artifact_id: str) -> ArtifactRow:
        row = await self._table.find(artifact_id)
        if row is None:
            raise ArtifactNotFound("There is no such bundle.", details={"id": artifact_id})
        return row


def _named(files: Sequence[StoredFile], path: str) -> StoredFile | None:
    return next((file for file in files if file.path == path), None)


def _no_file(path: str) -> ArtifactNotFound:
    return ArtifactNotFound("There is no such file in this bundle.", details={"path": path})


def _after(row: ArtifactRow) -> str:
    return cursor_at(Place(changed_at=row.created_at, row_id=row.id))
