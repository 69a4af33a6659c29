"""API reachable without a web firewall."""

from collections.abc import Iterator

from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for api in subject.of_kind("http_api"):
        callers = [c.source for c in subject.architecture.incoming(api.id) if c.verb is Verb.REQUESTS]
        if callers:
            yield Hit(
                element_id=api.id,
                message=f"{api.title} is called directly; an HTTP API cannot have a web firewall of its own.",
                evidence=f"{', '.join(callers)} requests {api.id} without a distribution in between",
            )


RULE = Rule(
    id="CW-API-004",
    title="API reachable without a web firewall",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=("APIGateway.4",),
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html",
    findings=_findings,
)
