"""Load balancer that still speaks an old version of TLS."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown

_ENCRYPTED = ("HTTPS", "TLS")


def _findings(subject: Subject) -> Iterator[Hit]:
    for listener in subject.resources("AWS::ElasticLoadBalancingV2::Listener"):
        if at(listener, "Protocol") not in _ENCRYPTED:
            continue
        policy = at(listener, "SslPolicy")
        known = subject.facts.version("tls_policy_alb", str(policy))
        if known is None or not known.current:
            yield broken(
                subject,
                listener,
                message="{title} accepts versions of TLS that have been broken.",
                evidence=f"SslPolicy is {shown(policy)}, not one of those that begin at TLS 1.2",
            )


RULE = Rule(
    id="CW-ELB-003",
    title="Load balancer that still speaks an old version of TLS",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC09",
    controls=("ELB.17",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17",
    findings=_findings,
)
