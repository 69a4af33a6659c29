"""Whether one job of so many minutes, or one item of so many KB, fits what runs or carries it."""

from decimal import Decimal

from cloudwright.agents.answers.alternatives import priced_with
from cloudwright.agents.answers.answer import Answer
from cloudwright.agents.answers.limits import CARRIES, SECONDS_A_MINUTE, limits, plain
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.intake.asking.things import kinds_called
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.verbs import Verb


def feasible(subject: Subject, asked: Asked) -> Answer:
    """Whether one job of so many minutes, or one item of so many KB, fits what runs or carries it."""
    if asked.minutes is not None:
        return _long_job(subject, asked, asked.minutes)
    if asked.kilobytes is not None:
        return _large_item(subject, asked, asked.kilobytes)
    return limits(subject, asked)


def _long_job(subject: Subject, asked: Asked, minutes: Decimal) -> Answer:
    most = subject.facts.limit_number("Lambda", "function_timeout_max") / SECONDS_A_MINUTE
    spoken = {kind for t in asked.technologies for kind in kinds_called(t)} | {
        c.kind for c in subject.named(asked)
    }
    functions = subject.of_kind("lambda_function")
    if spoken and "lambda_function" not in spoken and not functions:
        return Answer(lead=f"Yes: nothing that runs here ends a job of {plain(minutes)} minutes.")
    if minutes <= most:
        slow = [f for f in functions if _short(subject, f, minutes)]
        order = tuple(f"set the timeout of {f.title} to {_seconds(minutes)} seconds" for f in slow[:1])
        waiting = _waits(subject, minutes)
        return Answer(
            lead=f"Yes: a Lambda function may run **{plain(most)} minutes**, and this takes {plain(minutes)}.",
            details=(
                *(
                    f"{f.title} is set to {subject.setting(f.id, 'timeout_seconds')} s, which is too short"
                    for f in slow[:2]
                ),
                *waiting,
            ),
            orders=order,
        )
    alternative = priced_with(subject, ("fargate_service",))
    shape = (
        f"Containers hold it: {alternative.name} is the nearest whole design that I can price, "
        f"{alternative.total} a month instead of {subject.total}"
        if alternative
        else "Containers on Fargate have no such limit"
    )
    return Answer(
        lead=(
            f"No: a Lambda function ends after **{plain(most)} minutes** ({most * SECONDS_A_MINUTE:,.0f} seconds), "
            f"and {plain(minutes)} minutes are more. That is a hard limit; no setting raises it."
        ),
        details=(
            "Cut the work into steps below that, each a function of its own, and let Step Functions run them one after another",
            shape,
        ),
    )


def _short(subject: Subject, component: Component, minutes: Decimal) -> bool:
    timeout = subject.setting(component.id, "timeout_seconds")
    return isinstance(timeout, int) and timeout < minutes * SECONDS_A_MINUTE


def _seconds(minutes: Decimal) -> int:
    return int((minutes * SECONDS_A_MINUTE).to_integral_value())


def _waits(subject: Subject, minutes: Decimal) -> tuple[str, ...]:
    """Say that a caller behind an API does not wait that long."""
    limit = subject.facts.limits.get(("API Gateway HTTP", "integration_timeout_max"))
    called = [
        c
        for c in subject.architecture.connections
        if c.verb is Verb.INVOKES
        and subject.architecture.component(c.source).kind in ("http_api", "rest_api")
    ]
    if not called or limit is None or limit.number is None or minutes * SECONDS_A_MINUTE <= limit.number:
        return ()
    return (
        f"Behind {subject.title(called[0].source)} a caller waits {limit.number:,.0f} {limit.unit} at most: take the job in, answer, work later",
    )


_KILOBYTES = {"bytes": Decimal(1) / 1000, "kb": Decimal(1), "kib": Decimal("1.024"), "mb": Decimal(1000), "mib": Decimal("1048.576"),
              "gb": Decimal(1_000_000), "gib": Decimal("1073741.824")}  # fmt: skip


def _large_item(subject: Subject, asked: Asked, kilobytes: Decimal) -> Answer:
    spoken = {kind for t in asked.technologies for kind in kinds_called(t)} | {
        c.kind for c in subject.named(asked)
    }
    wanted = [k for k in CARRIES if k in spoken] or [k for k in CARRIES if subject.of_kind(k)]
    judged = [each for kind in wanted if (each := _carried(subject, kind, kilobytes)) is not None]
    if not judged:
        return limits(subject, asked)
    tight = [said for fits, said in judged if not fits]
    if tight:
        return Answer(
            lead=f"No: {tight[0]}.",
            details=(*tight[1:3], "Put the content into a bucket, and pass only its name along"),
        )
    return Answer(lead=f"Yes: {judged[0][1]}.", details=tuple(said for _, said in judged[1:4]))


def _carried(subject: Subject, kind: str, kilobytes: Decimal) -> tuple[bool, str] | None:
    service, limit_id, what = CARRIES[kind]
    limit = subject.facts.limits.get((service, limit_id))
    factor = _KILOBYTES.get(limit.unit.lower()) if limit is not None else None
    if limit is None or limit.number is None or factor is None:
        return None
    most = limit.number * factor
    fits = kilobytes <= most
    verb = "carries" if fits else "carries only"
    return (
        fits,
        f"{service} {verb} {plain(limit.number)} {limit.unit} in {what}, and this is {plain(kilobytes)} KB",
    )
