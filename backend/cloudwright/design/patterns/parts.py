"""Small words for writing reference architectures: components, connections, and groups that recur."""

from collections.abc import Mapping
from decimal import Decimal

from pydantic import JsonValue

from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.verbs import Verb


def component(
    component_id: str,
    kind: str,
    *,
    title: str,
    purpose: str,
    because: tuple[str, ...] = (),
    properties: Mapping[str, JsonValue] | None = None,
    existing: bool = False,
) -> Component:
    """Return a component of a pattern."""
    return Component(
        id=component_id,
        kind=kind,
        title=title,
        purpose=purpose,
        because=because,
        properties=properties or {},
        existing=existing,
        origin="pattern",
    )


def connection(
    source: str,
    verb: Verb,
    target: str,
    *,
    step: int | None = None,
    sentence: str = "",
    per_call: str = "1",
    properties: Mapping[str, JsonValue] | None = None,
) -> Connection:
    """Return a connection; `per_call` is text, so that it is exact."""
    return Connection(
        source=source,
        verb=verb,
        target=target,
        step=step,
        sentence=sentence,
        per_call=Decimal(per_call),
        properties=properties or {},
    )


def watched(*elements: str) -> tuple[tuple[Component, ...], tuple[Connection, ...]]:
    """Return the alarms on `elements` and the topic that tells people about them."""
    components = (
        component(
            "operations",
            "cloudwatch_alarms",
            title="Operations alarms",
            purpose="Raises the standard alarms of everything that can fail.",
        ),
        component(
            "alerts",
            "sns_topic",
            title="Alerts",
            purpose="Sends alarms to the people on duty by e-mail.",
        ),
    )
    watching = tuple(connection("operations", Verb.WATCHES, element) for element in elements)
    return components, (*watching, connection("operations", Verb.ALERTS, "alerts"))
