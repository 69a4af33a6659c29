"""Load balancer can be deleted by mistake."""

from collections.abc import Iterator

from cloudwright.design.review.balancers import attribute
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for balancer in subject.resources("AWS::ElasticLoadBalancingV2::LoadBalancer"):
        if attribute(balancer, "deletion_protection.enabled") != "true":
            yield broken(
                subject,
                balancer,
                message="One call deletes {title}, and with it the address that callers know.",
                evidence="deletion_protection.enabled is not true",
                fix={"deletion_protection": True},
                fix_label="Protect the load balancer from deletion",
            )


RULE = Rule(
    id="CW-ELB-004",
    title="Load balancer can be deleted by mistake",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL08",
    controls=("ELB.6",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-6",
    findings=_findings,
)
