"""From what was computed to the row that keeps it."""

from cloudwright.design.model.architecture import Architecture
from cloudwright.kit.ids import new_id
from cloudwright.projects.computation import Computed
from cloudwright.projects.headline import headline
from cloudwright.projects.models import OptionRow, RevisionRow
from cloudwright.projects.schemas import Pitch


def revision_row(architecture: Architecture, computed: Computed) -> RevisionRow:
    """Return a revision with what its design says and is computed to be; not whose it is, nor who made it."""
    shown = headline(computed.evaluation)
    return RevisionRow(
        id=new_id("rev"),
        parent_id=None,
        content_hash=architecture.content_hash(),
        architecture=architecture.model_dump(mode="json"),
        evaluation=computed.evaluation.model_dump(mode="json"),
        monthly_cost=shown.monthly_cost.model_dump(mode="json"),
        open_findings=shown.open_findings,
        files=computed.files,
        ripple=None,
        undone_id=None,
        tool_call_id=None,
    )


def forked(option: OptionRow, source: RevisionRow, *, name: str) -> tuple[RevisionRow, OptionRow]:
    """Return a first revision equal to `source` and the option that it heads; not when, nor who made it.

    No candidate has its key, so what the requirements call for never replaces it.
    """
    option_id = new_id("opt")
    revision = RevisionRow(
        id=new_id("rev"),
        option_id=option_id,
        project_id=option.project_id,
        number=1,
        parent_id=None,
        content_hash=source.content_hash,
        architecture=source.architecture,
        evaluation=source.evaluation,
        monthly_cost=source.monthly_cost,
        open_findings=source.open_findings,
        files=source.files,
        ripple=None,
        summary=f"Forked from {option.name}, revision {source.number}"[:600],
        undone_id=None,
        brief_revision=source.brief_revision,
        tool_call_id=None,
    )
    pitch = Pitch.model_validate(option.summary)
    because = f"Forked from {option.name}, revision {source.number}."
    row = OptionRow(
        id=option_id,
        project_id=option.project_id,
        candidate=option_id,
        name=name,
        summary=pitch.model_copy(update={"because": because}).model_dump(mode="json"),
        pinned=False,
        discarded=False,
        head_revision_id=revision.id,
    )
    return revision, row
