"""The design as `design` and `chat` show it: what it holds, costs and leaves open, and what was assumed."""

from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from cloudwright.cli.studio import Designed


def snapshot(designed: Designed) -> dict[str, JsonValue]:
    """Return the design for programs."""
    head, evaluation = designed.head, designed.head.evaluation
    return {
        "project_id": designed.card.project_id,
        "option_id": designed.card.id,
        "option": designed.card.name,
        "revision_id": head.summary.id,
        "revision": head.summary.number,
        "region": head.architecture.region,
        "components": [
            each.model_dump(mode="json", include={"id", "kind", "title", "properties"})
            for each in head.architecture.components
        ],
        "connections": [
            each.model_dump(mode="json", include={"source", "verb", "target"})
            for each in head.architecture.connections
        ],
        "monthly_cost": evaluation.estimate.total.model_dump(mode="json"),
        "sla_floor": evaluation.floor.percent,
        "findings": [
            each.model_dump(mode="json", include={"rule_id", "severity", "element_id", "title"})
            for each in evaluation.review.open
        ],
        "requirements": [each.model_dump(mode="json") for each in evaluation.requirements],
        "assumed": [*assumed(designed)],
    }


def lines(designed: Designed) -> Iterator[str]:
    """Yield the design for people."""
    card = designed.card
    requirements, findings = card.requirements, card.findings
    yield f"{card.name}, revision {card.revision_number}, in {designed.head.architecture.region}"
    for component in designed.head.architecture.components:
        yield f"  {component.id} ({component.kind}): {component.title}"
    yield (
        f"{card.monthly_cost} a month ({card.monthly_low} to {card.monthly_high}), "
        f"SLA floor {_floor(card.sla_floor.percent)}"
    )
    yield (
        f"Findings: {findings.critical} critical, {findings.high} high, {findings.medium} medium, "
        f"{findings.low} low. Requirements: {requirements.met} met, {requirements.partly} partly, "
        f"{requirements.unmet} unmet."
    )


def assumed(designed: Designed, approvals: Sequence[str] = ()) -> Iterator[str]:
    """Yield what nobody said: defaults of open questions, numbers, and plans approved unread."""
    for question in designed.brief.questions:
        if question.answer is None:
            default = next((c.label for c in question.choices if c.id == question.default), question.default)
            yield f"{question.text} {default}"
    for assumption in designed.head.evaluation.estimate.assumptions:
        if assumption.basis != "stated":
            yield f"{assumption.label}: {assumption.value:,} {assumption.unit}".rstrip()
    for approval in approvals:
        yield f"{approval} Yes"


def _floor(percent: str | None) -> str:
    return "unknown" if percent is None else f"{percent} %"
