"""Load balancer that takes requests from the internet without TLS."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for listener in subject.resources("AWS::ElasticLoadBalancingV2::Listener"):
        if at(listener, "Protocol") == "HTTP" and not _redirects(listener) and _public(subject, listener):
            yield broken(
                subject,
                listener,
                message="Everybody on the way can read and change what callers send to {title}.",
                evidence="Protocol is HTTP and nothing redirects to HTTPS",
            )


def _redirects(listener: Resource) -> bool:
    actions: Value | None = at(listener, "DefaultActions")
    return isinstance(actions, list | tuple) and any(
        isinstance(action, dict) and action.get("Type") == "redirect" for action in actions
    )


def _public(subject: Subject, listener: Resource) -> bool:
    target = at(listener, "LoadBalancerArn")
    balancer = subject.blueprint.by_key.get(target.resource) if isinstance(target, Ref) else None
    return balancer is None or at(balancer, "Scheme") != "internal"


RULE = Rule(
    id="CW-ELB-001",
    title="Load balancer that takes requests from the internet without TLS",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC09",
    controls=("ELB.1", "ELB.18"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
    findings=_findings,
)
