"""From stored rows to what is shown: pure."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from cloudwright.artifacts.comparison import compared, file_changes
from cloudwright.artifacts.models import ArtifactRow
from cloudwright.artifacts.progress import Stage
from cloudwright.artifacts.schemas import ArtifactDetail, ArtifactSummary, Changes, StoredFile
from cloudwright.design.bundle.checks import CheckReport
from cloudwright.design.model.diff import Diff
from cloudwright.kit.money import Money

_FILES = TypeAdapter(tuple[StoredFile, ...])
_STAGES = TypeAdapter(tuple[Stage, ...])


def summary(row: ArtifactRow, project_name: str) -> ArtifactSummary:
    return ArtifactSummary(
        id=row.id,
        project_id=row.project_id,
        project_name=project_name,
        option_id=row.option_id,
        revision_id=row.revision_id,
        revision_number=row.revision_number,
        name=row.name,
        created_at=row.created_at,
        bytes=row.bytes,
        sha256=row.sha256,
        status="ready" if row.status == "ready" else "failed",
        errors=row.errors,
        warnings=row.warnings,
        monthly_cost=Money.model_validate(row.monthly_cost),
    )


def detail(row: ArtifactRow, project_name: str, *, previous: ArtifactRow | None) -> ArtifactDetail:
    """Return everything about a bundle; `previous` is None when there was none or it is gone."""
    before: Sequence[StoredFile] = stored_files(previous) if previous is not None else ()
    listed = compared(stored_files(row), before)
    return ArtifactDetail(
        summary=summary(row, project_name),
        files=listed,
        checks=CheckReport.model_validate(row.checks),
        stages=_STAGES.validate_python(row.stages),
        changes=Changes()
        if previous is None
        else Changes(
            previous_artifact_id=previous.id,
            files=file_changes(listed),
            components=None if row.components is None else Diff.model_validate(row.components),
        ),
    )


def stored_files(row: ArtifactRow) -> tuple[StoredFile, ...]:
    return _FILES.validate_python(row.files)
