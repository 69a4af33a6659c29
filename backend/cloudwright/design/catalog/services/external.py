"""People and systems outside AWS: where calls come from."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, StringConstraints

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
from cloudwright.design.model.architecture import Environment


class ActorProperties(Properties):
    role: Literal["browser", "mobile", "partner", "operator"] = Field(
        default="browser", description="Who calls: people in a browser or app, another system, or operators."
    )
    calls_assumption: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)] = Field(
        default="requests_per_month",
        description="The id of the assumption that says how many calls a month come from here.",
    )


def _defaults(_environment: Environment) -> Mapping[str, JsonValue]:
    return {}


def _lower(_context: LoweringContext, _element: Element[ActorProperties], _gathered: Gathered, /) -> Lowered:
    return Lowered()


def _price(_context: PricingContext, _element: Element[ActorProperties]) -> Sequence[Usage]:
    return ()


PEAK_FACTOR = AssumptionSpec(
    "peak_factor", "Peak load over the average", Decimal(10), "times", Decimal(3), Decimal(30)
)

EXTERNAL_ACTOR = Kind(
    id="external_actor",
    service="Outside",
    title="People or system outside",
    summary="Whoever calls the system from outside AWS; it has no resources and no price.",
    category=Category.EXTERNAL,
    icon="Users",
    documentation="https://docs.aws.amazon.com/wellarchitected/latest/framework/definitions.html",
    properties=ActorProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    assumptions=(PEAK_FACTOR,),
    synonyms=(
        "user",
        "users",
        "visitor",
        "visitors",
        "customer",
        "browser",
        "mobile app",
        "client",
        "partner",
        "third party",
        "device",
        "operator",
        "administrator",
    ),
)

KINDS: tuple[Kind[Any], ...] = (EXTERNAL_ACTOR,)  # Any: a tuple of kinds has no common property type
