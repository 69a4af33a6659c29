"""Secret without rotation."""

from collections.abc import Iterator

from cloudwright.design.model.architecture import Component
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import add_connected, free_id
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for secret in subject.of_kind("secrets_manager_secret"):
        if any(c.verb is Verb.INVOKES for c in subject.architecture.outgoing(secret.id)):
            continue
        yield Hit(
            element_id=secret.id,
            message=f"{secret.title} stays the same until somebody changes it, also after it has leaked.",
            evidence=f"{secret.id} invokes no rotation function",
            fix=_fix(subject, secret.id),
            fix_label="Rotate it by a function",
        )


def _fix(subject: Subject, secret_id: str) -> tuple[Edit, ...]:
    function = Component(
        id=free_id(subject, f"{secret_id}-rotation"[:36].rstrip("-")),
        kind="lambda_function",
        title="Rotation",
        purpose="Makes a new value, tries it, and lets it take the place of the old one.",
        origin="rule",
    )
    return add_connected(subject, function, source=secret_id, verb=Verb.INVOKES, target=function.id)


# Low: a value that another company issued cannot be changed from here, and a function that rotates has to
# know the system that takes the value; both are people's decisions.
RULE = Rule(
    id="CW-SEC-001",
    title="Secret without rotation",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    question="SEC02",
    controls=("SecretsManager.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-1",
    findings=_findings,
)
