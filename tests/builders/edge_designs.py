"""Small designs of one idea each, lowered for one environment."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.blueprint.values import PolicyDocument, Ref, Statement, Value
from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import AlarmSpec, LoweringContext, PricingContext, Usage
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Architecture, Component, Connection, Environment
from cloudwright.design.model.load import monthly_load
from cloudwright.design.model.verbs import Verb


def a_component(element_id: str, kind: str, **properties: JsonValue) -> Component:
    title = element_id.replace("-", " ").capitalize()
    return Component(id=element_id, kind=kind, title=title, properties=properties)


def an_existing(element_id: str, kind: str) -> Component:
    return a_component(element_id, kind).model_copy(update={"existing": True})


def a_connection(text: str, *, per_call: str = "1", **properties: JsonValue) -> Connection:
    """Read `source verb target`."""
    source, verb, target = text.split()
    return Connection(
        source=source, verb=Verb(verb), target=target, per_call=Decimal(per_call), properties=properties
    )


def a_design(
    components: Sequence[Component], connections: Sequence[Connection] = (), *, region: str = "eu-west-1"
) -> Architecture:
    return Architecture.model_validate(
        {
            "name": "shop",
            "title": "Shop",
            "region": region,
            "components": tuple(components),
            "connections": tuple(connections),
        }
    )


def a_web_app(*extra: Component | Connection, region: str = "eu-west-1", **cdn: JsonValue) -> Architecture:
    """A distribution before a site and an API that runs one function, and whatever else is given."""
    components = [
        a_component("visitors", "external_actor"),
        a_component("cdn", "cloudfront_distribution", **cdn),
        a_component("site", "s3_bucket"),
        a_component("api", "http_api"),
        a_component("worker", "lambda_function"),
        *(e for e in extra if isinstance(e, Component)),
    ]
    connections = [
        a_connection("visitors requests cdn"),
        a_connection("cdn routes site", path="*", per_call="0.75"),
        a_connection("cdn routes api", path="/api/*", per_call="0.25"),
        a_connection("api invokes worker", route="ANY /api/{proxy+}"),
        *(e for e in extra if isinstance(e, Connection)),
    ]
    return a_design(components, connections, region=region)


def lowered(architecture: Architecture, environment: Environment = Environment.PROD) -> Blueprint:
    return lower(architecture, environment, load_facts())


def part(blueprint: Blueprint, key: str) -> Resource:
    """Return the resource of `element/part`; the message of a failure names those that there are."""
    found = {str(resource.key): resource for resource in blueprint.resources}
    assert key in found, f"{key} is not one of {sorted(found)}"
    return found[key]


def at(resource: Resource, path: str) -> Value:
    """Return the value at a dotted path of the resource's properties."""
    value: Value = resource.properties
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = value[step]
        else:
            assert isinstance(value, list | tuple)
            value = value[int(step)]
    return value


def statements(resource: Resource, path: str = "PolicyDocument") -> dict[str, Statement]:
    document = at(resource, path)
    assert isinstance(document, PolicyDocument)
    return {statement.sid: statement for statement in document.statements}


def role_statements(blueprint: Blueprint, element_id: str) -> dict[str, Statement]:
    return statements(part(blueprint, f"{element_id}/role"), "Policies.0.PolicyDocument")


def variables(blueprint: Blueprint, element_id: str) -> Mapping[str, Value]:
    found = at(part(blueprint, f"{element_id}/function"), "Environment.Variables")
    assert isinstance(found, Mapping)
    return found


def points_to(value: Value, key: str) -> bool:
    return isinstance(value, Ref) and str(value.resource) == key


def usages(
    architecture: Architecture,
    element_id: str,
    *,
    calls: int = 1_000_000,
    entry: str = "visitors",
    **assumptions: int,
) -> dict[str, Usage]:
    """Return the element's usages by dimension when `entry` receives this many calls a month."""
    environment = Environment.PROD
    elements = registry.elements(architecture, environment)
    context = PricingContext(
        architecture=architecture,
        environment=environment,
        elements=elements,
        load=monthly_load(architecture, {entry: Decimal(calls)}),
        assumptions={name: Decimal(value) for name, value in assumptions.items()},
    )
    element = elements[element_id]
    found = registry.kind(element.component.kind).price(context, element)
    return {usage.dimension_id or usage.what: usage for usage in found}


def alarm_specs(architecture: Architecture, element_id: str) -> dict[str, AlarmSpec]:
    environment = Environment.PROD
    elements = registry.elements(architecture, environment)
    context = LoweringContext(
        architecture=architecture,
        environment=environment,
        elements=elements,
        kinds=registry.kinds(),
        runtimes=load_facts().default_runtimes(),
    )
    element = elements[element_id]
    alarms = registry.kind(element.component.kind).alarms
    return {spec.part: spec for spec in alarms(context, element)} if alarms else {}
