"""What a drawing shows of an evaluation: money and open findings by element."""

from collections.abc import Sequence
from datetime import date

from cloudwright.design.diagram.scene import Annotations
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.model.architecture import Environment
from cloudwright.design.review.finding import Finding
from cloudwright.kit.money import Money


def annotations(evaluation: Evaluation, *, revision: str, as_of: date) -> Annotations:
    """Return the annotations of a drawing; `revision` is what its title block calls the revision."""
    elements = sorted({line.element_id for line in evaluation.estimate.lines})
    return Annotations(
        revision=revision,
        environment=Environment(evaluation.environment),
        as_of=as_of,
        total=evaluation.estimate.total,
        costs={element: _cost(evaluation, element) for element in elements},
        findings=_findings(evaluation.review.open),
    )


def _cost(evaluation: Evaluation, element_id: str) -> Money:
    return evaluation.estimate.of(element_id)


def _findings(findings: Sequence[Finding]) -> dict[str, tuple[int, str]]:
    counted: dict[str, tuple[int, str]] = {}
    for finding in sorted(findings, key=lambda f: f.severity.rank):
        count, worst = counted.get(finding.element_id, (0, finding.severity.value))
        counted[finding.element_id] = (count + 1, worst)
    return counted
