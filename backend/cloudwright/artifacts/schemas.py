"""What crosses the border of `artifacts`; the JSON forms are the REST contract."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from cloudwright.artifacts.progress import Stage
from cloudwright.design.bundle.checks import CheckReport
from cloudwright.design.model.diff import Diff
from cloudwright.design.model.frozen import Frozen
from cloudwright.kit.money import Money

Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
FileChange = Literal["added", "changed", "unchanged", "removed"]


class StoredFile(Frozen):
    """A file inside the stored archive."""

    path: str
    bytes: int
    sha256: str
    language: str


class ListedFile(StoredFile):
    """`change` is against the previous bundle of the project; removed files have no content here."""

    change: FileChange


class ArtifactSummary(Frozen):
    """`failed` means that a check found errors: it can be read, not downloaded."""

    id: str
    project_id: str
    project_name: str
    option_id: str
    revision_id: str
    revision_number: int
    name: str
    created_at: datetime
    bytes: int
    sha256: str
    status: Literal["ready", "failed"]
    errors: int
    warnings: int
    monthly_cost: Money


class ArtifactPage(Frozen):
    items: tuple[ArtifactSummary, ...]
    next_cursor: str | None


class FileChanges(Frozen):
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Changes(Frozen):
    """Against the bundle that the project had before; without one everything is empty."""

    previous_artifact_id: str | None = None
    files: FileChanges = FileChanges()
    components: Diff | None = None


class ArtifactDetail(Frozen):
    summary: ArtifactSummary
    files: tuple[ListedFile, ...]
    checks: CheckReport
    stages: tuple[Stage, ...]
    changes: Changes


class ArtifactChange(Frozen):
    name: Name


class FileDiff(Frozen):
    """`unified` is empty for equal files and for those that are not text."""

    path: str
    unified: str


class DownloadLink(Frozen):
    url: str
    expires_at: datetime


class StoredContent(Frozen):
    """Bytes to send, with what a browser should call them."""

    content: bytes
    filename: str
    sha256: str
