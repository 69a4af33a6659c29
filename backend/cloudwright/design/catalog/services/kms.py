"""AWS KMS."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pydantic import Field, JsonValue

from cloudwright.design.blueprint.graph import Output, pascal_case
from cloudwright.design.blueprint.values import Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.encryption import VERBS, uses
from cloudwright.design.catalog.formulas import fixed, usage
from cloudwright.design.catalog.keys import key_resources
from cloudwright.design.catalog.kind import (
    Category,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
    PricingContext,
    Properties,
    Usage,
)
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.model.architecture import Environment

_ALIAS_CHARACTERS = 250
# Tables, queues and topics keep a data key for five minutes: 12 requests an hour for each that uses it.
_MOST_REQUESTS = Decimal(730 * 12)


class KeyProperties(Properties):
    """A symmetric key, rotated every year."""

    retain: bool = Field(default=True, description="Keep the key when the stack is deleted")


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    return {"retain": environment is Environment.PROD}


def _lower(context: LoweringContext, element: Element[KeyProperties], gathered: Gathered) -> Lowered:
    key = references.kms_key(element.id)
    statements: list[Statement] = []
    for statement in gathered.slot(slots.KEY_POLICY):
        if isinstance(statement, Statement) and statement not in statements:
            statements.append(statement)
    resources = key_resources(
        key,
        alias=physical_name(context, element.id, limit=_ALIAS_CHARACTERS),
        description=element.component.purpose or element.component.title,
        statements=statements,
        retain=element.properties.retain,
        area="security",
    )
    output = Output(
        name=f"{pascal_case(element.id)}Arn",
        description=f"ARN of the key '{element.component.title}'",
        value=references.arn_of(key),
        element_id=element.id,
    )
    return Lowered(resources=resources, outputs=(output,))


def _price(context: PricingContext, element: Element[KeyProperties]) -> Sequence[Usage]:
    connections = uses(context.architecture, element.id)
    requests = sum((min(context.load.on(c), _MOST_REQUESTS) for c in connections), Decimal(0))
    return (
        fixed(element.id, "kms.key_month", quantity=Decimal(1), formula="1 key"),
        usage(
            element.id,
            "kms.request",
            quantity=requests,
            formula=f"{len(connections)} users of what it encrypts, each at most 12 an hour x 730 h",
        ),
    )


KMS_KEY = Kind(
    id="kms_key",
    service="AWS KMS",
    title="KMS key",
    summary="A key of your own that encrypts data of other services, with its own policy and audit trail.",
    category=Category.SECURITY,
    icon="AWSKeyManagementService",
    documentation="https://docs.aws.amazon.com/kms/latest/developerguide/overview.html",
    properties=KeyProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=VERBS,
    resource_types=("AWS::KMS::Key", "AWS::KMS::Alias"),
    sla=("KMS", "API"),
    reached_by=("kms",),
    may_exist=True,
    synonyms=("key", "encryption key", "customer managed key", "cmk", "kms"),
)

KINDS = (KMS_KEY,)
