"""What all connections bring about, sorted by the element it is addressed to."""

from collections.abc import Mapping
from dataclasses import dataclass

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Statement, Value
from cloudwright.design.catalog import registry, slots
from cloudwright.design.catalog.kind import Effects, Gathered, LoweringContext
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.errors import DesignError, Problem


@dataclass(frozen=True, slots=True)
class Gathering:
    """The effects of every connection: by addressed element, and the resources made for each."""

    by_element: Mapping[str, Gathered]
    standing_alone: Mapping[str, list[Resource]]

    def of(self, element_id: str) -> Gathered:
        return self.by_element.get(element_id, Gathered())


@dataclass(slots=True)
class _Box:
    statements: list[Statement]
    environment: dict[str, Value]
    settings: dict[str, list[Value | Statement]]


def gather(context: LoweringContext) -> Gathering:
    """Run the verb rule of every connection, in the order of connection ids."""
    boxes: dict[str, _Box] = {}
    resources: dict[str, list[Resource]] = {}
    for connection in sorted(context.architecture.connections, key=lambda c: c.id):
        effects = _effects(context, connection)
        _collect(boxes, connection, effects=effects)
        for resource in effects.resources:
            resources.setdefault(resource.key.element_id, []).append(resource)
    return Gathering(
        by_element={element_id: _gathered(box) for element_id, box in boxes.items()},
        standing_alone=resources,
    )


def _effects(context: LoweringContext, connection: Connection) -> Effects:
    source = context.elements[connection.source].component
    target = context.elements[connection.target].component
    rule = registry.rule(context.kinds[source.kind], connection.verb, context.kinds[target.kind])
    if rule is None:
        problem = Problem(
            path=f"connections.{connection.id}",
            rule="allowed-verb",
            got=connection.verb.value,
            allowed=[
                v.value for v in registry.allowed(context.kinds[source.kind], context.kinds[target.kind])
            ],
            hint=f"{source.title} cannot use '{connection.verb}' on {target.title}",
        )
        raise DesignError("The design has a connection that means nothing", problems=[problem])
    return rule.connect(context, connection)


def _collect(boxes: dict[str, _Box], connection: Connection, *, effects: Effects) -> None:
    source = _box(boxes, connection.source)
    source.statements += [s for s in effects.statements if s not in source.statements]
    source.environment |= effects.environment
    for setting in effects.settings:
        box = _box(boxes, setting.element_id)
        if setting.slot == slots.ROLE and isinstance(setting.value, Statement):
            if setting.value not in box.statements:
                box.statements.append(setting.value)
        else:
            box.settings.setdefault(setting.slot, []).append(setting.value)


def _box(boxes: dict[str, _Box], element_id: str) -> _Box:
    return boxes.setdefault(element_id, _Box([], {}, {}))


def _gathered(box: _Box) -> Gathered:
    return Gathered(
        statements=tuple(box.statements),
        environment=dict(sorted(box.environment.items())),
        settings={slot: tuple(values) for slot, values in sorted(box.settings.items())},
    )
