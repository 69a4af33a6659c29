"""Runtime ends within half a year."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_NOTICE = timedelta(days=183)
_ENDS = re.compile(r"ends on (\d{4}-\d{2}-\d{2})")


def _findings(subject: Subject) -> Iterator[Hit]:
    for function in subject.resources("AWS::Lambda::Function"):
        runtime = at(function, "Runtime")
        known = subject.facts.version("lambda_runtime", str(runtime))
        ends = _ENDS.search(known.lifecycle) if known is not None and known.current else None
        if ends and subject.as_of + _NOTICE >= date.fromisoformat(ends[1]):
            yield broken(
                subject,
                function,
                message="{title} must move to a newer runtime soon.",
                evidence=f"Runtime {runtime} ends on {ends[1]}, within {_NOTICE.days} days",
            )


RULE = Rule(
    id="CW-FN-002",
    title="Runtime ends within half a year",
    severity=Severity.LOW,
    pillar=Pillar.OPERATIONS,
    question="OPS05",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    findings=_findings,
)
