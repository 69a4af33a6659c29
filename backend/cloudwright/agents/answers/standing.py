"""What it withstands: commitments, zones, the loss of a part or a Region, backups and the way back."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from cloudwright.agents.answers.answer import Answer, counted, listed, sentence
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.kind import Category
from cloudwright.design.evaluation.recovery import recovery_point, recovery_time
from cloudwright.design.evaluation.zone import Fate, Part, ZoneLoss, without_zone
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.brief import RequirementKind
from cloudwright.design.model.verbs import Verb
from cloudwright.design.resilience.paths import paths

_MINUTES_A_MONTH = Decimal(730 * 60)
_ASKS = frozenset(
    (Verb.REQUESTS, Verb.ROUTES, Verb.INVOKES, Verb.READS, Verb.WRITES, Verb.AUTHENTICATES, Verb.PUBLISHES)
)
_SECONDS_A_DAY = 86_400
_PUSHED = frozenset((Verb.NOTIFIES, Verb.INVOKES))


def sla(subject: Subject, _asked: Asked) -> Answer:
    """The floor as the product of its terms, the minutes that it allows, and the weakest term."""
    floor = subject.evaluation.floor
    if floor.percent is None:
        return Answer(
            lead="No service on the way of a request publishes a commitment, so there is no SLA floor."
        )
    percent = Decimal(floor.percent)
    down = (100 - percent) / 100 * _MINUTES_A_MONTH
    product = " x ".join(f"{term.percent} % ({term.service})" for term in floor.terms)
    weakest = min(floor.terms, key=lambda term: Decimal(term.percent))
    wanted = {r.id for r in subject.brief.of_kind(RequirementKind.AVAILABILITY)}
    verdicts = [r for r in subject.evaluation.requirements if r.requirement_id in wanted]
    without = [subject.title(i) for i in floor.without_commitment]
    return Answer(
        lead=(
            f"The SLA floor is **{floor.percent} %** a month, up to {down:,.0f} minutes down before AWS pays anything back."
        ),
        details=(
            f"{product} = {floor.percent} %",
            f"The weakest term is {weakest.service}, {weakest.percent} %",
            *(f"{r.statement}: {r.status.value}" for r in verdicts),
            *((f"Without a commitment: {listed(without, 3)}",) if without else ()),
            "It is composed of published commitments, not measured, and no promise",
        ),
        sources=(weakest.source,),
    )


def zones(subject: Subject, _asked: Asked) -> Answer:
    """How many zones, and what stands in one only."""
    loss = without_zone(subject.architecture)
    alone = [p for p in loss.parts if p.fate in (Fate.STOPS, Fate.RESTARTS)]
    across = (
        f"{counted(len(loss.across), 'part')} run on services that span the zones of the Region by themselves"
    )
    if not loss.zones:
        return Answer(
            lead=f"Nothing here stands in a zone of its own: {across[:1].lower()}{across[1:]}.", details=()
        )
    single = (
        f"a single point of failure: {listed([p.title for p in alone], 4)}"
        if alone
        else "no single point of failure among them"
    )
    return Answer(
        lead=f"**{loss.zones} Availability Zones** in {subject.architecture.region}, with {single}.",
        details=(
            *(f"{p.title}: {p.evidence}" for p in (*alone, *(p for p in loss.parts if p not in alone))),
            across,
        ),
    )


def lost_zone(subject: Subject, _asked: Asked) -> Answer:
    """What becomes of the design when the zone is lost that hurts most."""
    loss = without_zone(subject.architecture)
    if not loss.zones:
        held = listed([subject.title(i) for i in loss.across if not subject.kind_of(i).plumbing], 5)
        return Answer(
            lead=(
                "It goes on: nothing here stands in one Availability Zone. Each part runs on a service that spans the "
                "zones of the Region by itself."
            ),
            details=(
                held,
                "Nothing fails over and nothing has to be restored; calls under way may fail once and are tried again",
            ),
        )
    gone = [p for p in loss.parts if p.element_id in loss.interrupted]
    lead = (
        "It goes on answering with one Availability Zone lost, after at most a failover's pause."
        if loss.answers
        else f"Callers feel a lost Availability Zone: {listed([p.title for p in gone], 3)} may be in it, and nothing stands by."
    )
    return Answer(
        lead=lead,
        details=(
            *_told(loss),
            f"{recovery_time(loss).words} of interruption" if loss.answers else "",
            *_spanning(loss),
        ),
        orders=tuple(_mend(gone)),
    )


def _told(loss: ZoneLoss) -> Iterator[str]:
    order = list(Fate)
    for part in sorted(loss.parts, key=lambda p: -order.index(p.fate)):
        yield f"{part.title}: {part.evidence}"


def _spanning(loss: ZoneLoss) -> tuple[str, ...]:
    return (
        (f"The other {counted(len(loss.across), 'part')} span the zones by themselves",)
        if loss.across
        else ()
    )


def _mend(gone: Sequence[Part]) -> Iterator[str]:
    """Yield the orders by which what is gone would have something beside it."""
    for part in gone:
        if part.fate is Fate.RESTARTS:
            yield f"set the minimum {'tasks' if 'task' in part.evidence else 'instances'} of {part.title} to 2"
        elif "no standby" in part.evidence:
            yield f"turn multi-AZ on for {part.title}"
        elif "only instance" in part.evidence:
            yield f"set the readers of {part.title} to 1"
        elif "one node" in part.evidence:
            yield f"set the replicas of {part.title} to 1"


def lost_region(subject: Subject, _asked: Asked) -> Answer:
    """What is left when the Region of the design is gone."""
    region = subject.architecture.region
    worldwide = [c.title for c in subject.architecture.components if c.kind in _WORLDWIDE]
    copied = [
        (c.title, str(found))
        for c in subject.of_kind("backup_plan")
        if (found := subject.setting(c.id, "copy_region"))
    ]
    kept = [c.title for c in _stores(subject)]
    copies = (
        f"{copied[0][0]} keeps copies in {copied[0][1]}: deploy the bundle there and restore from them"
        if copied
        else "No copy of the data lies in another Region; it comes back when the Region does"
    )
    return Answer(
        lead=(
            f"Everything in {region} is down until AWS has it back: this design stands in one Region."
            f"{' Its data has a copy elsewhere.' if copied else ''}"
        ),
        details=(
            copies,
            *((f"What is kept there: {listed(kept, 5)}",) if kept else ()),
            *(
                (
                    f"Not bound to the Region: {listed(worldwide, 4)}; without what is behind them they have little to serve",
                )
                if worldwide
                else ()
            ),
            "The bundle deploys the same design elsewhere by the same commands; a Region that stands by is not drawn here",
        ),
    )


_WORLDWIDE = ("cloudfront_distribution", "route53_zone", "route53_record")


def failure(subject: Subject, asked: Asked) -> Answer:
    """What happens when a part is down: who waits for it, what queues up, and what is lost."""
    named = subject.named(asked)
    return _down(subject, named[0], asked) if named else _any_down(subject, asked)


_ONE_OF = re.compile(
    r"\b(?:one of|an?|one|a single) (?:the |our |these )?(?:servers?|instances?|machines?|tasks?|containers?|vms?|nodes?|hosts?)\b",
    re.IGNORECASE,
)


def _down(subject: Subject, part: Component, asked: Asked) -> Answer:
    asking = _asking(subject, part.id)
    waiting = [c for c in asking if c not in _buffered(subject, part.id)]
    callers = frozenset(c.id for c in subject.of_category(Category.EXTERNAL))
    felt = part.id in paths(subject.architecture, callers).waiting
    details = [*_buffers(subject, part), *_redundancy(subject, part)]
    least = subject.setting(part.id, "minimum_tasks") or subject.setting(part.id, "minimum_instances")
    if isinstance(least, int) and least > 1 and _ONE_OF.search(asked.words):
        return Answer(
            lead=f"Callers hardly feel it: {part.title} runs at least {least}, the others go on, and a new one is started by itself.",
            details=tuple(details),
        )
    if felt:
        lead = f"Callers feel it: while {part.title} is down, {listed([subject.title(c) for c in waiting], 4) or 'what calls it'} cannot answer what needs it."
    elif details:
        lead = f"Callers do not feel it: nobody waits for {part.title}; what it would have done is kept and done later."
    else:
        lead = f"Callers do not feel it: nobody waits for {part.title}."
    term = next((t for t in subject.evaluation.floor.terms if t.element_id == part.id), None)
    if term is not None:
        details.append(
            f"AWS commits to {term.percent} % a month for {term.service}, and it counts in the SLA floor"
        )
    details += _told_of(subject, part)
    return Answer(lead=lead, details=tuple(details))


def _asking(subject: Subject, element_id: str) -> list[str]:
    return [c.source for c in subject.architecture.incoming(element_id) if c.verb in _ASKS]


def _buffered(subject: Subject, element_id: str) -> list[str]:
    return [
        c.source
        for c in subject.architecture.incoming(element_id)
        if subject.architecture.component(c.source).kind in _HOLDING
    ]


_HOLDING = ("sqs_queue", "kinesis_stream", "eventbridge_bus", "sns_topic")


def _buffers(subject: Subject, part: Component) -> Iterator[str]:
    """Say how long what the part consumes is kept, and where it ends when it fails again and again."""
    for connection in subject.architecture.outgoing(part.id):
        if connection.verb is Verb.CONSUMES:
            yield from _kept(subject, connection)
    for connection in subject.architecture.incoming(part.id):
        if connection.verb in _PUSHED and subject.architecture.component(connection.source).kind in _HOLDING:
            yield f"{subject.title(connection.source)} tries to deliver again for a while"
    for connection in subject.architecture.outgoing(part.id):
        if connection.verb is Verb.DEAD_LETTERS:
            yield f"What fails again and again ends in {subject.title(connection.target)}, and can be sent again from there"


def _kept(subject: Subject, connection: Connection) -> Iterator[str]:
    target = connection.target
    seconds, hours = subject.setting(target, "retention_seconds"), subject.setting(target, "retention_hours")
    if isinstance(seconds, int):
        yield f"{subject.title(target)} keeps what waits for {seconds // _SECONDS_A_DAY} days; nothing is lost until then"
    elif isinstance(hours, int):
        yield f"{subject.title(target)} keeps records for {hours} hours; nothing is lost until then"
    for onward in subject.architecture.outgoing(target):
        if onward.verb is Verb.DEAD_LETTERS:
            tries = subject.setting(target, "maximum_receives")
            often = f" after {tries} tries" if isinstance(tries, int) else ""
            yield f"a message that keeps failing goes to {subject.title(onward.target)}{often}"


def _redundancy(subject: Subject, part: Component) -> Iterator[str]:
    found = next((p for p in without_zone(subject.architecture).parts if p.element_id == part.id), None)
    if found is not None:
        yield f"If its zone is lost: {found.evidence}"
    elif part.kind in RUNS_CODE or subject.kind_of(part.id).category in (Category.DATABASE, Category.STORAGE):
        yield "It runs in several zones by itself, so one broken machine or zone does not take it down"


def _told_of(subject: Subject, part: Component) -> Iterator[str]:
    watching = [c.source for c in subject.architecture.incoming(part.id) if c.verb is Verb.WATCHES]
    if watching:
        yield f"{subject.title(watching[0])} raises an alarm"


_BAD = re.compile(
    r"\b(?:chok\w+|poison|bad|broken|malformed|garbage|again and again|corrupt\w*)\b", re.IGNORECASE
)


def _any_down(subject: Subject, asked: Asked) -> Answer:
    """No part is named: say what waits in queues, and which parts callers wait for."""
    callers = frozenset(c.id for c in subject.of_category(Category.EXTERNAL))
    found = paths(subject.architecture, callers)
    holding = [c for c in subject.architecture.components if c.kind in ("sqs_queue", "kinesis_stream")]
    details = []
    for component in holding[:3]:
        seconds, hours = (
            subject.setting(component.id, "retention_seconds"),
            subject.setting(component.id, "retention_hours"),
        )
        if isinstance(seconds, int):
            details.append(f"{component.title} keeps messages for {seconds // _SECONDS_A_DAY} days")
        elif isinstance(hours, int):
            details.append(f"{component.title} keeps records for {hours} hours")
    ends = [c for c in subject.architecture.connections if c.verb is Verb.DEAD_LETTERS]
    for connection in ends[:1]:
        tries = subject.setting(connection.source, "maximum_receives")
        often = f"{tries} tries" if isinstance(tries, int) else "its retries"
        details.insert(
            0,
            f"A bad message does not block the rest for ever: after {often} it lies in the dead-letter queue "
            f"{subject.title(connection.target)}, and can be sent again from there",
        )
    needed = [subject.title(i) for i in found.waiting if not subject.kind_of(i).plumbing]
    if needed:
        details.append(f"Callers wait for: {listed(needed, 6)}; any of these down means that calls fail")
    later = [subject.title(i) for i in found.later if not subject.kind_of(i).plumbing]
    if ends and _BAD.search(asked.words):
        lead = f"{details.pop(0)}."
    elif holding:
        lead = "What works behind a queue can be down for a while without loss: the work waits, and is done when it is back."
        if later:
            details.append(f"Nobody waits for: {listed(later, 5)}")
    else:
        lead = "There is no queue in this design: what fails is seen by the caller at once, who has to try again."
    return Answer(lead=lead, details=tuple(details))


def recovery(subject: Subject, _asked: Asked) -> Answer:
    """RTO and RPO as far as a drawing can say, beside what was asked for."""
    soon = recovery_time(without_zone(subject.architecture))
    back = recovery_point(subject.traced)
    wanted = {
        r.id for kind in (RequirementKind.RTO, RequirementKind.RPO) for r in subject.brief.of_kind(kind)
    }
    stated = [r for r in subject.evaluation.requirements if r.requirement_id in wanted]
    return Answer(
        lead=f"A lost zone: {_low(soon.words)}. Lost data (RPO): {_low(back.words)}.",
        details=(
            *back.evidence,
            *(f"{r.statement}: {r.status.value}. {r.evidence}" for r in stated),
            *(() if stated else ("No recovery time was asked for; say one, such as 'RTO 4 h, RPO 1 h'",)),
            "A restore takes as long as the data is large: rehearse it; the runbook has the commands",
            "A lost Region means deploying the bundle elsewhere",
        ),
    )


def _low(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def backups(subject: Subject, asked: Asked) -> Answer:
    """What is kept of each store, for how long, and how it comes back."""
    held = {c.id for c in subject.named(asked)}
    stores = [c for c in _stores(subject) if c.id in held] or list(_stores(subject))
    if not stores:
        return Answer(lead="Nothing in this design keeps data, so there is nothing to back up.")
    plans = subject.of_kind("backup_plan")
    lines = [f"{c.title}: {_copies(subject, c)}" for c in stores]
    point = recovery_point(subject.traced)
    lead = (
        sentence(lines[0])
        if len(lines) == 1
        else f"Every store has its own copies; back to: {_low(point.words)}."
    )
    if point.minutes is None:
        lead = f"Not everything is covered: {_low(sentence(point.evidence[0]))}"
    details = list(lines if len(lines) > 1 else ())
    for plan in plans:
        copy = subject.setting(plan.id, "copy_region")
        where = f", copied to {copy}" if copy else ", in the same Region"
        details.append(
            f"{plan.title}: every night, kept {subject.setting(plan.id, 'daily_retention_days')} days{where}"
        )
    details.append(
        "A restore makes a new table or database beside the old one; how long it takes depends on how much is in it, so "
        "rehearse it. The runbook has the commands"
    )
    order = () if plans or point.minutes is not None else ("add nightly backups",)
    return Answer(lead=lead, details=tuple(details), orders=order)


_NO_STORES = ("backup_plan", "ecr_repository", "elasticache_cache", "rds_proxy")


def _stores(subject: Subject) -> Iterator[Component]:
    found = subject.of_category(Category.DATABASE, Category.STORAGE)
    return (c for c in found if c.kind not in _NO_STORES)


def _copies(subject: Subject, component: Component) -> str:
    get = partial(subject.setting, component.id)
    copies = {
        "point_in_time_recovery": f"any second of the last {get('recovery_period_days')} days (point-in-time recovery)",
        "backup_retention_days": f"any second of the last {get('backup_retention_days')} days (automated backups)",
        "versioning": f"earlier versions of each object, {get('noncurrent_version_days')} days",
        "automatic_backups": "a backup every night",
    }
    return next((said for name, said in copies.items() if get(name)), "no copies of its own")
