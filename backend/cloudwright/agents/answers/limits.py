"""How much it can take: quotas against the load, how each part grows, and whether one job or item fits."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from cloudwright.agents.answers.answer import Answer, listed
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.facts.rows import Limit
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.brief import RequirementKind
from cloudwright.design.model.verbs import Verb

_SECONDS_A_MONTH = Decimal(730 * 3600)
_PEAK_FACTOR = Decimal(10)  # where nobody stated how much busier the busiest moment is
_DURATION_MS = Decimal(200)
SECONDS_A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class _Headroom:
    """How often the need at the peak fits into a limit, with the arithmetic."""

    times: Decimal
    said: str


CARRIES: Mapping[str, tuple[str, str, str]] = {
    "sqs_queue": ("SQS", "message_size_max", "one message"),
    "sns_topic": ("SNS", "message_size_max", "one message"),
    "eventbridge_bus": ("EventBridge", "event_entry_size_max", "one event"),
    "dynamodb_table": ("DynamoDB", "item_size_max", "one record"),
    "lambda_function": ("Lambda", "payload_sync_max", "one call"),
    "http_api": ("API Gateway HTTP", "payload_max", "one request"),
    "rest_api": ("API Gateway REST", "payload_max", "one request"),
    "websocket_api": ("API Gateway WebSocket", "message_max", "one message"),
    "kinesis_stream": ("Kinesis Data Streams", "record_size_max", "one record"),
    "s3_bucket": ("S3", "single_put_max", "one upload"),
    "step_functions_workflow": ("Step Functions", "payload_max", "what passes between steps"),
}

_OF_SIZE = re.compile(
    r"\b(?:file|upload|payload|message|record|item|body) ?(?:size|sizes)\b|\bhow (?:big|large)\b|\bmegabytes?\b",
    re.IGNORECASE,
)


def _sizes(subject: Subject) -> Answer:
    """What one item may weigh on each way through the design."""
    said = []
    for kind, (service, limit_id, what) in CARRIES.items():
        limit = subject.facts.limits.get((service, limit_id))
        if subject.of_kind(kind) and limit is not None:
            said.append(f"{service}: {limit.value} {limit.unit} in {what}")
    if not said:
        return Answer(lead="Nothing in this design has a limit on a size that I know.")
    return Answer(lead=f"The limit depends on the way: {said[0]}.", details=tuple(said[1:5]))


def limits(subject: Subject, asked: Asked) -> Answer:
    """The limit that is met first, with its arithmetic, then the next ones."""
    if _OF_SIZE.search(asked.words):
        return _sizes(subject)
    chosen = {c.id for c in subject.named(asked)}
    rooms = sorted(_rooms(subject, chosen), key=lambda room: room.times)
    calls = subject.amount("requests/month", "calls/month", "uploads/month", "messages/month", "events/month")
    if not rooms:
        return Answer(
            lead="No quota that I know stands in the way: nothing here is counted against a limit at this load.",
            details=_scaled(subject),
        )
    first = rooms[0]
    until = (
        f", which is about {calls * first.times:,.0f} requests a month" if calls and first.times > 1 else ""
    )
    met = (
        "is exceeded already"
        if first.times < 1
        else f"comes first, at **{_times(first.times)} today's peak**{until}"
    )
    return Answer(
        lead=f"The limit that {met}: {first.said}.",
        details=(
            *(f"{room.said}: room for {_times(room.times)}" for room in rooms[1:4]),
            f"The peak is taken as {plain(_peak(subject))} times the average; account quotas can mostly be raised on request",
        ),
    )


def _rooms(subject: Subject, chosen: set[str]) -> Iterator[_Headroom]:
    for component in subject.architecture.components:
        if chosen and component.id not in chosen:
            continue
        for found in _NEEDS.get(component.kind, ()):
            room = found(subject, component)
            if room is not None:
                yield room


def _peak(subject: Subject) -> Decimal:
    return next((a.value for a in subject.assumptions if a.id == "peak_factor"), _PEAK_FACTOR)


def _per_second(subject: Subject, component: Component) -> Decimal:
    return subject.load.of(component.id) / _SECONDS_A_MONTH * _peak(subject)


def _room(limit: Decimal, need: Decimal, said: str) -> _Headroom | None:
    return _Headroom(limit / need, said) if need > 0 and limit > 0 else None


def _quota(subject: Subject, service: str, name: str) -> Limit | None:
    return subject.facts.limits.get((service, name)) or subject.facts.regional_limit(
        service, name, region=subject.architecture.region
    )


def _rate(service: str, name: str, *, what: str) -> Callable[[Subject, Component], _Headroom | None]:
    """A limit in calls a second."""

    def found(subject: Subject, component: Component) -> _Headroom | None:
        limit = _quota(subject, service, name)
        need = _per_second(subject, component)
        if limit is None or limit.number is None:
            return None
        said = f"{component.title} takes {limit.number:,.0f} {what} a second, the peak is {plain(need)}"
        return _room(limit.number, need, said)

    return found


def _throttle(subject: Subject, component: Component) -> _Headroom | None:
    own = subject.setting(component.id, "throttle_rate_per_second")
    need = _per_second(subject, component)
    if not isinstance(own, int):
        return None
    said = (
        f"{component.title} throttles at {own:,} calls a second, as it is set, and the peak is {plain(need)}"
    )
    return _room(Decimal(own), need, said)


def _concurrency(subject: Subject, component: Component) -> _Headroom | None:
    limit = _quota(subject, "Lambda", "concurrent_executions")
    reserved = subject.setting(component.id, "reserved_concurrency")
    most = Decimal(reserved) if isinstance(reserved, int) and reserved else limit.number if limit else None
    stated = subject.setting(component.id, "average_duration_ms")
    seconds = (Decimal(stated) if isinstance(stated, int) and stated else _duration(subject)) / 1000
    rate = _per_second(subject, component)
    if most is None:
        return None
    whose = "reserved for it" if reserved else "in a new account's quota"
    said = (
        f"{component.title} runs {plain(rate)} a second x {plain(seconds)} s = {plain(rate * seconds)} at once, "
        f"and {most:,.0f} are {whose}"
    )
    return _room(most, rate * seconds, said)


def _duration(subject: Subject) -> Decimal:
    return max((a.value for a in subject.assumptions if a.unit == "ms"), default=_DURATION_MS)


def _tasks(subject: Subject, component: Component) -> _Headroom | None:
    least = subject.setting(component.id, "minimum_tasks") or subject.setting(
        component.id, "minimum_instances"
    )
    most = subject.setting(component.id, "maximum_tasks") or subject.setting(
        component.id, "maximum_instances"
    )
    if not isinstance(least, int) or not isinstance(most, int) or not least:
        return None
    noun = "tasks" if component.kind == "fargate_service" else "instances"
    return _Headroom(
        Decimal(most) / least, f"{component.title} grows from {least} to {most} {noun}, as it is set"
    )


_NEEDS: Mapping[str, tuple[Callable[[Subject, Component], _Headroom | None], ...]] = {
    "http_api": (_throttle, _rate("API Gateway", "account_throttle_rps", what="calls of the whole account")),
    "rest_api": (_throttle, _rate("API Gateway", "account_throttle_rps", what="calls of the whole account")),
    "websocket_api": (
        _rate("API Gateway WebSocket", "new_connections_rate", what="new connections of the whole account"),
        _throttle,
        _rate("API Gateway", "account_throttle_rps", what="messages of the whole account"),
    ),
    "lambda_function": (_concurrency,),
    "dynamodb_table": (
        _rate("DynamoDB", "partition_wcu", what="writes on one partition key"),
        _rate("DynamoDB", "table_throughput_default", what="units"),
    ),
    "s3_bucket": (_rate("S3", "write_requests_per_prefix", what="writes under one prefix"),),
    "eventbridge_bus": (_rate("EventBridge", "put_events_tps", what="events"),),
    "fargate_service": (_tasks,),
    "auto_scaling_group": (_tasks,),
}


def scaling(subject: Subject, asked: Asked) -> Answer:
    """How each part grows with the load, by its settings."""
    if asked.objects and (asked.components or asked.technologies):
        answer = limits(subject, asked)
        return answer.model_copy(
            update={"details": (*answer.details[:1], *_scaled(subject), *answer.details[1:])}
        )
    ways = _scaled(subject)
    room = next(iter(sorted(_rooms(subject, set()), key=lambda each: each.times)), None)
    ends = f" The first limit: {room.said}." if room else ""
    return Answer(
        lead=f"It grows by itself, each part in its own way.{ends}"
        if ways
        else f"Nothing here has to grow.{ends}",
        details=ways,
    )


def _scaled(subject: Subject) -> tuple[str, ...]:
    by_itself = [c.title for c in subject.architecture.components if c.kind in _BY_ITSELF]
    ways = [said for c in subject.architecture.components if (said := _grows(subject, c))]
    if by_itself:
        ways.append(f"{listed(by_itself, 6)}: grow with each call, nothing to set")
    return tuple(ways)


_BY_ITSELF = (
    "lambda_function", "http_api", "rest_api", "websocket_api", "dynamodb_table", "s3_bucket", "sqs_queue",
    "sns_topic", "cloudfront_distribution", "eventbridge_bus", "firehose_stream", "step_functions_workflow",
)  # fmt: skip


def _grows(subject: Subject, component: Component) -> str:
    get = partial(subject.setting, component.id)
    match component.kind:
        case "fargate_service":
            return (
                f"{component.title}: {get('minimum_tasks')} to {get('maximum_tasks')} tasks, one more when the "
                f"processor is over {get('cpu_target_percent')} % busy"
            )
        case "auto_scaling_group":
            return (
                f"{component.title}: {get('minimum_instances')} to {get('maximum_instances')} instances, one more "
                f"when the processor is over {get('cpu_target_percent')} % busy"
            )
        case "aurora_cluster" if get("capacity") == "serverless":
            return f"{component.title}: {get('minimum_acu')} to {get('maximum_acu')} capacity units"
        case "rds_instance":
            return (
                f"{component.title}: does not grow by itself but for storage, {get('storage_gb')} to "
                f"{get('maximum_storage_gb')} GB; a larger instance is a change with a short pause"
            )
        case "kinesis_stream" if get("capacity_mode") == "provisioned":
            return f"{component.title}: {get('shards')} shards, fitted by hand"
    return ""


_ARRIVES = re.compile(
    r"\b(?:until|till|before|arrives?|lands?|later|in the (?:lake|bucket|database|table|queue)|delivered|show(?:s|n)? up|visible|notice)\b",
    re.IGNORECASE,
)


def _waiting(subject: Subject, component: Component) -> str:
    """Say how long something stays in a part before it goes on."""
    get = partial(subject.setting, component.id)
    match component.kind:
        case "firehose_stream":
            return (
                f"{component.title} collects for {get('buffer_seconds')} seconds or {get('buffer_mb')} MB, whichever "
                "is first, then writes one file"
            )
        case "sqs_queue" if any(c.verb is Verb.CONSUMES for c in subject.architecture.incoming(component.id)):
            return f"What goes into {component.title} is worked on a moment later, at once while nothing waits before it"
        case "kinesis_stream":
            return f"{component.title} is read within about a second"
    return ""


def latency(subject: Subject, asked: Asked) -> Answer:
    """What can be said about time without measuring: the target, the assumed work, the cold start."""
    wanted = subject.brief.of_kind(RequirementKind.LATENCY)
    verdicts = {r.requirement_id: r for r in subject.evaluation.requirements}
    said = [verdicts[r.id].evidence for r in wanted if r.id in verdicts]
    functions = subject.of_kind("lambda_function")
    assumed = next((a for a in subject.assumptions if a.unit == "ms"), None)
    details = []
    if assumed is not None:
        details.append(f"Assumed for the code: {plain(assumed.value)} ms ({assumed.label})")
    if functions:
        details.append(
            f"{listed([f.title for f in functions], 3)}: the first call after a pause has to start the code (a cold "
            "start); while calls keep coming the started ones are used again, and more memory starts faster"
        )
    if subject.of_kind("cloudfront_distribution"):
        details.append("Pages and files come from the edge location nearest to the visitor")
    if subject.of_kind("fargate_service", "auto_scaling_group"):
        details.append(
            "Containers and servers run all the time: no cold start, only the wait for one more at a peak"
        )
    waits = [w for c in subject.architecture.components if (w := _waiting(subject, c))]
    if waits and _ARRIVES.search(asked.words):
        return Answer(lead=f"{waits[0]}.", details=(*waits[1:], *details))
    details = [*waits, *details]
    target = " ".join(said) if said else "No target is stated; say one, such as 'p95 under 300 ms'."
    return Answer(
        lead=f"A drawing shows no response time: it has to be measured once it runs. {target}",
        details=tuple(details),
    )


def _times(times: Decimal) -> str:
    return f"{times:,.0f} times" if times >= 10 else f"{plain(times)} times"


def plain(value: Decimal) -> str:
    text = f"{value:,.2f}" if value >= Decimal("0.01") or not value else f"{value:.4f}"
    return text.rstrip("0").rstrip(".")
