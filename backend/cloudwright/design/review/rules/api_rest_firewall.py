"""Public REST API without a web firewall."""

from collections.abc import Iterator

from cloudwright.design.model.architecture import Component
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import add_connected, free_id
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for api in subject.of_kind("rest_api"):
        incoming = subject.architecture.incoming(api.id)
        callers = [c.source for c in incoming if c.verb is Verb.REQUESTS]
        if callers and not any(c.verb is Verb.PROTECTS for c in incoming):
            yield Hit(
                element_id=api.id,
                message=f"{api.title} meets every known attack by itself.",
                evidence=f"{', '.join(callers)} requests {api.id} and no web ACL protects it",
                fix=_fix(subject, api.id),
                fix_label="Put a web firewall before it",
            )


def _fix(subject: Subject, api_id: str) -> tuple[Edit, ...]:
    """Return edits that add a web ACL of its own: one of a distribution has another scope."""
    firewall = Component(
        id=free_id(subject, "api-firewall"), kind="waf_web_acl", title="API firewall", origin="rule"
    )
    return add_connected(subject, firewall, source=firewall.id, verb=Verb.PROTECTS, target=api_id)


RULE = Rule(
    id="CW-API-007",
    title="Public REST API without a web firewall",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=("APIGateway.4",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-4",
    findings=_findings,
)
