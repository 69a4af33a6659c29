"""Application load balancer without a certificate in the design."""

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
        if not any(c.verb is Verb.CERTIFIES for c in incoming):
            yield Hit(
                element_id=balancer.id,
                message=f"{balancer.title} speaks plain HTTP in development, and within the network.",
                evidence=f"no certificate certifies {balancer.id}; on the internet, production asks for one",
                fix=_fix(subject, balancer.id),
                fix_label="Give it a certificate",
            )


def _fix(subject: Subject, balancer_id: str) -> tuple[Edit, ...]:
    certificate = Component(
        id=free_id(subject, f"{balancer_id}-certificate"),
        kind="acm_certificate",
        title="Certificate of the load balancer",
        origin="rule",
    )
    return add_connected(subject, certificate, source=certificate.id, verb=Verb.CERTIFIES, target=balancer_id)


RULE = Rule(
    id="CW-ELB-002",
    title="Application load balancer without a certificate in the design",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC09",
    controls=("ELB.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
    findings=_findings,
)
