"""How queues, their consumers and their dead-letter queues refer to each other."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Resource, references
from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.review.subject import Subject, at


def consumers(subject: Subject) -> Iterator[tuple[Resource, Resource, Resource]]:
    """Yield (queue, event source mapping, function) for every queue that a function consumes."""
    resources = subject.blueprint.by_key
    for mapping in subject.resources("AWS::Lambda::EventSourceMapping"):
        queue = resources.get(_target(at(mapping, "EventSourceArn")))
        function = resources.get(_target(at(mapping, "FunctionName")))
        if queue is not None and function is not None and queue.type == "AWS::SQS::Queue":
            yield queue, mapping, function


def dead_letter_queues(subject: Subject) -> frozenset[ResourceKey]:
    """Return the queues that receive what others could not deliver."""
    targets = [
        at(resource, path)
        for resource in subject.blueprint.resources
        for path in _PLACES.get(resource.type, ())
    ]
    targets += [
        at_target for rule in subject.resources("AWS::Events::Rule") for at_target in _of_targets(rule)
    ]
    return frozenset(key for key in map(_target, targets) if key.part)


_PLACES = {
    "AWS::SQS::Queue": ("RedrivePolicy.deadLetterTargetArn",),
    "AWS::SNS::Subscription": ("RedrivePolicy.deadLetterTargetArn",),
    "AWS::Lambda::EventInvokeConfig": ("DestinationConfig.OnFailure.Destination",),
    "AWS::Lambda::Function": ("DeadLetterConfig.TargetArn",),
}


def _of_targets(rule: Resource) -> Iterator[object]:
    return (
        reference
        for target in references(at(rule, "Targets") or ())
        for reference in (target,)
        if isinstance(target, Ref) and target.resource.part.endswith(("dlq", "failures"))
    )


def _target(value: object) -> ResourceKey:
    return value.resource if isinstance(value, Ref) else ResourceKey("", "")
