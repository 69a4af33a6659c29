"""What a link shows of a revision: pure, and nothing that was not chosen."""

from collections.abc import Collection
from datetime import date

from cloudwright.design.bundle.one_page.contents import Sheet
from cloudwright.design.bundle.one_page.words import Listed
from cloudwright.design.catalog.registry import kind
from cloudwright.design.diagram.scene import Annotations
from cloudwright.design.evaluation.annotate import annotations
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.model.architecture import Architecture, Component
from cloudwright.projects.schemas import Floor
from cloudwright.projects.sharing.schemas import (
    SharedBrief,
    SharedComponent,
    SharedCost,
    SharedLines,
    SharedParts,
    SharedRequirement,
    SharePart,
)

_MONEY = frozenset({SharePart.DESIGN, SharePart.BRIEF})


def ordered(parts: Collection[SharePart]) -> tuple[SharePart, ...]:
    """Return the parts in the order in which they are shown."""
    return tuple(part for part in SharePart if part in parts)


def shared_brief(sheet: Sheet) -> SharedBrief:
    """Return the texts of the one-page brief."""
    return SharedBrief(
        place=sheet.place,
        goal=sheet.goal,
        amount=sheet.amount,
        span=sheet.span,
        steps=_lines(sheet.steps),
        met=_lines(sheet.met),
        unmet=_lines(sheet.unmet),
        decisions=_lines(sheet.decisions),
        risk=sheet.risk,
        needed=_lines(sheet.needed),
        foot=sheet.foot.replace(" README.md has the details.", ""),
    )


def shared_parts(architecture: Architecture, evaluation: Evaluation) -> SharedParts:
    """Return components, requirements and cost; neither findings nor the words requirements came from."""
    estimate = evaluation.estimate
    titles = {c.id: c.title for c in architecture.components}
    return SharedParts(
        components=tuple(_component(c, evaluation) for c in architecture.components),
        requirements=tuple(
            SharedRequirement(statement=r.statement, status=r.status, evidence=r.evidence)
            for r in evaluation.requirements
        ),
        total=estimate.total,
        low=estimate.low,
        high=estimate.high,
        lines=tuple(
            SharedCost(
                component=titles.get(line.element_id, ""),
                description=line.description,
                quantity=line.formula,
                unit_price=line.unit_price,
                amount=line.amount,
            )
            for line in estimate.lines
        ),
        unpriced=len(estimate.unpriced),
        prices_of=estimate.as_of,
        sla_floor=Floor(percent=evaluation.floor.percent, terms=len(evaluation.floor.terms)),
    )


def shared_annotations(
    evaluation: Evaluation, *, parts: Collection[SharePart], shared_on: date
) -> Annotations:
    """Return what the drawing says beside the design: money where it is shared anyway, never findings."""
    every = annotations(evaluation, revision="shared", as_of=shared_on)
    if _MONEY.intersection(parts):
        return every.model_copy(update={"findings": {}})
    return every.model_copy(update={"findings": {}, "costs": {}, "total": None})


def _component(component: Component, evaluation: Evaluation) -> SharedComponent:
    entry = kind(component.kind)
    priced = any(line.element_id == component.id for line in evaluation.estimate.lines)
    return SharedComponent(
        id=component.id,
        title=component.title,
        purpose=component.purpose,
        service=entry.service,
        icon=entry.icon,
        external=entry.category.value == "external",
        monthly_cost=evaluation.estimate.of(component.id) if priced else None,
    )


def _lines(listed: Listed) -> SharedLines:
    return SharedLines(shown=listed.shown, total=listed.total)
