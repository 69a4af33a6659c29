"""Public application load balancer without a web firewall."""

from collections.abc import Iterator

from cloudwright.design.catalog.balancing.keys import APPLICATION
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import add_connected, free_id
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for balancer in subject.of_kind(APPLICATION):
        incoming = subject.architecture.incoming(balancer.id)
        callers = [c.source for c in incoming if c.verb is Verb.REQUESTS]
        if callers and not any(c.verb is Verb.PROTECTS for c in incoming):
            yield Hit(
                element_id=balancer.id,
                message=f"{balancer.title} meets every known attack by itself.",
                evidence=f"{', '.join(callers)} requests {balancer.id} and no web ACL protects it",
                fix=_fix(subject, balancer.id),
                fix_label="Put a web firewall before it",
            )


def _fix(subject: Subject, balancer_id: str) -> tuple[Edit, ...]:
    """Return edits that add a web ACL of its own: one of a distribution has another scope."""
    firewall = Component(
        id=free_id(subject, "balancer-firewall"),
        kind="waf_web_acl",
        title="Firewall of the load balancer",
        origin="rule",
    )
    return add_connected(subject, firewall, source=firewall.id, verb=Verb.PROTECTS, target=balancer_id)


RULE = Rule(
    id="CW-ELB-007",
    title="Public application load balancer without a web firewall",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=("ELB.16",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16",
    findings=_findings,
)
