"""What no account could deploy or run, whatever the properties: loops, and two where one can be."""

from collections.abc import Callable, Iterator, Sequence

from cloudwright.design.blueprint.graph import pascal_case
from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.errors import Problem
from cloudwright.design.model.verbs import Verb

_TARGETS_PER_RULE = 5


def hard_rule_problems(architecture: Architecture) -> Sequence[Problem]:
    """Return every broken rule, rule by rule."""
    return [problem for rule in _RULES for problem in rule(architecture)]


def _no_connection_to_itself(architecture: Architecture) -> Iterator[Problem]:
    for connection in architecture.connections:
        if connection.source == connection.target:
            yield Problem(
                path=f"connections.{connection.id}",
                rule="not-to-itself",
                got=connection.target,
                hint=f"'{connection.source}' cannot '{connection.verb}' itself: name another element",
            )


def _ids_that_stay_apart(architecture: Architecture) -> Iterator[Problem]:
    """Logical ids have no hyphens: `items-1` and `items1` would be one."""
    first: dict[str, str] = {}
    for component in architecture.components:
        other = first.setdefault(pascal_case(component.id), component.id)
        if other != component.id:
            yield Problem(
                path=f"components.{component.id}",
                rule="ids-stay-apart",
                got=component.id,
                hint=f"'{component.id}' and '{other}' are the same without hyphens: rename one of them",
            )


def _no_dead_letter_loop(architecture: Architecture) -> Iterator[Problem]:
    yield from _loops(
        architecture,
        Verb.DEAD_LETTERS,
        rule="no-dead-letter-loop",
        hint="a failed message would go round for ever: end with a queue that has no dead-letter queue",
    )


def _no_invocation_loop(architecture: Architecture) -> Iterator[Problem]:
    yield from _loops(
        architecture,
        Verb.INVOKES,
        rule="no-invocation-loop",
        hint="functions that start one another cannot be created in any order: put a queue between them",
    )


def _loops(architecture: Architecture, verb: Verb, *, rule: str, hint: str) -> Iterator[Problem]:
    edges: dict[str, list[Connection]] = {}
    for connection in architecture.connections:
        if connection.verb is verb and connection.source != connection.target:
            edges.setdefault(connection.source, []).append(connection)
    for connections in edges.values():
        for connection in connections:
            if _reaches(edges, connection.target, goal=connection.source):
                yield Problem(
                    path=f"connections.{connection.id}", rule=rule, got=connection.target, hint=hint
                )


def _reaches(edges: dict[str, list[Connection]], start: str, *, goal: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        for connection in edges.get(waiting.pop(), ()):
            if connection.target == goal:
                return True
            if connection.target not in seen:
                seen.add(connection.target)
                waiting.append(connection.target)
    return False


def _rotates(architecture: Architecture, connection: Connection) -> bool:
    """Say whether the target is the function that rotates the source."""
    kind = architecture.component(connection.source).kind
    return connection.verb is Verb.INVOKES and kind == "secrets_manager_secret"


def _one_of_each(architecture: Architecture) -> Iterator[Problem]:
    """An element has at most one dead-letter queue, key, certificate, firewall and rotation."""
    first: dict[tuple[str, Verb], Connection] = {}
    for connection in architecture.connections:
        if connection.verb is Verb.DEAD_LETTERS or _rotates(architecture, connection):
            owner = connection.source
        elif connection.verb in (Verb.ENCRYPTS, Verb.CERTIFIES, Verb.PROTECTS):
            owner = connection.target
        else:
            continue
        other = first.setdefault((owner, connection.verb), connection)
        if other is not connection:
            yield Problem(
                path=f"connections.{connection.id}",
                rule="only-one",
                got=connection.id,
                allowed=other.id,
                hint=f"'{owner}' already has {other.id}: remove one of the two",
            )


def _schedules_take_no_events(architecture: Architecture) -> Iterator[Problem]:
    for component in architecture.components:
        if component.kind == "eventbridge_rule" and component.properties.get("schedule"):
            for connection in architecture.incoming(component.id):
                if connection.verb is Verb.PUBLISHES:
                    yield Problem(
                        path=f"connections.{connection.id}",
                        rule="schedule-or-events",
                        got=component.properties["schedule"],
                        hint=f"'{component.id}' runs on a schedule: use another rule for events",
                    )


def _rules_on_one_bus(architecture: Architecture) -> Iterator[Problem]:
    """A rule that listens on a bus of one's own hears nothing else, and no schedule either."""
    for component in architecture.components:
        listening = [c for c in architecture.outgoing(component.id) if c.verb is Verb.CONSUMES]
        if component.kind != "eventbridge_rule" or not listening:
            continue
        bus = listening[0].target
        for connection in (*listening[1:], *_told_to(architecture, component.id)):
            yield Problem(
                path=f"connections.{connection.id}",
                rule="one-bus-per-rule",
                got=connection.id,
                allowed=listening[0].id,
                hint=f"'{component.id}' hears only what is published to '{bus}': use another rule for this",
            )
        if component.properties.get("schedule"):
            yield Problem(
                path=f"components.{component.id}.properties.schedule",
                rule="schedule-on-default-bus",
                got=component.properties["schedule"],
                hint=f"schedules run on the account's default bus: disconnect '{component.id}' from '{bus}'",
            )


def _told_to(architecture: Architecture, rule_id: str) -> Sequence[Connection]:
    """Return what code publishes and buckets tell to a rule directly: that arrives on the default bus."""
    return [c for c in architecture.incoming(rule_id) if c.verb in (Verb.PUBLISHES, Verb.NOTIFIES)]


def _few_targets_per_rule(architecture: Architecture) -> Iterator[Problem]:
    for component in architecture.components:
        if component.kind == "eventbridge_rule":
            started = [
                c for c in architecture.outgoing(component.id) if c.verb in (Verb.INVOKES, Verb.NOTIFIES)
            ]
            if len(started) > _TARGETS_PER_RULE:
                yield Problem(
                    path=f"components.{component.id}",
                    rule="targets-per-rule",
                    got=len(started),
                    allowed=_TARGETS_PER_RULE,
                    hint="EventBridge starts at most 5 targets for a rule: notify a topic instead",
                )


def _secure_parameters_exist(architecture: Architecture) -> Iterator[Problem]:
    """CloudFormation makes no SecureString, and Terraform would keep the value in its state."""
    for component in architecture.components:
        secure = component.kind == "ssm_parameter" and component.properties.get("type") == "SecureString"
        if secure and not component.existing:
            yield Problem(
                path=f"components.{component.id}.properties.type",
                rule="secure-parameter-exists",
                got="SecureString",
                allowed=["String"],
                hint="use a secrets_manager_secret, or mark a parameter that you made as existing",
            )


def _one_target_per_schedule(architecture: Architecture) -> Iterator[Problem]:
    for component in architecture.components:
        if component.kind == "eventbridge_schedule":
            started = [
                c for c in architecture.outgoing(component.id) if c.verb in (Verb.INVOKES, Verb.PUBLISHES)
            ]
            for connection in started[1:]:
                yield Problem(
                    path=f"connections.{connection.id}",
                    rule="one-target-per-schedule",
                    got=connection.id,
                    allowed=started[0].id,
                    hint="EventBridge Scheduler starts one target: use a schedule for each, or a workflow",
                )


def _deliveries_have_one_end_each(architecture: Architecture) -> Iterator[Problem]:
    """A delivery stream writes to one bucket, and reads one stream or is published to."""
    for component in architecture.components:
        if component.kind != "firehose_stream":
            continue
        outgoing = architecture.outgoing(component.id)
        buckets = [c for c in outgoing if c.verb is Verb.WRITES]
        streams = [c for c in outgoing if c.verb is Verb.CONSUMES]
        published = [c for c in architecture.incoming(component.id) if c.verb is Verb.PUBLISHES]
        used = [c for c in architecture.incoming(component.id) if c.verb in (Verb.PUBLISHES, Verb.WATCHES)]
        too_many = [*buckets[1:], *streams[1:], *(published if streams else ())]
        for connection in (*too_many, *(used if not buckets else ())):
            yield Problem(
                path=f"connections.{connection.id}",
                rule="one-source-and-one-bucket",
                got=connection.id,
                hint=f"'{component.id}' writes to exactly one bucket, and takes records from one stream or"
                " from code: let it write to a bucket first, and use another one for another source",
            )


def _proxies_have_one_database(architecture: Architecture) -> Iterator[Problem]:
    """A proxy leads to one database, and is of no use before it does."""
    for component in architecture.components:
        if component.kind != "rds_proxy":
            continue
        routed = [c for c in architecture.outgoing(component.id) if c.verb is Verb.ROUTES]
        used = [c for c in architecture.incoming(component.id) if c.verb is not Verb.CONTAINS]
        for connection in (*routed[1:], *(used if not routed else ())):
            yield Problem(
                path=f"connections.{connection.id}",
                rule="one-database-per-proxy",
                got=connection.id,
                allowed=routed[0].id if routed else None,
                hint=f"'{component.id}' leads to exactly one database: let it route to one first, and use"
                " another proxy for another database",
            )


def _one_file_system_per_function(architecture: Architecture) -> Iterator[Problem]:
    for component in architecture.components:
        if component.kind != "lambda_function":
            continue
        mounted = [
            c
            for c in architecture.outgoing(component.id)
            if architecture.component(c.target).kind == "efs_file_system"
        ]
        for connection in mounted:
            if connection.target != mounted[0].target:
                yield Problem(
                    path=f"connections.{connection.id}",
                    rule="one-file-system-per-function",
                    got=connection.target,
                    allowed=mounted[0].target,
                    hint=f"Lambda mounts one file system: '{component.id}' has '{mounted[0].target}' already",
                )


_RULES: tuple[Callable[[Architecture], Iterator[Problem]], ...] = (
    _no_connection_to_itself,
    _ids_that_stay_apart,
    _no_dead_letter_loop,
    _no_invocation_loop,
    _one_of_each,
    _schedules_take_no_events,
    _rules_on_one_bus,
    _one_target_per_schedule,
    _deliveries_have_one_end_each,
    _proxies_have_one_database,
    _one_file_system_per_function,
    _few_targets_per_rule,
    _secure_parameters_exist,
)
