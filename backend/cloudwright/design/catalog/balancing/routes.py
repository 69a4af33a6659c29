"""Where an application load balancer sends requests: by path, the longest pattern first."""

from typing import Annotated

from pydantic import Field, StringConstraints

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import slots
from cloudwright.design.catalog.balancing import keys
from cloudwright.design.catalog.balancing.origin_secret import expected
from cloudwright.design.catalog.balancing.target_groups import (
    function_group,
    function_group_arn,
    http_group,
    port_of,
)
from cloudwright.design.catalog.balancing.ways_in import fronted
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.functions.connections import permission
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting
from cloudwright.design.catalog.networking.security_groups import opened
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb

_EVERYTHING = frozenset({"*", "/*"})
_VALUES_PER_RULE = 5  # `ALB condition_values_per_rule` of aws-limits.csv

_Pattern = Annotated[str, StringConstraints(pattern=r"^(\*|/[A-Za-z0-9_\-.$/~\"'@:+&*?]*)$", max_length=128)]
_HealthPath = Annotated[str, StringConstraints(pattern=r"^/[!-~]*$", max_length=1024)]


class Route(Frozen):
    """Which requests go to the target, and where it says that it is well."""

    path: _Pattern | Annotated[tuple[_Pattern, ...], Field(min_length=1, max_length=_VALUES_PER_RULE)] = (
        Field(
            default="*", description="`*` for everything else, `/api/*` for what begins with it; at most five"
        )
    )
    health_check_path: _HealthPath = Field(
        default="/", description="The path that answers with status 200 to 399 while a target is well"
    )

    @property
    def patterns(self) -> tuple[str, ...]:
        """Return the patterns, the longest first."""
        found = (self.path,) if isinstance(self.path, str) else self.path
        return tuple(sorted(found, key=lambda pattern: (-len(pattern), pattern)))

    @property
    def is_default(self) -> bool:
        return bool(_EVERYTHING.intersection(self.patterns))


def route_of(connection: Connection) -> Route:
    return parsed(connection, Route)


def to_targets(context: LoweringContext, connection: Connection) -> Effects:
    """Return the group of targets, the way to them, and the route of the listener."""
    route = _checked(context, connection)
    group = http_group(context, connection, health_check_path=route.health_check_path)
    way = opened(context, connection, port=port_of(context, connection.target))
    return Effects(resources=(*way.resources, group), settings=(attached(context, connection),))


def to_function(context: LoweringContext, connection: Connection) -> Effects:
    """Return the group of the function, and its permission; the load balancer calls it by AWS's own way."""
    _checked(context, connection)
    allowed = permission(
        connection.target,
        connection.source,
        service="elasticloadbalancing.amazonaws.com",
        source_arn=function_group_arn(context, connection),
    )
    return Effects(resources=(allowed, function_group(context, connection)))


def attached(context: LoweringContext, connection: Connection) -> Setting:
    """Return the group for the target to join, with what must exist before it may."""
    group = Ref(keys.target_group(connection.source, target_id=connection.target))
    first = (
        keys.rule(connection.source, target_id=connection.target)
        if _has_rule(context, connection)
        else keys.listener(connection.source)
    )
    return Setting(connection.target, slots.TARGET_GROUPS, {"TargetGroup": group, "After": Ref(first)})


def routes(context: LoweringContext, balancer_id: str) -> tuple[Connection, ...]:
    """Return the routes of a load balancer, the most specific first."""
    found = [c for c in context.architecture.outgoing(balancer_id) if c.verb is Verb.ROUTES]
    return tuple(sorted(found, key=_specificity))


def listener_rules(context: LoweringContext, balancer_id: str) -> tuple[Resource, ...]:
    """Return a rule for each route; the one that takes everything else is mostly the listener's own."""
    ruled = [c for c in routes(context, balancer_id) if _has_rule(context, c)]
    return tuple(_rule(context, c, priority=10 * position) for position, c in enumerate(ruled, start=1))


def _has_rule(context: LoweringContext, connection: Connection) -> bool:
    """Say whether the route asks for something: a path, or to come from the distribution."""
    return not route_of(connection).is_default or fronted(context, connection.source)


def _rule(context: LoweringContext, connection: Connection, *, priority: int) -> Resource:
    group = Ref(keys.target_group(connection.source, target_id=connection.target))
    route = route_of(connection)
    conditions: list[Value] = []
    if not route.is_default:
        paths: Value = {"Values": [*route.patterns]}
        conditions.append({"Field": "path-pattern", "PathPatternConfig": paths})
    if fronted(context, connection.source):
        conditions.append(expected(connection.source))
    return Resource(
        key=keys.rule(connection.source, target_id=connection.target),
        type="AWS::ElasticLoadBalancingV2::ListenerRule",
        properties={
            "ListenerArn": Ref(keys.listener(connection.source)),
            "Priority": priority,
            "Conditions": conditions,
            "Actions": [{"Type": "forward", "TargetGroupArn": group}],
        },
        area=keys.AREA,
    )


def _specificity(connection: Connection) -> tuple[bool, int, str]:
    route = route_of(connection)
    return route.is_default, -len(route.patterns[0]), connection.target


def _too_many(connection: Connection) -> Problem:
    return Problem(
        path=f"connections.{connection.id}.properties.path",
        rule="values-per-rule",
        got=_VALUES_PER_RULE,
        allowed=_VALUES_PER_RULE - 1,
        hint="behind a distribution a rule also asks for the distribution's secret word: use a wildcard",
    )


def _checked(context: LoweringContext, connection: Connection) -> Route:
    """Return the route; raises EditRejected when another one takes everything else already."""
    route = route_of(connection)
    if fronted(context, connection.source) and len(route.patterns) == _VALUES_PER_RULE:
        raise EditRejected(
            "A rule of a load balancer would ask for too much", problems=[_too_many(connection)]
        )
    others = [c for c in routes(context, connection.source) if c.id < connection.id]
    taken = [c for c in others if route_of(c).is_default]
    if route.is_default and taken:
        problem = Problem(
            path=f"connections.{connection.id}.properties.path",
            rule="one-default-route",
            got=connection.properties.get("path", "*"),
            allowed="/something/*",
            hint=f"'{taken[0].target}' takes everything that no other route takes: give this one a path",
        )
        raise EditRejected("Two targets of a load balancer would take the same requests", problems=[problem])
    return route
