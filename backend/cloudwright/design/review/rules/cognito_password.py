"""Weak passwords are accepted."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_POLICY = "Policies.PasswordPolicy"
_SHORTEST = 8
_CHARACTERS = ("RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols")


def _findings(subject: Subject) -> Iterator[Hit]:
    for pool in subject.resources("AWS::Cognito::UserPool"):
        length = at(pool, f"{_POLICY}.MinimumLength")
        weak = [] if isinstance(length, int) and length >= _SHORTEST else [f"MinimumLength is {length}"]
        weak += [f"{name} is off" for name in _CHARACTERS if at(pool, f"{_POLICY}.{name}") is not True]
        if weak:
            yield broken(
                subject,
                pool,
                message="{title} accepts passwords that are easy to guess.",
                evidence=", ".join(weak),
            )


RULE = Rule(
    id="CW-COG-002",
    title="Weak passwords are accepted",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC02",
    controls=("Cognito.3",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-3",
    findings=_findings,
)
