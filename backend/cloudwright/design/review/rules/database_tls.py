"""Database that takes connections without TLS."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown

_GROUPS = ("AWS::RDS::DBClusterParameterGroup", "AWS::RDS::DBParameterGroup")
_FORCED = {"rds.force_ssl": ("1",), "require_secure_transport": ("ON", "1")}


def _findings(subject: Subject) -> Iterator[Hit]:
    for group in subject.resources(*_GROUPS):
        parameters = at(group, "Parameters")
        given = parameters if isinstance(parameters, dict) else {}
        if not any(given.get(name) in values for name, values in _FORCED.items()):
            yield broken(
                subject,
                group,
                message="Whoever listens in the network can read what is sent to {title}.",
                evidence=f"Parameters is {shown(parameters)}",
            )


RULE = Rule(
    id="CW-RDS-010",
    title="Database that takes connections without TLS",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC09",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
    findings=_findings,
)
