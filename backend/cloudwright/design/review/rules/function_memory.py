"""Caller waits for a function with the least memory."""

from collections.abc import Iterator

from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.apis import WAITING
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    least = subject.facts.limit_number("Lambda", "memory_min")
    whole = subject.facts.limit_number("Lambda", "memory_per_vcpu")
    for function in subject.resources("AWS::Lambda::Function"):
        memory = at(function, "MemorySize")
        element_id = function.key.element_id
        if not isinstance(memory, int) or memory > least or not _waited_for(subject, element_id):
            continue
        yield Hit(
            element_id=element_id,
            message=f"{subject.title(element_id)} has little memory, and with it little processor.",
            evidence=f"MemorySize is {memory} MB, {memory / whole:.0%} of one processor ({whole} MB)",
            fix=set_properties(subject, element_id, memory_mb=256),
            fix_label="Double the memory",
        )


def _waited_for(subject: Subject, element_id: str) -> bool:
    return any(
        c.verb is Verb.INVOKES and subject.architecture.component(c.source).kind in WAITING
        for c in subject.architecture.incoming(element_id)
    )


RULE = Rule(
    id="CW-FN-012",
    title="Caller waits for a function with the least memory",
    severity=Severity.LOW,
    pillar=Pillar.PERFORMANCE,
    question="PERF02",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
    findings=_findings,
)
