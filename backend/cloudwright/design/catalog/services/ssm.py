"""AWS Systems Manager Parameter Store: configuration that code reads and a deployment gives."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, StringConstraints

from cloudwright.design.blueprint.graph import Output, Parameter, Resource, pascal_case
from cloudwright.design.blueprint.values import Param, Ref, Scalar, Statement
from cloudwright.design.catalog import references
from cloudwright.design.catalog.formulas import fixed
from cloudwright.design.catalog.kind import (
    Category,
    Effects,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
    PricingContext,
    Properties,
    Usage,
    VerbRule,
)
from cloudwright.design.catalog.naming import fitted, statement_id, variable
from cloudwright.design.model.architecture import Connection, Environment
from cloudwright.design.model.verbs import Verb

PARAMETER_NAME_CHARACTERS = 900  # of 1,011 with the ARN in front: limit `name_max_ssm_parameter_name`
_STANDARD_CHARACTERS = 4096


class ParameterProperties(Properties):
    """One value. A secret belongs into a Secret: CloudFormation makes no SecureString parameters."""

    value: Annotated[str, StringConstraints(max_length=_STANDARD_CHARACTERS)] = Field(
        default="", description="The value; empty: asked for at deployment"
    )
    type: Literal["String", "SecureString"] = Field(
        default="String", description="SecureString only for a parameter that exists already"
    )
    tier: Literal["Standard", "Advanced"] = Field(
        default="Standard", description="Advanced takes values up to 8 KB and costs money"
    )


def _defaults(_: Environment) -> Mapping[str, JsonValue]:
    return {}


def _lower(
    context: LoweringContext, element: Element[ParameterProperties], _gathered: Gathered, /
) -> Lowered:
    key = references.parameter(element.id)
    asked = _asked(element)
    parameter = Resource(
        key=key,
        type="AWS::SSM::Parameter",
        properties={
            "Name": fitted(f"/{context.prefix}/{element.id}", PARAMETER_NAME_CHARACTERS),
            "Description": element.component.purpose or element.component.title,
            "Type": "String",
            "Tier": element.properties.tier,
            "Value": _value(element, asked),
        },
        comments={"Type": "Not a secret: whoever may read the parameter sees its value."},
        area="configuration",
    )
    output = Output(
        name=f"{pascal_case(element.id)}ParameterName",
        description=f"Name of the parameter '{element.component.title}'",
        value=Ref(key),
        element_id=element.id,
    )
    return Lowered(resources=(parameter,), outputs=(output,), parameters=(asked,) if asked else ())


def _asked(element: Element[ParameterProperties]) -> Parameter | None:
    """Return the question for the value, unless the design has it."""
    if element.properties.value:
        return None
    return Parameter(
        name=f"{pascal_case(element.id)}Value",
        description=f"Value of the configuration parameter '{element.component.title}'",
        pattern=r".+",
        example="standard",
        group="Configuration",
        element_id=element.id,
    )


def _value(element: Element[ParameterProperties], asked: Parameter | None) -> Scalar:
    return Param(asked.name) if asked else element.properties.value


def _reads(_: LoweringContext, connection: Connection) -> Effects:
    name = Ref(references.parameter(connection.target))
    statement = Statement(
        sid=statement_id(connection.verb, connection.target),
        actions=("ssm:GetParameter", "ssm:GetParameters"),
        # The name begins with a slash.
        resources=(references.regional_arn("ssm", "parameter", name),),
    )
    return Effects(statements=(statement,), environment={variable(connection.target, "PARAMETER_NAME"): name})


def _price(_: PricingContext, element: Element[ParameterProperties]) -> Sequence[Usage]:
    """Return nothing for a standard parameter: it is free, and so are its reads at the usual throughput."""
    if element.properties.tier == "Standard":
        return ()
    return (
        fixed(
            element.id, "ssm.parameter.advanced_month", quantity=Decimal(1), formula="1 advanced parameter"
        ),
    )


SSM_PARAMETER = Kind(
    id="ssm_parameter",
    service="AWS Systems Manager",
    title="Configuration parameter",
    summary="Keeps one configuration value under a name, so that it changes without a new version of code.",
    category=Category.MANAGEMENT,
    icon="AWSSystemsManager",
    documentation="https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html",
    properties=ParameterProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=(
        VerbRule(
            Verb.READS,
            ("lambda_function", "auto_scaling_group"),
            _reads,
            explanation="Code gets the value by its name, which stands in its environment.",
        ),
    ),
    resource_types=("AWS::SSM::Parameter",),
    sla=("Systems Manager", "API"),
    may_exist=True,
    synonyms=("parameter", "parameter store", "configuration", "setting", "ssm", "feature flag"),
)

KINDS: tuple[Kind[Any], ...] = (SSM_PARAMETER,)  # Any: kinds share no property type
