"""Database that may call the internet."""

from collections.abc import Iterator

from cloudwright.design.catalog.kind import Category
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_ANYWHERE = {"CidrIp": "0.0.0.0/0", "CidrIpv6": "::/0"}


def _findings(subject: Subject) -> Iterator[Hit]:
    for resource in subject.resources("AWS::EC2::SecurityGroupEgress"):
        component = subject.architecture.by_id.get(resource.key.element_id)
        if component is None or subject.kinds[component.kind].category is not Category.DATABASE:
            continue
        for field, everywhere in _ANYWHERE.items():
            if at(resource, field) == everywhere:
                yield broken(
                    subject,
                    resource,
                    message="{title} may open connections to the whole internet, by which data can leave.",
                    evidence=f"{field} is {everywhere}",
                )


RULE = Rule(
    id="CW-NET-006",
    title="Database that may call the internet",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=(),
    source="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    findings=_findings,
)
