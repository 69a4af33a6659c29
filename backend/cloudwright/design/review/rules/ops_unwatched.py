"""Element without alarms."""

from collections.abc import Iterator

from cloudwright.design.catalog.kind import Category
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.alarms import watch
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_COVERED = (Verb.WATCHES, Verb.ALERTS)  # the topic of the alarms cannot report its own failure
_WORKING = (Category.COMPUTE, Category.DATABASE, Category.INTEGRATION)


def _findings(subject: Subject) -> Iterator[Hit]:
    watched = {c.target for c in subject.architecture.connections if c.verb in _COVERED}
    for component in subject.architecture.components:
        kind = subject.kinds[component.kind]
        unwatched = component.id not in watched and not component.existing
        if unwatched and kind.alarms is not None and kind.category in _WORKING:
            yield Hit(
                element_id=component.id,
                message=f"Nobody is told when {component.title} fails.",
                evidence=f"nothing watches {component.id}",
                fix=watch(subject, component.id),
                fix_label="Raise alarms",
            )


RULE = Rule(
    id="CW-OPS-001",
    title="Element without alarms",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONS,
    question="OPS08",
    controls=(),
    source="https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/utilizing-workload-observability.html",
    findings=_findings,
)
