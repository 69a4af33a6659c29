"""Artifacts over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from cloudwright.artifacts.schemas import (
    ArtifactChange,
    ArtifactDetail,
    ArtifactPage,
    ArtifactSummary,
    DownloadLink,
    FileDiff,
    StoredContent,
)
from cloudwright.artifacts.service.artifacts import Artifacts
from cloudwright.artifacts.service.downloads import Downloads
from cloudwright.rbac.insisting import insist_on
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, Services, WriteServices

router = APIRouter(tags=["artifacts"])

_MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "zip": "application/zip",
    "json": "application/json",
}
_TEXT = "text/plain; charset=utf-8"


@router.get("/artifacts")
async def list_artifacts(
    services: ReadServices,
    project_id: Annotated[str | None, Query(max_length=40)] = None,
    q: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=60)] = None,
) -> ArtifactPage:
    """List bundles, newest first; `q` searches names."""
    artifacts = await services.aget(Artifacts)
    return await artifacts.page(q, project_id=project_id, limit=limit, cursor=cursor)


@router.get("/artifacts/{artifact_id}")
async def get_artifact(services: ReadServices, artifact_id: str) -> ArtifactDetail:
    """Get one bundle: its files, checks, stages, and what changed since the one before."""
    return await (await services.aget(Artifacts)).get(artifact_id)


@router.patch("/artifacts/{artifact_id}")
async def rename_artifact(
    services: WriteServices, artifact_id: str, change: ArtifactChange
) -> ArtifactSummary:
    """Rename a bundle."""
    return await (await services.aget(Artifacts)).rename(artifact_id, change.name)


@router.delete("/artifacts/{artifact_id}")
async def delete_artifact(
    services: WriteServices, principal: CurrentPrincipal, artifact_id: str
) -> dict[str, str]:
    """Delete a bundle with its files."""
    artifacts = await services.aget(Artifacts)
    insist_on(principal, Permission.ARTIFACTS_DELETE, owner_id=await artifacts.creator(artifact_id))
    await artifacts.delete(artifact_id)
    return {}


@router.get("/artifacts/{artifact_id}/files/{path:path}", response_class=Response)
async def get_artifact_file(services: ReadServices, artifact_id: str, path: str) -> Response:
    """Get one file of a bundle."""
    found = await (await services.aget(Artifacts)).file(artifact_id, path)
    return _sent(found, disposition="inline")


@router.get("/artifacts/{artifact_id}/files-diff/{path:path}")
async def compare_artifact_file(services: ReadServices, artifact_id: str, path: str) -> FileDiff:
    """Compare a file with the one of the previous bundle."""
    return await (await services.aget(Artifacts)).file_diff(artifact_id, path)


@router.post("/artifacts/{artifact_id}/download-link")
async def make_download_link(
    services: Services, principal: CurrentPrincipal, artifact_id: str
) -> DownloadLink:
    """Make a link that is good for ten minutes and needs no sign-in."""
    return await (await services.aget(Downloads)).link(artifact_id, principal)


@router.get("/downloads/{token}", response_class=Response)
async def download(services: Services, token: str) -> Response:
    """Get the archive behind a signed link."""
    found = await (await services.aget(Downloads)).follow(token)
    return _sent(found, disposition="attachment")


def _sent(found: StoredContent, *, disposition: str) -> Response:
    media_type = _MEDIA_TYPES.get(found.filename.rsplit(".", 1)[-1], _TEXT)
    return Response(
        found.content,
        media_type=media_type,
        headers={
            "content-disposition": f'{disposition}; filename="{_ascii(found.filename)}"',
            "etag": f'"{found.sha256}"',
            "cache-control": "private, no-cache",
        },
    )


def _ascii(filename: str) -> str:
    """Return the name with what a header cannot carry replaced."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "-" for c in filename)
