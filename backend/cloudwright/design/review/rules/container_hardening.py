"""Container that may do more than its work needs."""

from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Value
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_ROOT = frozenset({"", "0", "root"})


def _findings(subject: Subject) -> Iterator[Hit]:
    for task in subject.resources("AWS::ECS::TaskDefinition"):
        found = [problem for container in _containers(task) for problem in _problems(container)]
        if found:
            yield broken(
                subject,
                task,
                message="Who breaks into a container of {title} can do more than its work needs.",
                evidence="; ".join(found),
            )


def _containers(task: Resource) -> list[Mapping[str, Value]]:
    listed = at(task, "ContainerDefinitions")
    found = listed if isinstance(listed, list | tuple) else ()
    return [container for container in found if isinstance(container, Mapping)]


def _problems(container: Mapping[str, Value]) -> Iterator[str]:
    if container.get("Privileged") is True:
        yield "Privileged is true"
    if container.get("ReadonlyRootFilesystem") is not True:
        yield "ReadonlyRootFilesystem is not true"
    if str(container.get("User", "")).partition(":")[0] in _ROOT:
        yield "User is root"


RULE = Rule(
    id="CW-ECS-001",
    title="Container that may do more than its work needs",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC06",
    controls=("ECS.4", "ECS.5"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5",
    findings=_findings,
)
