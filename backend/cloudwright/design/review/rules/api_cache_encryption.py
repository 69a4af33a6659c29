"""API keeps answers unencrypted."""

from collections.abc import Iterator, Mapping

from cloudwright.design.review.apis import REST_STAGE
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, items


def _findings(subject: Subject) -> Iterator[Hit]:
    for stage in subject.resources(REST_STAGE):
        for settings in items(at(stage, "MethodSettings")):
            if not isinstance(settings, Mapping) or settings.get("CachingEnabled") is not True:
                continue
            if settings.get("CacheDataEncrypted") is not True:
                yield broken(
                    subject,
                    stage,
                    message="The cache of {title} holds answers in plain text.",
                    evidence="CachingEnabled is true and CacheDataEncrypted is not",
                )


RULE = Rule(
    id="CW-API-009",
    title="API keeps answers unencrypted",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=("APIGateway.5",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-5",
    findings=_findings,
)
