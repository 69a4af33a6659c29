"""Secret in a plain environment variable."""

import re
from collections.abc import Iterator, Mapping

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_SECRET = re.compile(r"PASSWORD|PASSWD|SECRET|API_?KEY|TOKEN|PRIVATE_?KEY", re.IGNORECASE)
_POINTER = re.compile(r"(_ARN|_NAME|_ID|_URL)$", re.IGNORECASE)


def _findings(subject: Subject) -> Iterator[Hit]:
    for function in subject.resources("AWS::Lambda::Function"):
        variables = at(function, "Environment.Variables")
        if not isinstance(variables, Mapping):
            continue
        for name, value in variables.items():
            if isinstance(value, str) and value and _SECRET.search(name) and not _POINTER.search(name):
                yield broken(
                    subject,
                    function,
                    message="{title} shows a secret to everybody who may read its settings.",
                    evidence=f"Environment.Variables.{name} is a literal of {len(value)} characters",
                )


RULE = Rule(
    id="CW-FN-005",
    title="Secret in a plain environment variable",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC02",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    findings=_findings,
)
