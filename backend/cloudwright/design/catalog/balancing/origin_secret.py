"""The word by which a load balancer knows its own distribution: CloudFront's addresses are everybody's.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html
"""

from cloudwright.design.blueprint.graph import Parameter, pascal_case
from cloudwright.design.blueprint.values import Param, Value
from cloudwright.design.catalog.balancing.ways_in import fronted
from cloudwright.design.catalog.kind import LoweringContext

HEADER = "x-origin-verify"
REFUSED: Value = {
    "Type": "fixed-response",
    "FixedResponseConfig": {
        "StatusCode": "403",
        "ContentType": "text/plain",
        "MessageBody": "Requests come through the distribution.",
    },
}


def sent(balancer_id: str) -> Value:
    """Return the headers that the distribution adds to each request; what a viewer sends is replaced."""
    return [{"HeaderName": HEADER, "HeaderValue": _secret(balancer_id)}]


def expected(balancer_id: str) -> Value:
    """Return the condition of a listener's rule that only the distribution meets."""
    config: Value = {"HttpHeaderName": HEADER, "Values": [_secret(balancer_id)]}
    return {"Field": "http-header", "HttpHeaderConfig": config}


def word_asked(context: LoweringContext, balancer_id: str) -> tuple[Parameter, ...]:
    """Return the parameter for the word, of a load balancer that only a distribution is to reach."""
    if not fronted(context, balancer_id):
        return ()
    parameter = Parameter(
        name=_secret(balancer_id).name,
        description="A secret word of 32 to 128 letters and digits that the distribution adds to each "
        f"request; {balancer_id} refuses requests without it",
        pattern=r"^[A-Za-z0-9]{32,128}$",
        example="aRandomWordOf32LettersAndDigits00",
        group="Secrets",
        secret=True,
        element_id=balancer_id,
    )
    return (parameter,)


def _secret(balancer_id: str) -> Param:
    return Param(pascal_case(f"{balancer_id}-origin-secret"))
