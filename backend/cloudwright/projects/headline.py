"""The two figures that lists show of a design, read without parsing its whole evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from cloudwright.kit.money import Money
from cloudwright.projects.models import RevisionRow


@dataclass(frozen=True, slots=True)
class Headline:
    monthly_cost: Money
    open_findings: int


def headline(revision: RevisionRow) -> Headline:
    """Return the monthly total and the number of findings that nobody waived."""
    estimate = _part(revision.evaluation, "estimate")
    findings = _part(revision.evaluation, "review").get("findings")
    rows = findings if isinstance(findings, list) else []
    return Headline(
        monthly_cost=Money.model_validate(estimate.get("total")),
        open_findings=sum(1 for row in rows if isinstance(row, dict) and row.get("waiver") is None),
    )


def _part(evaluation: Mapping[str, JsonValue], name: str) -> Mapping[str, JsonValue]:
    found = evaluation.get(name)
    return found if isinstance(found, dict) else {}
