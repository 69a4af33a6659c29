"""API without a rate limit of its own."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-API-002",
    title="API without a rate limit of its own",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL05",
    controls=(),
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
    findings=expect(
        "AWS::ApiGatewayV2::Stage",
        "DefaultRouteSettings.ThrottlingRateLimit",
        holds=is_set,
        message="{title} may use up the whole account's request quota.",
        fix={"throttle_rate_per_second": 500, "throttle_burst": 1000},
        fix_label="Limit the rate to 500 a second",
    ),
)
