"""What a topic costs: publishing, deliveries, and its own key."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from cloudwright.design.catalog.alarm_sets import GLOBAL_REGION, as_lowering, topic_abroad
from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.formulas import counted, fixed, number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.catalog.messaging.queue_pricing import MESSAGE_KB
from cloudwright.design.catalog.messaging.topic_properties import (
    TopicProperties,
    has_own_key,
    tells_by_email,
)

_CHUNK_KB = Decimal(64)  # SNS bills every 64 KB of a message as a request

ALERT_EMAILS = AssumptionSpec(
    "alert_emails_per_month", "Alarm e-mails", Decimal(20), "e-mails/month", Decimal(0), Decimal(500)
)
ASSUMPTIONS = (MESSAGE_KB, ALERT_EMAILS)


def price(context: PricingContext, element: Element[TopicProperties]) -> Sequence[Usage]:
    """Return publishing and mail; deliveries to queues and functions are free."""
    messages = context.load.of(element.id)
    size = assumed(context, MESSAGE_KB, element_id=element.id)
    chunks = (size.value / _CHUNK_KB).to_integral_value(ROUND_CEILING)
    lines = [
        usage(
            element.id,
            "sns.standard.publish_request",
            quantity=messages * chunks,
            formula=f"{number(messages)} messages x {counted(chunks, 'request')} of 64 KB",
            assumption_ids=(size.id,),
        )
    ]
    if tells_by_email(context.architecture, element.id, properties=element.properties):
        mails = assumed(context, ALERT_EMAILS, element_id=element.id)
        lines.append(
            usage(
                element.id,
                "sns.delivery.email",
                quantity=mails.value + messages,
                formula=f"{number(mails.value)} alarms and {number(messages)} messages, one address",
                assumption_ids=(mails.id,),
            )
        )
    return [*lines, *_keys(context, element)]


def _keys(context: PricingContext, element: Element[TopicProperties]) -> Sequence[Usage]:
    """Its own key at home, and that of its twin in us-east-1."""
    home = has_own_key(context.architecture, element.id)
    abroad = topic_abroad(as_lowering(context), element.id)
    lines: list[Usage] = []
    if home:
        lines.append(fixed(element.id, "kms.key_month", quantity=Decimal(1), formula="1 key of its own"))
    if abroad:
        twin = fixed(
            element.id, "kms.key_month", quantity=Decimal(1), formula="1 key in us-east-1, for alarms there"
        )
        lines.append(replace(twin, region=GLOBAL_REGION))
    return lines
