"""From what was computed to the row that keeps it."""

from cloudwright.design.model.architecture import Architecture
from cloudwright.kit.ids import new_id
from cloudwright.projects.computation import Computed
from cloudwright.projects.headline import headline
from cloudwright.projects.models import RevisionRow


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
