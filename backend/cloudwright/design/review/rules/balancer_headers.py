"""Load balancer passes on invalid headers."""

from collections.abc import Iterator

from cloudwright.design.review.balancers import attribute
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for balancer in subject.resources("AWS::ElasticLoadBalancingV2::LoadBalancer"):
        if (
            at(balancer, "Type") == "application"
            and attribute(balancer, "routing.http.drop_invalid_header_fields.enabled") != "true"
        ):
            yield broken(
                subject,
                balancer,
                message="{title} passes on headers by which requests can be smuggled past it.",
                evidence="routing.http.drop_invalid_header_fields.enabled is not true",
            )


RULE = Rule(
    id="CW-ELB-006",
    title="Load balancer passes on invalid headers",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC06",
    controls=("ELB.4",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4",
    findings=_findings,
)
