"""Sentences that put one service in the place of another: its neighbours are joined again, as far as they can be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from cloudwright.design.catalog.registry import allowed, kinds
from cloudwright.design.intake.changes.lexicon import Meant, kind_title, meant_in
from cloudwright.design.intake.changes.networks import Grounds, emptied, grounds, moved_in
from cloudwright.design.intake.changes.offers import offer
from cloudwright.design.intake.changes.sketch import Drawn, Link, Proposed, Sketch, Unclear
from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.edits import AddComponent, Connect, Edit, RemoveComponent
from cloudwright.design.model.verbs import Flow, Verb

_NEW_FIRST = re.compile(r"\b(?:instead of|rather than|in place of|in lieu of|not)\b", re.IGNORECASE)
_OLD_FIRST = re.compile(
    r"\b(?:swap(?:ping)?|replac(?:e|ing)|exchang(?:e|ing)|substitut(?:e|ing)|trad(?:e|ing)|switch(?:ing)? out|chang(?:e|ing)|convert(?:ing)?|turn(?:ing)?|migrat(?:e|ing)|mov(?:e|ing)|switch(?:ing)?|shift(?:ing)?|port(?:ing)?|make)\b(?P<old>.{1,80}?)\b(?:for|with|by|against|into|to|over to|onto|on|an?)\b(?P<new>.{2,80})",
    re.IGNORECASE,
)
_TO_NEW = re.compile(
    r"\b(?:switch|change|move|migrate|go|convert|swap|shift|fall back|drop down)(?: (?:it|that|this|everything|them|over|back|back over|us|all of it))*\s(?:to|for|with|onto|into|over to)\b(?P<new>.{2,80})",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\binstead\b(?! of)|\bi(?:'d| would)? (?:rather|prefer|like)\b[^.;!?]{0,20}\b(?:have|use|go with|take|an?|the)?|\bwould (?:be|do) better\b|\bdo(?:es)? better\b|\bgo with\b", re.IGNORECASE)  # fmt: skip
_INTO = re.compile(r"\b(?:put|keep|store|hold|save|move|place)\s(?:it|that|this|them|those)\s(?:back )?(?:in|into|to|on)(?:to)?\b(?P<new>.{2,60})", re.IGNORECASE)  # fmt: skip
_ORDERED = re.compile(r"\b(?:swap|replac\w+|exchange|substitute|trade|switch|change|convert|turn|migrate|move|use|using|take|have|want|go|make|put|run|prefer|rather|instead|like|keep|store|shift|port|let'?s|give|try|place|hold|save)\b", re.IGNORECASE)  # fmt: skip
_FAMILIES = (
    ("dynamodb_table", "rds_instance", "aurora_cluster"),
    ("lambda_function", "fargate_service", "auto_scaling_group"),
    ("http_api", "rest_api", "application_load_balancer", "network_load_balancer"),
    (
        "sqs_queue",
        "sns_topic",
        "eventbridge_bus",
        "kinesis_stream",
        "firehose_stream",
        "step_functions_workflow",
    ),
    ("secrets_manager_secret", "ssm_parameter"),
    ("s3_bucket", "efs_file_system"),
    ("eventbridge_rule", "eventbridge_schedule"),
    ("nat_gateway", "vpc_endpoint"),
)
_DATA = (*_FAMILIES[0], "s3_bucket", "efs_file_system", "elasticache_cache")
_CODE = _FAMILIES[1]
_DOORS = _FAMILIES[2]
_SHORT = {
    "rds_instance": "sql", "aurora_cluster": "aurora", "dynamodb_table": "table", "lambda_function": "function", "fargate_service": "service",
    "auto_scaling_group": "servers", "application_load_balancer": "balancer", "network_load_balancer": "balancer", "http_api": "http", "rest_api": "rest",
    "sqs_queue": "queue", "sns_topic": "topic", "eventbridge_bus": "bus", "kinesis_stream": "stream", "firehose_stream": "delivery", "ssm_parameter": "parameter",
    "secrets_manager_secret": "secret", "s3_bucket": "bucket", "efs_file_system": "files", "elasticache_cache": "cache",
}  # fmt: skip
_MOST_REPLACED = 4
_DATA_STAYS = "What is stored does not move by itself."


@dataclass(frozen=True, slots=True)
class _Swap:
    old: Drawn
    new: Component


@dataclass(frozen=True, slots=True)
class _Joined:
    """Connections that could be joined again, what had to be added for that, and what could not be joined."""

    edits: tuple[Edit, ...]
    lost: tuple[str, ...]


def replacement(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits that put one kind in the place of another, or None when the text asks for no such thing."""
    if not _ORDERED.search(text):
        return None
    wanted = _wanted(text, sketch)
    if wanted is None:
        return None
    new, olds = wanted
    if not new.kind:
        return _nothing_like(new, olds)
    olds = [old for old in olds if old.kind != new.kind]
    if not olds:
        return None
    if len(olds) > _MOST_REPLACED:
        which = ", ".join(f"'{c.title}'" for c in olds)
        return Unclear(
            reason=f"That could mean several parts: {which}.", instead="Say which one, by its title."
        )
    return replaced(olds, new.kind, sketch, properties=dict(new.properties))


def replaced(
    olds: Sequence[Drawn], kind_id: str, sketch: Sketch, *, properties: dict[str, JsonValue] | None = None
) -> Proposed | Unclear:
    """Return the edits that put a kind in the place of components, with their neighbours joined again."""
    swaps = [_swap(old, kind_id, sketch, properties=properties or {}) for old in olds]
    swaps += list(_doors(swaps, sketch))
    inside = grounds(sketch) if any(kinds()[s.new.kind].needs_network for s in swaps) else None
    swaps = [_placed(s, inside) for s in swaps]
    joined = _joined(swaps, sketch)
    removed = [s.old.id for s in swaps]
    moved = _moved(swaps, sketch, inside)
    emptied_edits = emptied(sketch, removed, [s.new.kind for s in swaps])
    titles = ", ".join(s.old.title for s in swaps[: len(olds)])
    lost = [*joined.lost]
    return Proposed(
        edits=(
            *(inside.edits if inside is not None else ()),
            *(RemoveComponent(id=i) for i in removed),
            *emptied_edits,
            *(AddComponent(component=s.new) for s in swaps),
            *moved,
            *joined.edits,
        ),
        note=f"Put {kind_title(kind_id)} in the place of {titles}"[:600],
        told=_told(olds, kind_id, lost),
    )


def _told(olds: Sequence[Drawn], kind_id: str, lost: Sequence[str]) -> str:
    parts = [f"Not carried over: {'; '.join(lost[:3])}."] if lost else []
    if kind_id in _DATA and any(old.kind in _DATA for old in olds):
        parts.append(_DATA_STAYS)
    return " ".join(parts)


def _wanted(text: str, sketch: Sketch) -> tuple[Meant, list[Drawn]] | None:
    """Return the kind that is wanted and the components it is to replace; None when the text says neither."""
    for find in (_named_both, _named_new):
        found = find(text, sketch)
        if found is not None:
            return found
    return None


def _named_both(text: str, sketch: Sketch) -> tuple[Meant, list[Drawn]] | None:
    parted = _NEW_FIRST.search(text)
    if parted is not None:
        return _pair(text[: parted.start()], text[parted.end() :], sketch)
    match = _OLD_FIRST.search(text)
    return None if match is None else _pair(match["new"], match["old"], sketch)


def _pair(new: str, old: str, sketch: Sketch) -> tuple[Meant, list[Drawn]] | None:
    wanted = next(iter(meant_in(new)), None)
    if wanted is None:
        return None
    olds = _components(old, sketch)
    return (wanted, olds) if olds else None


def _components(words: str, sketch: Sketch) -> list[Drawn]:
    meant = [m.kind for m in meant_in(words) if m.kind]
    named = list(sketch.named(words))
    by_kind = list(sketch.of_kind(*meant))
    return [c for c in named if c in by_kind] or named or by_kind


def _named_new(text: str, sketch: Sketch) -> tuple[Meant, list[Drawn]] | None:
    """'Switch to Aurora', 'Postgres instead': the part of the same family is meant that is there."""
    match = _TO_NEW.search(text) or _INTO.search(text)
    found = match["new"] if match else text if _INSTEAD.search(text) else ""
    wanted = next(iter(meant_in(found)), None)
    if wanted is None:
        return None
    olds = [c for c in _family(wanted.kind or wanted.closest, sketch) if c.kind != wanted.kind]
    named = [c for c in sketch.named(text) if c in olds]
    return (wanted, named or olds) if olds else None


def _family(kind_id: str, sketch: Sketch) -> list[Drawn]:
    family = next((each for each in _FAMILIES if kind_id in each), ())
    return list(sketch.of_kind(*family))


def _nothing_like(new: Meant, olds: Sequence[Drawn]) -> Unclear:
    if not new.closest or any(old.kind == new.closest for old in olds):
        there = f"; '{olds[0].title}' is the closest to it" if new.closest else ""
        return Unclear(
            reason=f"Nothing here is {new.words}{there}.",
            instead="Any CloudFormation type can be put in by its name in design.yaml.",
        )
    order = f"replace {olds[0].title} with {kind_title(new.closest)}"
    return Unclear(
        reason=f"Nothing here is {new.words}; the closest is {kind_title(new.closest)}.", instead=offer(order)
    )


def _swap(old: Drawn, kind_id: str, sketch: Sketch, *, properties: dict[str, JsonValue]) -> _Swap:
    known = kinds()[kind_id].properties.model_fields
    before = kinds()[old.kind].properties.model_fields
    kept = {
        name: value
        for name, value in old.properties.items()
        if name in known and name in before and known[name].annotation == before[name].annotation
    }
    named_after_kind = kinds()[old.kind].title.lower() in old.title.lower()
    new_id = _free(
        f"{old.id.removesuffix('-' + _SHORT.get(old.kind, '~'))}-{_SHORT.get(kind_id, 'part')}", sketch
    )
    component = Component(
        id=new_id,
        kind=kind_id,
        title=kinds()[kind_id].title if named_after_kind else old.title,
        purpose=kinds()[kind_id].summary,
        boundary=old.boundary,
        properties=kept | properties,
    )
    return _Swap(old, component)


def _free(wanted: str, sketch: Sketch) -> str:
    names = (wanted, *(f"{wanted}-{n}" for n in range(2, 50)))
    return next(name for name in names if not sketch.has(name))


def _doors(swaps: Sequence[_Swap], sketch: Sketch) -> Iterator[_Swap]:
    """Yield load balancers in the place of APIs that cannot reach what takes the place of a function."""
    taken: set[str] = {s.old.id for s in swaps}
    by_id = {c.id: c for c in sketch.components}
    for swap in swaps:
        if swap.new.kind not in _CODE:
            continue
        for link in sketch.connections:
            source = by_id.get(link.source)
            if (
                link.target != swap.old.id
                or source is None
                or source.id in taken
                or source.kind not in _DOORS
            ):
                continue
            if not allowed(kinds()[source.kind], kinds()[swap.new.kind]):
                taken.add(source.id)
                yield _swap(source, "application_load_balancer", sketch, properties={})


def _placed(swap: _Swap, inside: Grounds | None) -> _Swap:
    kind = kinds()[swap.new.kind]
    if not kind.tiers:
        return _Swap(swap.old, swap.new.model_copy(update={"boundary": None}))
    boundary = (
        swap.old.boundary
        if swap.old.boundary is not None and kinds()[swap.old.kind].tiers == kind.tiers
        else None
    )
    if boundary is None and inside is not None and kind.needs_network:
        boundary = inside.of(swap.new.kind)
    if boundary is None and swap.new.kind == "lambda_function":
        boundary = swap.old.boundary
    return _Swap(swap.old, swap.new.model_copy(update={"boundary": boundary}))


def _moved(swaps: Sequence[_Swap], sketch: Sketch, inside: Grounds | None) -> Sequence[Edit]:
    """Place the functions inside that use what stands in the network now."""
    if inside is None:
        return ()
    inner = {
        s.old.id
        for s in swaps
        if kinds()[s.new.kind].needs_network and s.new.kind not in _CODE and s.new.kind not in _DOORS
    }
    gone = {s.old.id for s in swaps}
    users = {
        link.source
        for link in sketch.connections
        if link.target in inner and link.verb in (Verb.READS, Verb.WRITES)
    }
    return tuple(moved_in((c for c in sketch.components if c.id in users - gone), inside))


def _joined(swaps: Sequence[_Swap], sketch: Sketch) -> _Joined:
    by_old = {s.old.id: s.new for s in swaps}
    drawn = {c.id: c for c in sketch.components}
    edits: list[Edit] = []
    lost: list[str] = []
    for link in sketch.connections:
        if link.source not in by_old and link.target not in by_old:
            continue
        source, target = (_end(i, by_old, drawn) for i in (link.source, link.target))
        if source is None or target is None:
            continue
        found = _link(link, source, target) or tuple(_bridged(link, source, target, sketch=sketch))
        if found:
            edits += [e for e in found if e not in edits]
        elif link.verb != Verb.WATCHES:
            lost.append(
                f"{drawn[link.source].title} {link.verb.replace('_', ' ')} {drawn[link.target].title}"
            )
    return _Joined(tuple(edits), tuple(dict.fromkeys(lost)))


@dataclass(frozen=True, slots=True)
class _End:
    id: str
    kind: str


def _end(part_id: str, by_old: dict[str, Component], drawn: dict[str, Drawn]) -> _End | None:
    if part_id in by_old:
        return _End(by_old[part_id].id, by_old[part_id].kind)
    found = drawn.get(part_id)
    return None if found is None or found.kind not in kinds() else _End(found.id, found.kind)


def _link(link: Link, source: _End, target: _End) -> tuple[Edit, ...]:
    """Return the connection that says the same between the new ends: by the same verb, else by one of the same flow."""
    verb = Verb(link.verb)
    if verb is Verb.WATCHES and kinds()[target.kind].alarms is None:
        return ()
    forward = allowed(kinds()[source.kind], kinds()[target.kind])
    chosen = (
        verb
        if verb in forward
        else next((v for v in forward if v.flow is verb.flow and v.flow is not Flow.NONE), None)
    )
    if chosen is not None:
        return (_connect(link, source, chosen, target=target),)
    if verb.flow is Flow.NONE:
        return ()
    backward = allowed(kinds()[target.kind], kinds()[source.kind])
    turned = next((v for v in backward if {v.flow, verb.flow} == {Flow.FORWARD, Flow.BACKWARD}), None)
    return () if turned is None else (_connect(link, target, turned, target=source),)


def _bridged(link: Link, source: _End, target: _End, *, sketch: Sketch) -> Iterator[Edit]:
    """Yield a queue between an event and what can only take it out of a queue."""
    if Verb(link.verb).flow is not Flow.FORWARD or target.kind not in (
        "fargate_service",
        "auto_scaling_group",
    ):
        return
    into = next(
        (v for v in allowed(kinds()[source.kind], kinds()["sqs_queue"]) if v.flow is Flow.FORWARD), None
    )
    if into is None or source.kind in (*_CODE, "http_api", "rest_api"):
        return
    queue = _free(f"{target.id}-jobs", sketch)
    yield AddComponent(
        component=Component(
            id=queue, kind="sqs_queue", title="Jobs", purpose="Holds what is to be done until it is taken."
        )
    )
    yield Connect(connection=Connection(source=source.id, verb=into, target=queue))
    yield Connect(connection=Connection(source=target.id, verb=Verb.CONSUMES, target=queue))


def _connect(link: Link, source: _End, verb: Verb, *, target: _End) -> Edit:
    return Connect(
        connection=Connection(source=source.id, verb=verb, target=target.id, per_call=link.per_call)
    )
