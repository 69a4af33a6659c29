"""Sentences that say where something new goes: between two parts, in front of one, behind another, into a tier."""

import re
from collections.abc import Sequence

from cloudwright.design.catalog.registry import allowed, kinds
from cloudwright.design.intake.changes.data_additions import CODE
from cloudwright.design.intake.changes.lexicon import meant_in
from cloudwright.design.intake.changes.networks import grounds
from cloudwright.design.intake.changes.offers import offer
from cloudwright.design.intake.changes.replacing import replaced
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.intake.extract.places import region_in
from cloudwright.design.model.architecture import Component, Connection, SubnetTier
from cloudwright.design.model.edits import (
    AddComponent,
    Connect,
    Disconnect,
    Edit,
    PlaceComponent,
    UpdateComponent,
)
from cloudwright.design.model.verbs import Verb

_DEAD = re.compile(r"\b(?:dead[- ]?letter(?:ing|s)?(?: queue)?s?|dlqs?)\b", re.IGNORECASE)
_QUEUE = re.compile(
    r"\b(?:an?|another|one|some|own|through (?:the|an?))\s+(?:\w+ )?(?:sqs )?queues?\b|\b(?:sqs )?queues? (?:of (?:its|their) own|between|in front|before|ahead|for each)\b|\b(?:add|put in|use|introduce|insert) (?:sqs|queues?)\b|\bbuffer(?:ing|ed)?\b(?! (?:interval|time|size|of|to|for))|\bdecoupl\w+",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:each|every|all|both)\b[^.;!?]{0,40}\bqueues?\b|\bqueues? (?:of (?:its|their) own|each|for each|per \w+)\b",
    re.IGNORECASE,
)
_PUTTING = re.compile(r"\b(?:needs?|gets?|add|put|use|want|need|include|give|introduce|with|let|make|place|insert|get|should|must|go(?:es)?|each|have|set up)\b", re.IGNORECASE)  # fmt: skip
_BETWEEN = re.compile(r"\bbetween\b (?P<one>.{2,60}?)\s(?:and|&)\s(?P<two>.{2,60})", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:in front of|before|ahead of)\b (?P<what>.{2,60})", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?P<what>(?:the |our |my |it\b|that\b|this\b)?[^.;!?]{0,50}?)\s?\b(?:behind|after)\b (?P<door>.{2,60})", re.IGNORECASE)  # fmt: skip
_TIER = re.compile(
    r"\b(?P<tier>private|isolated|public)(?: (?:and|or) \w+)? (?:sub-?nets?|tiers?|network|part)\b",
    re.IGNORECASE,
)
_REPLICA = re.compile(r"\b(?:read[- ]?)?replicas?\b|\breaders?\b", re.IGNORECASE)
_COPY = re.compile(
    r"\b(?:cop(?:y|ies)|replicat\w+|duplicat\w+|mirror\w*|second|another|other|extra|additional|cross|multi|two|both)\b[^.;!?]{0,40}\bregions?\b|\b(?:backups?|recovery points?|snapshots?|data)\b[^.;!?]{0,30}\b(?:cop(?:y|ied|ies)|replicat\w+|mirror\w*|also|as well|too)\b|\b(?:cop(?:y|ies)|replicat\w+|mirror\w*|duplicat\w+)\b[^.;!?]{0,30}\b(?:backups?|recovery points?|snapshots?|data)\b|\bmulti-?region\b",
    re.IGNORECASE,
)
_WHOLE_REGION = re.compile(
    r"\b(?:active|fail ?over|standby|multi)[- ]?(?:region)?\b|\bregions?\b", re.IGNORECASE
)
# For each Region the ones to copy to, the nearest first.
_NEXT = {
    "us-east-1": ("us-west-2",),
    "us-west-2": ("us-east-1",),
    "eu-west-1": ("eu-central-1",),
    "eu-central-1": ("eu-west-1",),
    "ap-southeast-1": ("ap-northeast-1",),
    "ap-northeast-1": ("ap-southeast-1",),
}
_BACKED = ("dynamodb_table", "s3_bucket", "rds_instance", "aurora_cluster", "efs_file_system")
_DEAD_LETTERED = ("sqs_queue", "lambda_function", "eventbridge_rule", "eventbridge_schedule", "sns_topic")
_DOOR = (
    "application_load_balancer",
    "http_api",
    "rest_api",
    "network_load_balancer",
    "cloudfront_distribution",
)


def placing(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits for something new that has its place said, or None when the text says no place."""
    return next((found for find in _PLACES if (found := find(text, sketch)) is not None), None)


def _dead_letters(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    if not _DEAD.search(text) or not _PUTTING.search(text):
        return None
    ends = {c.target for c in sketch.connections if c.verb == Verb.DEAD_LETTERS}
    served = {c.source for c in sketch.connections if c.verb == Verb.DEAD_LETTERS}
    named = [c for c in sketch.named(_DEAD.sub(" ", text)) if c.kind in _DEAD_LETTERED]
    able = [c for c in named or sketch.of_kind("sqs_queue") if c.id not in ends | served]
    if not able:
        what = f"'{named[0].title}' has" if named else "Every queue here has"
        return Unclear(
            reason=f"{what} a dead-letter queue already."
            if named or served
            else "There is no queue in this design."
        )
    edits = [e for c in able for e in _dead_letter_queue(c, sketch)]
    return Proposed(edits=tuple(edits), note=f"Keep what {', '.join(c.title for c in able)} cannot deliver")


def _dead_letter_queue(source: Drawn, sketch: Sketch) -> Sequence[Edit]:
    queue = _free(f"{source.id}-failed", sketch)
    return (
        _new(
            queue,
            "sqs_queue",
            title=f"{source.title[:60]}: failed",
            purpose="Keeps what could not be done, to look at it.",
        ),
        _link(source.id, Verb.DEAD_LETTERS, queue),
    )


def _queue(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Put a queue between two parts; without two names between the code that is called and the work it does."""
    if not _QUEUE.search(text) or not _PUTTING.search(text):
        return None
    if _OWN.search(text):
        return _queue_each(sketch)
    between = _BETWEEN.search(text)
    if between is not None:
        return _queue_between(sketch.named(between["one"]), sketch.named(between["two"]), sketch)
    if sketch.of_kind("sqs_queue") and not _BEFORE.search(text):
        return None
    before = _BEFORE.search(text)
    aim = sketch.named(before["what"])[:1] if before else ()
    calling = [
        c
        for c in sketch.components
        for link in sketch.connections
        if aim and link.target == aim[0].id and c.id == link.source
    ]
    if aim and calling and _queue_fits(calling[0], aim[0]):
        return _queue_between(calling[:1], aim, sketch)
    return _buffered([c for c in (*aim, *sketch.of_kind(*CODE)) if c.kind in CODE], sketch)


def _queue_each(sketch: Sketch) -> Proposed | Unclear:
    """Put a queue before each function that an event starts."""
    parts = {c.id: c for c in sketch.components}
    starts = [
        c
        for c in sketch.connections
        if c.verb in (Verb.INVOKES, Verb.NOTIFIES)
        and parts[c.target].kind == "lambda_function"
        and parts[c.source].kind in ("eventbridge_rule", "sns_topic", "s3_bucket")
    ]
    if not starts:
        return Unclear(
            reason="No event starts a function directly here, so there is nothing to put a queue before."
        )
    edits: list[Edit] = []
    for target in dict.fromkeys(c.target for c in starts):
        queue = _free(f"{target}-jobs", sketch)
        title = f"{parts[target].title[:60]}: jobs"
        edits.append(
            _new(queue, "sqs_queue", title=title, purpose="Holds what is to be done until it is taken.")
        )
        edits += _dead_letter_queue(Drawn(id=queue, kind="sqs_queue", title=title), sketch)
        edits.append(_link(target, Verb.CONSUMES, queue))
        for start in (c for c in starts if c.target == target):
            edits.append(Disconnect(source=start.source, verb=Verb(start.verb), target=target))
            edits.append(_link(start.source, Verb.NOTIFIES, queue))
    titles = ", ".join(parts[t].title for t in dict.fromkeys(c.target for c in starts))
    return Proposed(edits=tuple(edits), note=f"Give {titles} a queue each")


def _queue_between(ones: Sequence[Drawn], twos: Sequence[Drawn], sketch: Sketch) -> Proposed | Unclear | None:
    if not ones or not twos:
        return None
    one, two = ones[0], twos[0]
    if not _queue_fits(one, two) and _queue_fits(two, one):
        one, two = two, one
    if not _queue_fits(one, two):
        why = f"'{one.title}' cannot send to a queue, or '{two.title}' cannot take from one."
        return Unclear(
            reason=why,
            instead="A function, container or server sends and takes; a bucket, topic, rule or schedule sends.",
        )
    queue, failed = _free("jobs", sketch), _free("failed-jobs", sketch)
    verb = next(v for v in allowed(kinds()[one.kind], kinds()["sqs_queue"]) if v is not Verb.DEAD_LETTERS)
    direct = [c for c in sketch.connections if (c.source, c.target) == (one.id, two.id)]
    return Proposed(
        edits=(
            *(Disconnect(source=c.source, verb=Verb(c.verb), target=c.target) for c in direct),
            *_queue_parts(queue, failed),
            _link(one.id, verb, queue),
            _link(two.id, Verb.CONSUMES, queue),
        ),
        note=f"Put a queue between {one.title} and {two.title}",
    )


def _queue_fits(one: Drawn, two: Drawn) -> bool:
    if one.kind not in kinds() or two.kind not in kinds():
        return False
    sends = any(v is not Verb.DEAD_LETTERS for v in allowed(kinds()[one.kind], kinds()["sqs_queue"]))
    return sends and Verb.CONSUMES in allowed(kinds()[two.kind], kinds()["sqs_queue"])


def _buffered(code: Sequence[Drawn], sketch: Sketch) -> Proposed | Unclear:
    """Let the code that is called only take orders in, and a worker behind a queue carry them out."""
    if not code:
        return Unclear(reason="There is no code in this design that could use a queue.")
    taker = code[0]
    queue, failed, worker = (_free(i, sketch) for i in ("jobs", "failed-jobs", "worker"))
    writes = [c for c in sketch.connections if c.source == taker.id and c.verb == Verb.WRITES]
    uses = [c for c in sketch.connections if c.source == taker.id and c.verb == Verb.READS]
    inner = {c.id for c in sketch.components if c.kind in kinds() and kinds()[c.kind].needs_network}
    inside = grounds(sketch).tiers[SubnetTier.PRIVATE] if any(w.target in inner for w in writes) else None
    return Proposed(
        edits=(
            *_queue_parts(queue, failed),
            _new(
                worker,
                "lambda_function",
                title="Worker",
                purpose="Carries out what waits in the queue.",
                boundary=inside,
            ),
            _link(taker.id, Verb.PUBLISHES, queue),
            _link(worker, Verb.CONSUMES, queue),
            *(Disconnect(source=c.source, verb=Verb.WRITES, target=c.target) for c in writes),
            *(_link(worker, Verb.WRITES, c.target) for c in writes),
            *(_link(worker, Verb.READS, c.target) for c in uses if c.target in {w.target for w in writes}),
        ),
        note=f"Let {taker.title} put its work into a queue that a worker empties",
    )


def _queue_parts(queue: str, failed: str) -> Sequence[Edit]:
    return (
        _new(queue, "sqs_queue", title="Jobs", purpose="Holds what is to be done until it is taken."),
        _new(
            failed, "sqs_queue", title="Failed jobs", purpose="Keeps what could not be done, to look at it."
        ),
        _link(queue, Verb.DEAD_LETTERS, failed),
    )


def _tier(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    found = _TIER.search(text)
    if found is None or not re.search(
        r"\b(?:move|put|place|run|into|in|to|keep|should|must|host)\b", text, re.IGNORECASE
    ):
        return None
    tier = SubnetTier(found["tier"].lower())
    named = [c for c in sketch.named(_TIER.sub(" ", text)) if c.kind in kinds()]
    if not named:
        return None
    inside = grounds(sketch)
    wrong = [c for c in named if tier not in kinds()[c.kind].tiers]
    if wrong:
        stands = " or ".join(t.value for t in kinds()[wrong[0].kind].tiers)
        why = (
            f"'{wrong[0].title}' stands in {stands} subnets only."
            if stands
            else f"'{wrong[0].title}' is a service of the Region and stands in no subnet; the code reaches it over TLS with its role."
        )
        return Unclear(reason=why)
    if all(c.boundary == inside.tiers[tier] for c in named):
        return Unclear(reason=f"'{named[0].title}' stands in {tier} subnets already.")
    return Proposed(
        edits=(
            *(inside.edits if not sketch.boundaries else ()),
            *(PlaceComponent(id=c.id, boundary=inside.tiers[tier]) for c in named),
        ),
        note=f"Place {', '.join(c.title for c in named)} in {tier} subnets",
    )


def _replica(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    if (
        not _REPLICA.search(text)
        or not re.search(
            r"\b(?:add|an?|another|one more|give|want|need|put|use|extra|additional)\b", text, re.IGNORECASE
        )
        or re.search(r"\d|\btwo|three|four\b", text)
    ):
        return None
    clusters = sketch.of_kind("aurora_cluster")
    if clusters:
        now = clusters[0].properties.get("readers", 1)
        count = (now if isinstance(now, int) else 1) + 1
        return Proposed(
            edits=(UpdateComponent(id=clusters[0].id, properties={"readers": count}),),
            note=f"Give {clusters[0].title} {count} readers",
        )
    plain = sketch.of_kind("rds_instance")
    if plain:
        return Unclear(
            reason=f"'{plain[0].title}' is one RDS instance with a standby that answers no reads; read replicas come with Aurora here.",
            instead=offer(f"replace {plain[0].title} with Aurora"),
        )
    return (
        None
        if sketch.of_kind("elasticache_cache")
        else Unclear(reason="There is no relational database in this design to replicate.")
    )


def _copy(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Copy recovery points into another Region; a whole second Region is said to be out of reach."""
    if not _COPY.search(text):
        return None
    region = region_in(text)
    if region is None or region == sketch.region:
        if not _WHOLE_REGION.search(text):
            return None
        target = next(r for r in _NEXT.get(sketch.region, ("us-east-1", "us-west-2")) if r != sketch.region)
        reason = (
            "A design runs in one Region here. The closest is a copy of every recovery point in another one."
        )
        return Unclear(reason=reason, instead=offer(f"copy the backups to {target}"))
    plans = sketch.of_kind("backup_plan")
    if plans:
        return Proposed(
            edits=(UpdateComponent(id=plans[0].id, properties={"copy_region": region}),),
            note=f"Copy every recovery point to {region}",
        )
    return _backed_up(sketch, region)


def _backed_up(sketch: Sketch, region: str) -> Proposed | Unclear:
    targets = [
        c
        for c in sketch.of_kind(*_BACKED)
        if c.kind != "s3_bucket" or c.properties.get("versioning") is not False
    ]
    if not targets:
        return Unclear(reason="There is nothing in this design that could be backed up.")
    plan = Component(
        id="backups",
        kind="backup_plan",
        title="Backups",
        purpose="Keeps recovery points apart from the data.",
        properties={"copy_region": region},
    )
    return Proposed(
        edits=(AddComponent(component=plan), *(_link(plan.id, Verb.BACKS_UP, c.id) for c in targets)),
        note=f"Back the data up every night, and copy every recovery point to {region}",
    )


def _behind(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """'Put the API behind a load balancer', 'put a CDN in front of it'."""
    before = _BEFORE.search(text)
    behind = None if before else _BEHIND.search(text)
    if before is None and behind is None:
        return None
    door_words = text[: before.start()] if before else (behind["door"] if behind else "")
    what = before["what"] if before else (behind["what"] if behind else "")
    wanted = next((m.kind for m in meant_in(door_words) if m.kind in _DOOR), None)
    if wanted is None or sketch.of_kind(wanted):
        return (
            None
            if wanted is None
            else Unclear(
                reason=f"There is one in this design already: {sketch.of_kind(wanted)[0].title}.",
                already=True,
            )
        )
    if wanted == "cloudfront_distribution":
        return _distribution(sketch, sketch.named(what))
    doors = [c for c in sketch.of_kind(*_DOOR) if c.kind != "cloudfront_distribution"]
    named = [c for c in sketch.named(what) if c in doors]
    return replaced(named or doors, wanted, sketch) if doors else None


def _distribution(sketch: Sketch, named: Sequence[Drawn]) -> Proposed | Unclear:
    origins = [
        c
        for c in (*named, *sketch.components)
        if c.kind in ("application_load_balancer", "http_api", "rest_api", "s3_bucket")
    ]
    called = {c.target for c in sketch.connections if c.verb == Verb.REQUESTS}
    origin = next((c for c in origins if c.id in called), origins[0] if origins else None)
    if origin is None:
        return Unclear(reason="There is nothing in this design that a distribution could stand before.")
    callers = [c for c in sketch.connections if c.verb == Verb.REQUESTS and c.target == origin.id]
    return Proposed(
        edits=(
            _new(
                "edge",
                "cloudfront_distribution",
                title="Distribution",
                purpose="Answers near the visitors, over TLS.",
            ),
            _link("edge", Verb.ROUTES, origin.id),
            *(Disconnect(source=c.source, verb=Verb.REQUESTS, target=origin.id) for c in callers),
            *(_link(c.source, Verb.REQUESTS, "edge") for c in callers),
        ),
        note=f"Put a distribution in front of {origin.title}",
    )


def _new(part_id: str, kind: str, *, title: str, purpose: str, boundary: str | None = None) -> Edit:
    return AddComponent(
        component=Component(id=part_id, kind=kind, title=title, purpose=purpose, boundary=boundary)
    )


def _link(source: str, verb: Verb, target: str) -> Edit:
    return Connect(connection=Connection(source=source, verb=verb, target=target))


def _free(wanted: str, sketch: Sketch) -> str:
    return next(n for n in (wanted, *(f"{wanted}-{i}" for i in range(2, 50))) if not sketch.has(n))


_PLACES = (_dead_letters, _queue, _tier, _replica, _copy, _behind)
