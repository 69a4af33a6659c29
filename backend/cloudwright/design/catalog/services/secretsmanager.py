"""AWS Secrets Manager: values that code reads when it runs, and that no template and no state holds."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, StringConstraints

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.formulas import fixed, number, usage
from cloudwright.design.catalog.kind import (
    AssumptionSpec,
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
from cloudwright.design.catalog.secrets.connections import VERBS
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.verbs import Verb

SECRET_NAME_CHARACTERS = 512
_HUNDRED = Decimal(100)
_HARD_TO_QUOTE = "\"'/@\\`"  # characters that connection strings and shells read as their own

SECRET_LOOKUPS_PERCENT = AssumptionSpec(
    "secret_lookups_percent",
    "Uses of a secret that ask Secrets Manager again instead of keeping the value in memory",
    Decimal(5),
    "percent",
    Decimal(1),
    Decimal(100),
)


class SecretProperties(Properties):
    """Where the value comes from, and how long a deleted secret can be brought back."""

    content: Literal["generated", "given"] = Field(
        default="generated",
        description="generated: a random value that nobody has to know; given: a value somebody else issued",
    )
    user_name: Annotated[str, StringConstraints(max_length=128, pattern=r"^[A-Za-z0-9_.@-]*$")] = Field(
        default="", description="With a name, the value is JSON: this username, and the password beside it"
    )
    length_characters: Annotated[int, Field(ge=16, le=128)] = Field(
        default=40, description="Characters of a generated value"
    )
    rotation_days: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=30, description="Days between rotations, when the secret invokes a rotation function"
    )
    retain: bool = Field(
        default=True, description="Keep the secret when the stack is deleted (Terraform: for 30 more days)"
    )


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    return {"retain": environment is Environment.PROD}


def _lower(context: LoweringContext, element: Element[SecretProperties], gathered: Gathered) -> Lowered:
    key = references.secret(element.id)
    output = Output(
        name=f"{pascal_case(element.id)}SecretArn",
        description=f"ARN of the secret '{element.component.title}'",
        value=Ref(key),
        element_id=element.id,
    )
    return Lowered(resources=(_secret(context, element, gathered=gathered),), outputs=(output,))


def _secret(context: LoweringContext, element: Element[SecretProperties], *, gathered: Gathered) -> Resource:
    wanted = element.properties
    properties: dict[str, Value] = {
        "Name": physical_name(context, element.id, limit=SECRET_NAME_CHARACTERS),
        "Description": element.component.purpose or element.component.title,
    }
    comments = {"": "No value stands here: put it once, as the README says, and no file ever holds it."}
    for kms_key in gathered.slot(slots.KMS_KEY):
        if isinstance(kms_key, Ref):
            properties["KmsKeyId"] = kms_key
    if wanted.content == "generated":
        properties["GenerateSecretString"] = _generation(wanted)
        comments = {"GenerateSecretString": "Made once, inside AWS: the value is in no template and no log."}
    return Resource(
        key=references.secret(element.id),
        type="AWS::SecretsManager::Secret",
        properties=properties,
        retain=wanted.retain,
        comments=comments,
        area="secrets",
    )


def _generation(wanted: SecretProperties) -> Value:
    generation: dict[str, Value] = {
        "PasswordLength": wanted.length_characters,
        "ExcludeCharacters": _HARD_TO_QUOTE,
    }
    if wanted.user_name:
        generation["SecretStringTemplate"] = json.dumps({"username": wanted.user_name})
        generation["GenerateStringKey"] = "password"
    return generation


def _price(context: PricingContext, element: Element[SecretProperties]) -> Sequence[Usage]:
    """Return the secret, and the share of its uses that is not answered from the function's memory."""
    share = assumed(context, SECRET_LOOKUPS_PERCENT, element_id=element.id)
    incoming = context.architecture.incoming(element.id)
    uses = sum((context.load.on(c) for c in incoming if c.verb is Verb.READS), Decimal(0))
    return (
        fixed(element.id, "secrets_manager.secret_month", quantity=Decimal(1), formula="1 secret"),
        usage(
            element.id,
            "secrets_manager.request",
            quantity=uses * share.value / _HUNDRED,
            formula=f"{number(uses)} uses x {number(share.value)} % that ask for the value",
            assumption_ids=(share.id,),
        ),
    )


SECRETS_MANAGER_SECRET = Kind(
    id="secrets_manager_secret",
    service="AWS Secrets Manager",
    title="Secret",
    summary="Keeps a password, key or token encrypted; code with the right to it reads it when it runs.",
    category=Category.SECURITY,
    icon="AWSSecretsManager",
    documentation="https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html",
    properties=SecretProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=VERBS,
    assumptions=(SECRET_LOOKUPS_PERCENT,),
    resource_types=("AWS::SecretsManager::Secret", "AWS::SecretsManager::RotationSchedule"),
    sla=("Secrets Manager", "API"),
    may_exist=True,
    synonyms=("secret", "password", "credentials", "api token", "secrets manager", "vault", "client secret"),
)

KINDS: tuple[Kind[Any], ...] = (SECRETS_MANAGER_SECRET,)  # Any: kinds share no property type
