"""Port open to the whole internet."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_EVERYWHERE = ("0.0.0.0/0", "::/0")
_WEB_PORTS = (80, 443)
_LISTENER = "network_load_balancer"


def _findings(subject: Subject) -> Iterator[Hit]:
    for rule in subject.resources("AWS::EC2::SecurityGroupIngress"):
        if _listens(subject, rule.key.element_id):
            continue
        cidr = at(rule, "CidrIp") or at(rule, "CidrIpv6")
        port = at(rule, "FromPort")
        if cidr in _EVERYWHERE and (port not in _WEB_PORTS or at(rule, "ToPort") != port):
            yield broken(
                subject,
                rule,
                message="Anybody on the internet can connect to {title} on a port that is not the web's.",
                evidence=f"port {port} from {cidr}",
            )


def _listens(subject: Subject, element_id: str) -> bool:
    """Say whether the port is what the element is for: a network load balancer takes no others."""
    component = subject.architecture.by_id.get(element_id)
    return component is not None and component.kind == _LISTENER


RULE = Rule(
    id="CW-NET-005",
    title="Port open to the whole internet",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=("EC2.18", "EC2.19"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
    findings=_findings,
)
