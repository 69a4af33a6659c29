"""What a queue costs: requests to send, receive and delete, and polling while nothing comes."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, counted, fixed, number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.catalog.messaging.queue_properties import QueueProperties
from cloudwright.design.model.verbs import Verb

REQUEST = "sqs.standard.request"
_CHUNK_KB = Decimal(64)  # SQS bills every 64 KB of a message as a request
_IDLE_POLLERS = 5  # Lambda polls a queue with five connections while it is idle
_POLLS_PER_HOUR = Decimal(3600) / 20  # each waits up to 20 s for a message

MESSAGE_KB = AssumptionSpec(
    "message_kb", "Average size of a message", Decimal(2), "KB", Decimal("0.5"), Decimal(64)
)
ASSUMPTIONS = (MESSAGE_KB,)


def price(context: PricingContext, element: Element[QueueProperties]) -> Sequence[Usage]:
    """Return sending, then receiving and deleting by each consumer, then polls that find nothing."""
    messages = context.load.of(element.id)
    size = assumed(context, MESSAGE_KB, element_id=element.id)
    chunks = (size.value / _CHUNK_KB).to_integral_value(ROUND_CEILING)
    lines = [
        usage(
            element.id,
            REQUEST,
            quantity=messages * chunks,
            formula=f"{number(messages)} messages sent x {counted(chunks, 'request')} of 64 KB",
            assumption_ids=(size.id,),
        )
    ]
    for consumer in context.architecture.incoming(element.id):
        if consumer.verb is Verb.CONSUMES:
            batches = context.load.on(consumer)
            polls = _IDLE_POLLERS * _POLLS_PER_HOUR * HOURS_PER_MONTH
            lines += [
                usage(
                    element.id,
                    REQUEST,
                    quantity=batches * 2,
                    formula=f"{number(batches)} batches x 2 (received, deleted) by {consumer.source}",
                ),
                fixed(
                    element.id,
                    REQUEST,
                    quantity=polls,
                    formula=f"{_IDLE_POLLERS} pollers x {number(_POLLS_PER_HOUR)} polls an hour x 730 h",
                ),
            ]
    return lines
