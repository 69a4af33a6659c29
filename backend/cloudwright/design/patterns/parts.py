"""Small words for writing reference architectures: components, connections, and groups that recur."""

from collections.abc import Mapping
from decimal import Decimal

from pydantic import JsonValue

from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.verbs import Verb
from cloudwright.kit.domain_names import zone_of

Group = tuple[tuple[Component, ...], tuple[Connection, ...]]


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


def watched(*elements: str) -> Group:
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


def firewall_before(target: str) -> Group:
    """Return a web firewall and the connection by which it protects the target."""
    firewall = component(
        "firewall",
        "waf_web_acl",
        title="Web firewall",
        purpose="Drops known attacks and addresses that call too often, before they cost anything.",
        because=("web-firewall",),
    )
    return (firewall,), (connection("firewall", Verb.PROTECTS, target),)


def named(domain: str, *, target: str, zone_exists: bool) -> Group:
    """Return the name, its certificate and the zone of both, existing or new, for a distribution."""
    parent = zone_of(domain)
    components = (
        component(
            "zone",
            "route53_zone",
            title=f"Zone {parent}"[:80],
            purpose="Holds the names of your domain.",
            because=("custom-domain",),
            properties={"domain_name": parent},
            existing=zone_exists,
        ),
        component(
            "address",
            "route53_record",
            title=domain[:80],
            purpose="The name under which people find the site.",
            because=("custom-domain",),
            properties={"domain_name": domain},
        ),
        component(
            "certificate",
            "acm_certificate",
            title="Certificate",
            purpose="Proves to browsers that the site is yours; renews itself.",
            because=("custom-domain",),
            properties={"domain_name": domain},
        ),
    )
    connections = (
        connection("zone", Verb.CONTAINS, "address"),
        connection("address", Verb.RESOLVES, target),
        connection("zone", Verb.CONTAINS, "certificate"),
        connection("certificate", Verb.CERTIFIES, target),
    )
    return components, connections
