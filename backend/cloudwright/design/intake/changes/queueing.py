"""Sentences that put queues where they are said to go: between two parts, before each listener, behind what fails."""

import re
from collections.abc import Sequence

from cloudwright.design.catalog.registry import allowed, kinds
from cloudwright.design.intake.changes.building import free, link, new
from cloudwright.design.intake.changes.data_additions import CODE
from cloudwright.design.intake.changes.networks import grounds
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.model.architecture import SubnetTier
from cloudwright.design.model.edits import Disconnect, Edit
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
_DEAD_LETTERED = ("sqs_queue", "lambda_function", "eventbridge_rule", "eventbridge_schedule", "sns_topic")
_AHEAD = re.compile(r"\b(?:in front of|before|ahead of)\b (?P<what>.{2,60})", re.IGNORECASE)


def dead_letters(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits that keep what a part cannot deliver in a queue of its own."""
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
    queue = free(f"{source.id}-failed", sketch)
    return (
        new(
            queue,
            "sqs_queue",
            title=f"{source.title[:60]}: failed",
            purpose="Keeps what could not be done, to look at it.",
        ),
        link(source.id, Verb.DEAD_LETTERS, queue),
    )


def queue(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Put a queue between two parts; without two names between the code that is called and the work it does."""
    if not _QUEUE.search(text) or not _PUTTING.search(text):
        return None
    if _OWN.search(text):
        return _queue_each(sketch)
    between = _BETWEEN.search(text)
    if between is not None:
        return _queue_between(sketch.named(between["one"]), sketch.named(between["two"]), sketch)
    if sketch.of_kind("sqs_queue") and not _AHEAD.search(text):
        return None
    before = _AHEAD.search(text)
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
        queue = free(f"{target}-jobs", sketch)
        title = f"{parts[target].title[:60]}: jobs"
        edits.append(
            new(queue, "sqs_queue", title=title, purpose="Holds what is to be done until it is taken.")
        )
        edits += _dead_letter_queue(Drawn(id=queue, kind="sqs_queue", title=title), sketch)
        edits.append(link(target, Verb.CONSUMES, queue))
        for start in (c for c in starts if c.target == target):
            edits.append(Disconnect(source=start.source, verb=Verb(start.verb), target=target))
            edits.append(link(start.source, Verb.NOTIFIES, queue))
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
    queue, failed = free("jobs", sketch), free("failed-jobs", sketch)
    verb = next(v for v in allowed(kinds()[one.kind], kinds()["sqs_queue"]) if v is not Verb.DEAD_LETTERS)
    direct = [c for c in sketch.connections if (c.source, c.target) == (one.id, two.id)]
    return Proposed(
        edits=(
            *(Disconnect(source=c.source, verb=Verb(c.verb), target=c.target) for c in direct),
            *_queue_parts(queue, failed),
            link(one.id, verb, queue),
            link(two.id, Verb.CONSUMES, queue),
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
    queue, failed, worker = (free(i, sketch) for i in ("jobs", "failed-jobs", "worker"))
    writes = [c for c in sketch.connections if c.source == taker.id and c.verb == Verb.WRITES]
    uses = [c for c in sketch.connections if c.source == taker.id and c.verb == Verb.READS]
    inner = {c.id for c in sketch.components if c.kind in kinds() and kinds()[c.kind].needs_network}
    inside = grounds(sketch).tiers[SubnetTier.PRIVATE] if any(w.target in inner for w in writes) else None
    return Proposed(
        edits=(
            *_queue_parts(queue, failed),
            new(
                worker,
                "lambda_function",
                title="Worker",
                purpose="Carries out what waits in the queue.",
                boundary=inside,
            ),
            link(taker.id, Verb.PUBLISHES, queue),
            link(worker, Verb.CONSUMES, queue),
            *(Disconnect(source=c.source, verb=Verb.WRITES, target=c.target) for c in writes),
            *(link(worker, Verb.WRITES, c.target) for c in writes),
            *(link(worker, Verb.READS, c.target) for c in uses if c.target in {w.target for w in writes}),
        ),
        note=f"Let {taker.title} put its work into a queue that a worker empties",
    )


def _queue_parts(queue: str, failed: str) -> Sequence[Edit]:
    return (
        new(queue, "sqs_queue", title="Jobs", purpose="Holds what is to be done until it is taken."),
        new(failed, "sqs_queue", title="Failed jobs", purpose="Keeps what could not be done, to look at it."),
        link(queue, Verb.DEAD_LETTERS, failed),
    )
