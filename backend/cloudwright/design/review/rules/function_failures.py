"""Failed asynchronous runs are lost."""

from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.graph import Resource, references
from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_NOT_WAITING = frozenset({"events.amazonaws.com", "s3.amazonaws.com", "sns.amazonaws.com"})


def _findings(subject: Subject) -> Iterator[Hit]:
    kept = {key for key in map(_kept, subject.resources("AWS::Lambda::EventInvokeConfig")) if key}
    calling = _callers(subject)
    for function in subject.resources("AWS::Lambda::Function"):
        callers = sorted(calling.get(function.key, ()))
        if callers and function.key not in kept and at(function, "DeadLetterConfig.TargetArn") is None:
            yield broken(
                subject,
                function,
                message="An event that {title} cannot deal with is dropped after three tries.",
                evidence=f"run without waiting by {', '.join(callers)}, and no failure destination",
            )


def _kept(settings: Resource) -> ResourceKey | None:
    function = at(settings, "FunctionName")
    destination = at(settings, "DestinationConfig.OnFailure.Destination")
    return function.resource if isinstance(function, Ref) and destination is not None else None


def _callers(subject: Subject) -> Mapping[ResourceKey, set[str]]:
    """Return, by function, the services that hand it events without waiting for an answer."""
    found: dict[ResourceKey, set[str]] = {}
    for permission in subject.resources("AWS::Lambda::Permission"):
        principal = str(at(permission, "Principal"))
        for reference in references(permission.properties):
            if principal in _NOT_WAITING and isinstance(reference, Ref):
                found.setdefault(reference.resource, set()).add(principal)
    return found


RULE = Rule(
    id="CW-FN-004",
    title="Failed asynchronous runs are lost",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL05",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    findings=_findings,
)
