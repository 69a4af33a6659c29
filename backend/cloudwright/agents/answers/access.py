"""Who gets at it: rights, what the internet reaches, machines, keys, and where the data lies."""

from collections.abc import Iterable, Iterator

from cloudwright.agents.answers.answer import Answer, counted, listed
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.blueprint.values import PolicyDocument, Statement
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.kind import Category
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.verbs import Verb

_KEEPING = (Category.DATABASE, Category.STORAGE)
_HELD = ("sqs_queue", "kinesis_stream", "secrets_manager_secret", "ssm_parameter")
_ENTRIES = (
    "http_api",
    "rest_api",
    "websocket_api",
    "application_load_balancer",
    "network_load_balancer",
    "cloudfront_distribution",
)
_SSH = 22


def access(subject: Subject, asked: Asked) -> Answer:
    """Which roles may do what with a store, from the statements that the design is lowered to."""
    named = [c for c in subject.named(asked) if holds(subject, c)] or [
        c for c in subject.architecture.components if holds(subject, c)
    ]
    if not named:
        return Answer(lead="Nothing in this design keeps data that anybody could read.")
    named = sorted(named, key=lambda c: subject.kinds[c.kind].category is not Category.DATABASE)
    rights = {c.id: tuple(_rights(subject, c)) for c in named}
    first = named[0]
    users = _users(subject, first)
    lead = (
        f"Only {listed([subject.title(u) for u in users], 4)} can get at {first.title}, each by a role of its own."
        if users
        else f"No part of the design has a right on {first.title}."
    )
    private = _private(subject, first)
    details = [
        *rights[first.id][:3],
        private,
        *(
            f"{c.title}: only {listed([subject.title(u) for u in _users(subject, c)], 4)}"
            for c in named[1:4]
            if _users(subject, c)
        ),
        *_sealed(subject, first),
        "No person gets a right from this design; administrators of your AWS account have theirs from you",
    ]
    return Answer(lead=lead, details=tuple(d for d in details if d))


def holds(subject: Subject, component: Component) -> bool:
    return component.kind in _HELD or (
        subject.kinds[component.kind].category in _KEEPING
        and component.kind not in ("backup_plan", "ecr_repository")
    )


def _users(subject: Subject, component: Component) -> list[str]:
    return list(
        dict.fromkeys(
            c.source
            for c in subject.architecture.incoming(component.id)
            if c.verb
            in (
                Verb.READS,
                Verb.WRITES,
                Verb.CONSUMES,
                Verb.PUBLISHES,
                Verb.ROUTES,
                Verb.REQUESTS,
                Verb.INVOKES,
            )
        )
    )


def _rights(subject: Subject, component: Component) -> Iterator[str]:
    """Yield for each role what it may do, in AWS's own names of the actions."""
    for user in _users(subject, component):
        actions = sorted(
            {a for s in _statements(subject, user) if _about(subject, s, component) for a in s.actions}
        )
        if actions:
            yield f"{subject.title(user)} may {listed([a.split(':', 1)[-1] for a in actions], 6)} ({actions[0].split(':', 1)[0]})"


def _statements(subject: Subject, element_id: str) -> Iterator[Statement]:
    for resource in subject.blueprint.resources:
        if resource.key.element_id == element_id and resource.type in ("AWS::IAM::Role", "AWS::IAM::Policy"):
            yield from _within(resource.properties.values())


def _within(values: Iterable[object]) -> Iterator[Statement]:
    for value in values:
        if isinstance(value, PolicyDocument):
            yield from (s for s in value.statements if s.resources)
        elif isinstance(value, dict):
            yield from _within(value.values())
        elif isinstance(value, list | tuple):
            yield from _within(value)


def _about(subject: Subject, statement: Statement, component: Component) -> bool:
    """Whether a statement's resources name the component, by reference or by the start of its physical name."""
    said = repr(statement.resources)
    return f"element_id='{component.id}'" in said or f"{subject.blueprint.names_start}-{component.id}" in said


def _private(subject: Subject, component: Component) -> str:
    if component.kind == "s3_bucket":
        return "The bucket blocks every public access, and refuses calls without TLS"
    if subject.kinds[component.kind].tiers:
        return "It stands in subnets without a way in from the internet; its security group lets in only what uses it"
    return "It has no public address: every call is signed with a role's credentials"


def _sealed(subject: Subject, component: Component) -> tuple[str, ...]:
    keys = [c.source for c in subject.architecture.incoming(component.id) if c.verb is Verb.ENCRYPTS]
    return (
        (f"Encrypted with your own key, {subject.title(keys[0])}",)
        if keys
        else ("Encrypted at rest with AWS's key",)
    )


def exposure(subject: Subject, asked: Asked) -> Answer:
    """What the internet reaches and what stands in the way; offers what is missing, with its price."""
    named = [c for c in subject.named(asked) if c.kind not in _ENTRIES and c.kind != "external_actor"]
    inner = next((c for c in named if holds(subject, c) or c.kind in RUNS_CODE), None)
    if inner is not None and not _called_from_outside(subject, inner):
        return _inside(subject, inner)
    entries = _entries(subject)
    if not entries:
        return Answer(lead="Nothing here is reachable from the internet: nobody outside calls this design.")
    guards = {c.id: _guards(subject, c) for c in entries}
    first = entries[0]
    missing = _missing(subject, entries)
    lead = (
        f"The internet reaches {listed([c.title for c in entries], 4)}, and nothing else. "
        f"{first.title}: {listed(guards[first.id], 4) if guards[first.id] else 'nothing but its own throttle stands before it'}."
    )
    offers = [(order, said) for order, covers in missing if (said := subject.offer(order))]
    return Answer(
        lead=lead,
        details=(
            *(f"{c.title}: {listed(guards[c.id], 4)}" for c in entries[1:3] if guards[c.id]),
            *(f"{said}; {covers}" for (order, said), (_, covers) in zip(offers, missing, strict=False)),
            "What none of these covers: a stolen sign-in, and mistakes in your own code",
        ),
        orders=tuple(order for order, _ in offers[:1]),
    )


def _entries(subject: Subject) -> list[Component]:
    """Return what the internet reaches: what is called from outside, and every API under its own address."""
    return [
        c
        for c in subject.architecture.components
        if _called_from_outside(subject, c) or c.kind in ("http_api", "rest_api", "websocket_api")
    ]


def _called_from_outside(subject: Subject, component: Component) -> bool:
    outside = {c.id for c in subject.of_category(Category.EXTERNAL)}
    return any(
        c.source in outside and c.verb is Verb.REQUESTS for c in subject.architecture.incoming(component.id)
    )


def _inside(subject: Subject, component: Component) -> Answer:
    users = _users(subject, component)
    placed = _private(subject, component)
    return Answer(
        lead=f"No: {component.title} cannot be reached from the internet. {placed}.",
        details=(
            f"Let in: {listed([subject.title(u) for u in users], 4)}, by role and security group"
            if users
            else "",
            *_sealed(subject, component),
        ),
    )


def _guards(subject: Subject, component: Component) -> list[str]:
    found = []
    incoming = subject.architecture.incoming(component.id)
    outgoing = subject.architecture.outgoing(component.id)
    walls = [c.source for c in incoming if c.verb is Verb.PROTECTS]
    found += [f"{subject.title(w)} ({_wall(subject, w)})" for w in walls]
    signs = [c.target for c in outgoing if c.verb is Verb.AUTHENTICATES]
    found += [f"callers sign in at {subject.title(s)}" for s in signs]
    rate = subject.setting(component.id, "throttle_rate_per_second")
    if isinstance(rate, int):
        found.append(f"a throttle of {rate:,} calls a second")
    if component.kind != "network_load_balancer":
        found.append("TLS")
    return found


def _wall(subject: Subject, element_id: str) -> str:
    rate = subject.setting(element_id, "rate_limit_per_5_minutes")
    return (
        f"at most {rate:,} calls in five minutes from one address"
        if isinstance(rate, int)
        else "filters requests"
    )


def _missing(subject: Subject, entries: Iterable[Component]) -> list[tuple[str, str]]:
    found = []
    signed = any(c.verb is Verb.AUTHENTICATES for c in subject.architecture.connections)
    if not signed and subject.of_kind("http_api", "rest_api", "websocket_api"):
        found.append(("add sign-in", "then only people with an account are answered"))
    if not subject.of_kind("waf_web_acl") and any(c.kind in _ENTRIES for c in entries):
        found.append(
            (
                "add a web firewall",
                "it limits calls from one address and filters known attacks, not who is calling",
            )
        )
    return found


def shell(subject: Subject, _asked: Asked) -> Answer:
    """How one gets onto machines: there are none, or by Session Manager, and no port is open."""
    machines = subject.of_kind("auto_scaling_group")
    boxes = subject.of_kind("fargate_service")
    stores = [
        c.title
        for c in subject.architecture.components
        if c.kind in ("rds_instance", "aurora_cluster", "elasticache_cache")
    ]
    open_ports = _open_ports(subject)
    closed = (
        f"Port {_SSH} is not open in any security group"
        if _SSH not in open_ports
        else f"Port {_SSH} is open: close it"
    )
    inner = (f"{listed(stores, 3)}: only from inside the network, through what is let in",) if stores else ()
    if machines:
        return Answer(
            lead=(
                f"Not by SSH: {closed.lower()} and {machines[0].title} stand in private subnets without a public address. "
                "People with the right in your account get a shell by Session Manager."
            ).replace("port", "port"),
            details=(
                "`aws ssm start-session --target INSTANCE-ID`; each session is logged in CloudTrail, and no key pair exists",
                *inner,
            ),
        )
    if boxes:
        return Answer(
            lead=f"There is no machine to log in to, and no SSH: {boxes[0].title} runs on Fargate, in private subnets. {closed}.",
            details=("Look at its logs in CloudWatch instead; a task is replaced, never repaired", *inner),
        )
    return Answer(
        lead="There is no machine to log in to: this design has no servers, so no SSH, no port 22 and nothing to patch.",
        details=("Look at the logs in CloudWatch instead", *inner),
    )


def _open_ports(subject: Subject) -> set[int]:
    found: set[int] = set()
    for resource in subject.blueprint.resources:
        rules = (
            resource.properties.get("SecurityGroupIngress")
            if resource.type == "AWS::EC2::SecurityGroup"
            else None
        )
        each = [
            *(rules if isinstance(rules, list | tuple) else ()),
            *([resource.properties] if resource.type == "AWS::EC2::SecurityGroupIngress" else ()),
        ]
        for rule in each:
            port = rule.get("FromPort") if isinstance(rule, dict) else None
            if isinstance(port, int):
                found.add(port)
    return found


def encryption(subject: Subject, asked: Asked) -> Answer:
    """Which key each store is encrypted with, and how it travels."""
    held = [c for c in subject.architecture.components if holds(subject, c)]
    chosen = [c for c in subject.named(asked) if holds(subject, c)] or held
    own = {c.id: key for c in held if (key := _own_key(subject, c))}
    theirs = [c.title for c in chosen if c.id not in own]
    mine = [f"{c.title} with {own[c.id]}" for c in chosen if c.id in own]
    if not held:
        lead = "Nothing is kept here; what travels is encrypted with TLS."
    elif mine and not theirs:
        lead = f"Yes, with keys of your own: {listed(mine, 4)}."
    elif mine:
        lead = f"Yes: {listed(mine, 3)}, a key of your own; {listed(theirs, 4)} with AWS's keys."
    else:
        lead = f"Yes, at rest with keys that AWS manages: {listed(theirs, 5)}."
    details = ["In transit: TLS on every call from outside and to every AWS service"]
    orders: tuple[str, ...] = ()
    if theirs:
        said = subject.offer("encrypt the data with our own key")
        if said:
            details.append(
                f"{said}; a key of your own can be withdrawn and shows each use, it does not stop a role that may read"
            )
            orders = ("encrypt the data with our own key",)
    return Answer(lead=lead, details=tuple(details), orders=orders)


def _own_key(subject: Subject, component: Component) -> str:
    keys = [c.source for c in subject.architecture.incoming(component.id) if c.verb is Verb.ENCRYPTS]
    return subject.title(keys[0]) if keys else ""


def security(subject: Subject, _asked: Asked) -> Answer:
    """The open findings, worst first, and what the rules cannot see."""
    review = subject.evaluation.review
    found = review.open
    worst = [f"{f.severity.value}: {f.title} ({subject.title(f.element_id)})" for f in found[:5]]
    mends = [f for f in found if f.fix and f.pillar.value == "security"]
    entries = _entries(subject)
    offers = [(o, s) for o, _ in _missing(subject, entries) if (s := subject.offer(o))]
    lead = (
        f"{counted(len(found), 'open finding')} of {review.rules_run} rules; the worst is {found[0].severity.value}: {found[0].title}."
        if found
        else f"None of {review.rules_run} rules finds anything. That is no promise about what they cannot see: your code, and your account."
    )
    more = f"and {len(found) - 5} more in the Review tab" if len(found) > 5 else ""
    return Answer(
        lead=lead,
        details=(
            *worst[1 if found else 0 :],
            more,
            *(s for _, s in offers),
            *((f"{counted(len(mends), 'finding')} can be mended by a button beside them",) if mends else ()),
        ),
        orders=tuple(o for o, _ in offers[:1]),
    )
