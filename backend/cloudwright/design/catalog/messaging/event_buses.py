"""Amazon EventBridge event buses of one's own, with an archive from which events can be replayed."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Annotated

from pydantic import Field, JsonValue

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.assumed import Assumed, assumed
from cloudwright.design.catalog.formulas import counted, number, usage
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
from cloudwright.design.catalog.messaging.bus_connections import VERBS
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.model.architecture import Environment

BUS_NAME_CHARACTERS = 256
ARCHIVE_NAME_CHARACTERS = 48
_DESCRIPTION_CHARACTERS = 512
_CHUNK_KB = Decimal(64)  # EventBridge bills every 64 KB of an event as an event
_KB_PER_GB = Decimal(1024 * 1024)
_DAYS_PER_MONTH = Decimal(30)

EVENT_KB = AssumptionSpec(
    "event_kb", "Average size of an event", Decimal(2), "KB", Decimal("0.5"), Decimal(64)
)


class BusProperties(Properties):
    """A bus that only this design's events travel on."""

    archive_days: Annotated[int, Field(ge=1, le=3650)] | None = Field(
        default=None,
        description="Days for which events are kept to be replayed; without it there is no archive",
    )


def _defaults(_: Environment) -> Mapping[str, JsonValue]:
    return {}


def _lower(context: LoweringContext, element: Element[BusProperties], _: Gathered) -> Lowered:
    key = references.event_bus(element.id)
    bus = Resource(
        key=key,
        type="AWS::Events::EventBus",
        properties={
            "Name": physical_name(context, element.id, limit=BUS_NAME_CHARACTERS),
            "Description": _description(element),
        },
        area="messaging",
    )
    output = Output(
        name=f"{pascal_case(element.id)}BusName",
        description=f"Name of the event bus '{element.component.title}'",
        value=Ref(key),
        element_id=element.id,
    )
    return Lowered(resources=(bus, *_archive(context, element)), outputs=(output,))


def _archive(context: LoweringContext, element: Element[BusProperties]) -> tuple[Resource, ...]:
    days = element.properties.archive_days
    if days is None:
        return ()
    properties: dict[str, Value] = {
        "ArchiveName": physical_name(context, element.id, limit=ARCHIVE_NAME_CHARACTERS),
        "Description": f"Events of {element.id}, to be replayed after a mistake",
        "SourceArn": references.arn_of(references.event_bus(element.id)),
        "RetentionDays": days,
    }
    return (
        Resource(
            key=ResourceKey(element.id, "archive"),
            type="AWS::Events::Archive",
            properties=properties,
            area="messaging",
        ),
    )


def _description(element: Element[BusProperties]) -> str:
    return element.component.purpose[:_DESCRIPTION_CHARACTERS] or element.component.title


def _price(context: PricingContext, element: Element[BusProperties]) -> Sequence[Usage]:
    events = context.load.of(element.id)
    size = assumed(context, EVENT_KB, element_id=element.id)
    chunks = (size.value / _CHUNK_KB).to_integral_value(ROUND_CEILING)
    published = usage(
        element.id,
        "eventbridge.custom_event",
        quantity=events * chunks,
        formula=f"{number(events)} events published x {counted(chunks, 'unit')} of 64 KB",
        assumption_ids=(size.id,),
    )
    return (published, *_archived(element, events, size=size))


def _archived(element: Element[BusProperties], events: Decimal, *, size: Assumed) -> Sequence[Usage]:
    days = element.properties.archive_days
    if days is None:
        return ()
    gigabytes = events * size.value / _KB_PER_GB
    written = f"{number(events)} events x {number(size.value)} KB"
    return (
        usage(
            element.id,
            "eventbridge.archive.processing_gb",
            quantity=gigabytes,
            formula=written,
            assumption_ids=(size.id,),
        ),
        usage(
            element.id,
            "eventbridge.archive.storage_gb_month",
            quantity=gigabytes * days / _DAYS_PER_MONTH,
            formula=f"{written} x {days} days kept / 30",
            assumption_ids=(size.id,),
        ),
    )


EVENTBRIDGE_BUS = Kind(
    id="eventbridge_bus",
    service="Amazon EventBridge",
    title="EventBridge event bus",
    summary="A bus for this design's own events, apart from everything else in the account.",
    category=Category.INTEGRATION,
    icon="AmazonEventBridge",
    documentation="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html",
    properties=BusProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=VERBS,
    assumptions=(EVENT_KB,),
    resource_types=("AWS::Events::EventBus", "AWS::Events::Archive"),
    sla=("EventBridge", "event buses"),
    may_exist=True,
    synonyms=("event bus", "custom bus", "message bus", "event broker", "domain events"),
)
