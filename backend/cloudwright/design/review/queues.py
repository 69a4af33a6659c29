"""How queues, their consumers and their dead-letter queues refer to each other."""

from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.review.subject import Subject, at, items


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
    found: set[ResourceKey] = set()
    for resource in subject.blueprint.resources:
        found.update(_target(at(resource, path)) for path in _PLACES.get(resource.type, ()))
    for rule in subject.resources("AWS::Events::Rule"):
        found.update(_target(_dead_letters(target)) for target in items(at(rule, "Targets")))
    return frozenset(found - {_NOWHERE})


_PLACES = {
    "AWS::SQS::Queue": ("RedrivePolicy.deadLetterTargetArn",),
    "AWS::SNS::Subscription": ("RedrivePolicy.deadLetterTargetArn",),
    "AWS::Lambda::EventSourceMapping": ("DestinationConfig.OnFailure.Destination",),
    "AWS::Scheduler::Schedule": ("Target.DeadLetterConfig.Arn",),
    "AWS::Lambda::EventInvokeConfig": ("DestinationConfig.OnFailure.Destination",),
    "AWS::Lambda::Function": ("DeadLetterConfig.TargetArn",),
}
_NOWHERE = ResourceKey("", "")


def _dead_letters(target: Value) -> Value | None:
    config = target.get("DeadLetterConfig") if isinstance(target, Mapping) else None
    return config.get("Arn") if isinstance(config, Mapping) else None


def _target(value: Value | None) -> ResourceKey:
    return value.resource if isinstance(value, Ref) else _NOWHERE
