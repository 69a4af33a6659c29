"""Load balancer writes no access log."""

from collections.abc import Iterator

from cloudwright.design.review.balancers import attribute
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for balancer in subject.resources("AWS::ElasticLoadBalancingV2::LoadBalancer"):
        if at(balancer, "Type") == "application" and attribute(balancer, "access_logs.s3.enabled") != "true":
            yield broken(
                subject,
                balancer,
                message="Nobody can tell later who called {title} and what it answered.",
                evidence="access_logs.s3.enabled is not true",
                fix={"access_logs": True},
                fix_label="Write access logs",
            )


RULE = Rule(
    id="CW-ELB-005",
    title="Load balancer writes no access log",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC04",
    controls=("ELB.5",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
    findings=_findings,
)
