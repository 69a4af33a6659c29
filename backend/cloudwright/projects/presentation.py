"""From stored rows to what is shown: pure."""

from collections.abc import Mapping, Sequence

from cloudwright.design.catalog.standards_rules import departures
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.evaluation.ripple import Ripple
from cloudwright.design.model.architecture import Architecture, Standards
from cloudwright.design.model.diff import ElementRef
from cloudwright.design.options.claims import holding
from cloudwright.design.review.finding import Finding
from cloudwright.design.trace.requirement import Status, Traced
from cloudwright.kit.money import Money
from cloudwright.projects.computation import kind_labels
from cloudwright.projects.models import OptionRow, RevisionRow
from cloudwright.projects.schemas import (
    Author,
    FindingCounts,
    Floor,
    OptionCard,
    Past,
    Pitch,
    RequirementCounts,
    RevisionDetail,
    RevisionSummary,
)


def option_card(
    option: OptionRow,
    head: RevisionRow,
    *,
    brief_revision: int,
    standards: Standards,
    chosen_option_id: str | None,
) -> OptionCard:
    """Return the card; brief and standards are the project's own, which the design need not follow yet."""
    evaluation = Evaluation.model_validate(head.evaluation)
    pitch = Pitch.model_validate(option.summary)
    architecture = Architecture.model_validate(head.architecture)
    return OptionCard(
        id=option.id,
        project_id=option.project_id,
        name=option.name,
        idea=pitch.idea,
        pros=holding(pitch.pros, architecture),
        cons=holding(pitch.cons, architecture),
        because=_reason(pitch, head),
        pattern=pitch.pattern,
        revision_id=head.id,
        revision_number=head.number,
        position=option.position,
        monthly_cost=evaluation.estimate.total,
        monthly_low=evaluation.estimate.low,
        monthly_high=evaluation.estimate.high,
        unpriced=len(evaluation.estimate.unpriced),
        sla_floor=Floor(percent=evaluation.floor.percent, terms=len(evaluation.floor.terms)),
        findings=_finding_counts(evaluation.review.open),
        requirements=_requirement_counts(evaluation.requirements),
        components=len(architecture.components),
        thumbnail_url=f"/api/v1/revisions/{head.id}/thumbnail.svg",
        pinned=option.pinned,
        discarded=option.discarded,
        stale=head.brief_revision != brief_revision,
        chosen=option.id == chosen_option_id,
        departures=departures(architecture, standards),
    )


def _reason(pitch: Pitch, head: RevisionRow) -> str:
    edited = head.tool_call_id is not None
    return f"Edited since it was proposed: {head.summary}." if edited else pitch.because


def revision_summary(row: RevisionRow) -> RevisionSummary:
    return RevisionSummary(
        id=row.id,
        option_id=row.option_id,
        project_id=row.project_id,
        number=row.number,
        parent_id=row.parent_id,
        undone_id=row.undone_id,
        content_hash=row.content_hash,
        summary=row.summary,
        author=Author.model_validate({"kind": row.author_kind, "id": row.author_id}),
        created_at=row.created_at,
        monthly_cost=Money.model_validate(row.monthly_cost),
        ripple=None if row.ripple is None else Ripple.model_validate(row.ripple),
    )


def past(row: RevisionRow, parent: RevisionRow | None) -> Past:
    """Return what a revision did to the one before it; the first one did nothing."""
    told = None if row.ripple is None or parent is None else Ripple.model_validate(row.ripple)
    known = {**_drawn(parent), **_drawn(row)}
    return Past(
        number=row.number,
        summary=row.summary,
        undoes=row.undone_id is not None,
        added=() if told is None else tuple(known[i] for i in told.added if i in known),
        removed=() if told is None else tuple(known[i] for i in told.removed if i in known),
        changed=() if told is None else tuple(known[i] for i in told.changed if i in known),
    )


def _drawn(row: RevisionRow | None) -> Mapping[str, ElementRef]:
    drawn = () if row is None else Architecture.model_validate(row.architecture).components
    return {each.id: ElementRef(id=each.id, kind=each.kind, title=each.title) for each in drawn}


def revision_detail(row: RevisionRow) -> RevisionDetail:
    architecture = Architecture.model_validate(row.architecture)
    return RevisionDetail(
        summary=revision_summary(row),
        architecture=architecture,
        evaluation=Evaluation.model_validate(row.evaluation),
        kinds=kind_labels(architecture),
    )


def _finding_counts(findings: Sequence[Finding]) -> FindingCounts:
    severities = [f.severity.value for f in findings]
    return FindingCounts(**{s: severities.count(s) for s in FindingCounts.model_fields})


def _requirement_counts(requirements: Sequence[Traced]) -> RequirementCounts:
    statuses = [r.status for r in requirements]
    return RequirementCounts(
        met=statuses.count(Status.MET),
        partly=statuses.count(Status.PARTLY),
        unmet=statuses.count(Status.UNMET),
    )
