"""Amazon CloudWatch dashboards: the metrics behind the alarms of what is watched, on one page."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import ResourceKey
from cloudwright.design.catalog.dashboards.body import body
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
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.model.architecture import Connection, Environment
from cloudwright.design.model.verbs import Verb

DASHBOARD_NAME_CHARACTERS = 255


class DashboardProperties(Properties):
    """What is shown, and where the alarm lines are, comes from what the dashboard watches."""


def _defaults(_: Environment) -> Mapping[str, JsonValue]:
    return {}


def _lower(
    context: LoweringContext, element: Element[DashboardProperties], _gathered: Gathered, /
) -> Lowered:
    name = physical_name(context, element.id, limit=DASHBOARD_NAME_CHARACTERS)
    dashboard = Resource(
        key=ResourceKey(element.id, "dashboard"),
        type="AWS::CloudWatch::Dashboard",
        properties={"DashboardName": name, "DashboardBody": body(context, element.id)},
        comments={"DashboardBody": "A graph for each alarm of what is watched; the line is its threshold."},
        area="alarms",
    )
    output = Output(
        name=f"{pascal_case(element.id)}Name",
        description=f"Name of the dashboard '{element.component.title}' in CloudWatch",
        value=name,
        element_id=element.id,
    )
    return Lowered(resources=(dashboard,), outputs=(output,))


def _watches(_: LoweringContext, __: Connection) -> Effects:
    """The graphs follow from what is watched; the watched element itself does not change."""
    return Effects()


def _price(_: PricingContext, element: Element[DashboardProperties]) -> Sequence[Usage]:
    return (fixed(element.id, "cloudwatch.dashboard_month", quantity=Decimal(1), formula="1 dashboard"),)


CLOUDWATCH_DASHBOARD = Kind(
    id="cloudwatch_dashboard",
    service="Amazon CloudWatch",
    title="Dashboard",
    summary="Shows the metrics of other elements on one page, with the lines at which alarms sound.",
    category=Category.MANAGEMENT,
    icon="AmazonCloudWatch",
    documentation="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html",
    properties=DashboardProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=(
        VerbRule(
            Verb.WATCHES,
            ("*",),
            _watches,
            declared_by_source=True,
            explanation="Shows a graph for each standard alarm of the watched element.",
        ),
    ),
    resource_types=("AWS::CloudWatch::Dashboard",),
    sla=("CloudWatch", "metrics, logs ingestion, alarms"),
    plumbing=True,
    synonyms=("dashboard", "graphs", "charts", "monitoring page", "metrics dashboard"),
)

KINDS: tuple[Kind[Any], ...] = (CLOUDWATCH_DASHBOARD,)  # Any: kinds share no property type
