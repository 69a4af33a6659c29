"""Sign-in without a second factor."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    for pool in subject.resources("AWS::Cognito::UserPool"):
        mfa = at(pool, "MfaConfiguration")
        if mfa not in ("ON", "OPTIONAL"):
            yield broken(
                subject,
                pool,
                message="Whoever learns a password can sign in to {title}.",
                evidence=f"MfaConfiguration is {shown(mfa)}",
                fix={"mfa": "OPTIONAL"},
                fix_label="Offer a second factor",
            )


RULE = Rule(
    id="CW-COG-001",
    title="Sign-in without a second factor",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC02",
    controls=(),
    source="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html",
    findings=_findings,
)
