"""Workflow may be stopped before its steps are done."""

from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for machine in subject.resources("AWS::StepFunctions::StateMachine"):
        longest = at(machine, "Definition.TimeoutSeconds")
        states = _named(at(machine, "Definition.States"))
        needed = sum(_seconds(subject, state) for state in states.values())
        if isinstance(longest, int) and needed > longest:
            yield broken(
                subject,
                machine,
                message="A run of {title} may be stopped in the middle, and then nothing is undone.",
                evidence=f"TimeoutSeconds is {longest}, its functions together may take {needed} s",
                fix={"timeout_seconds": needed},
                fix_label=f"Give it {needed} s",
            )


def _seconds(subject: Subject, state: Value) -> int:
    """Return the timeout of the function that a state runs; 0 for a state that runs none."""
    named = _named(_named(state).get("Parameters")).get("FunctionName")
    function = subject.blueprint.by_key.get(named.resource) if isinstance(named, Ref) else None
    timeout = at(function, "Timeout") if function is not None else None
    return timeout if isinstance(timeout, int) else 0


def _named(value: Value | None) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}


RULE = Rule(
    id="CW-SFN-003",
    title="Workflow may be stopped before its steps are done",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL05",
    controls=(),
    source="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html",
    findings=_findings,
)
