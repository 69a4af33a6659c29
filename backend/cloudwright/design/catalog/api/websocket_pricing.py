"""What a WebSocket API costs a month: messages both ways, open connections, and its access log."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from cloudwright.design.catalog.api.pricing import access_log_usage
from cloudwright.design.catalog.api.properties import WebSocketProperties
from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, counted, number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.model.verbs import Verb

_METERED_KB = Decimal(32)  # the unit of WebSocket messages: larger ones count as several
_MINUTES_PER_HOUR = Decimal(60)

OPEN_CONNECTIONS = AssumptionSpec(
    "open_connections",
    "WebSocket connections that are open at one time, on average",
    Decimal(100),
    "connections",
    Decimal(20),
    Decimal(1_000),
)
SOCKET_MESSAGE_KB = AssumptionSpec(
    "socket_message_kb", "Size of a WebSocket message", Decimal(1), "KB", Decimal("0.2"), Decimal(32)
)
ASSUMPTIONS = (OPEN_CONNECTIONS, SOCKET_MESSAGE_KB)


def price(context: PricingContext, element: Element[WebSocketProperties]) -> Sequence[Usage]:
    """Return messages in and out, the minutes of open connections, and a log line for each message in."""
    incoming = context.architecture.incoming(element.id)
    received = sum((context.load.on(c) for c in incoming if c.verb is Verb.REQUESTS), Decimal(0))
    sent = sum((context.load.on(c) for c in incoming if c.verb is Verb.PUBLISHES), Decimal(0))
    size = assumed(context, SOCKET_MESSAGE_KB, element_id=element.id)
    units = max(Decimal(1), (size.value / _METERED_KB).to_integral_value(rounding=ROUND_CEILING))
    people = assumed(context, OPEN_CONNECTIONS, element_id=element.id)
    return (
        usage(
            element.id,
            "apigateway.websocket.message",
            quantity=(received + sent) * units,
            formula=f"({number(received)} received + {number(sent)} sent) x "
            f"{counted(units, 'unit')} of 32 KB",
            assumption_ids=(size.id,),
        ),
        usage(
            element.id,
            "apigateway.websocket.connection_minute",
            quantity=people.value * HOURS_PER_MONTH * _MINUTES_PER_HOUR,
            formula=f"{number(people.value)} open connections x 730 h x 60 minutes",
            assumption_ids=(people.id,),
        ),
        *access_log_usage(element.id, received, retention_days=element.properties.log_retention_days),
    )
