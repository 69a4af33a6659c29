"""Element without alarms."""

from collections.abc import Iterator

from cloudwright.design.catalog.kind import Category
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.alarms import ALARMS, watch
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_WORKING = (Category.COMPUTE, Category.DATABASE, Category.INTEGRATION)


def _findings(subject: Subject) -> Iterator[Hit]:
    watched = {c.target for c in subject.architecture.connections if _covers(subject, c)}
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


def _covers(subject: Subject, connection: Connection) -> bool:
    """Say whether somebody is told about the target; the alarms' topic cannot report its own failure."""
    if connection.verb is Verb.ALERTS:
        return True
    source = subject.architecture.component(connection.source)
    return connection.verb is Verb.WATCHES and source.kind == ALARMS  # a dashboard tells nobody


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
