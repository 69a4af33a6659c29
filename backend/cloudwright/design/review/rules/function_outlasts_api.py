"""Function may run longer than its caller waits."""

from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.apis import WAITING
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for function in subject.resources("AWS::Lambda::Function"):
        element_id = function.key.element_id
        timeout = at(function, "Timeout")
        if not isinstance(timeout, int):
            continue
        for connection in subject.architecture.incoming(element_id):
            source = subject.architecture.component(connection.source)
            if connection.verb is not Verb.INVOKES or source.kind not in WAITING:
                continue
            longest = subject.facts.limit_number(WAITING[source.kind], "integration_timeout_max")
            if Decimal(timeout) > longest:
                yield Hit(
                    element_id=element_id,
                    message=f"{source.title} gives up while {subject.title(element_id)} still works.",
                    evidence=f"Timeout is {timeout} s, the API waits {longest} s at most",
                    fix=set_properties(subject, element_id, timeout_seconds=int(longest) - 1),
                    fix_label=f"Limit the run to {int(longest) - 1} s",
                )


RULE = Rule(
    id="CW-FN-009",
    title="Function may run longer than its caller waits",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL04",
    controls=(),
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
    findings=_findings,
)
