"""Rules about schedules, workflows, streams and their delivery."""

from builders.computed import a_component as component
from builders.computed import a_resource as resource
from builders.computed import a_subject as subject
from builders.computed import an_architecture as architecture
from builders.rule_case import Case, Properties, differ
from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.review.subject import Subject

_MACHINE = "AWS::StepFunctions::StateMachine"
_DELIVERY = "AWS::KinesisFirehose::DeliveryStream"
_STREAM = resource("AWS::Kinesis::Stream", element="clicks", part="stream")
_QUEUE: Properties = {"DestinationConfig": {"OnFailure": {"Destination": "arn:queue"}}}


def _reading(mapping: Properties | None = None) -> Subject:
    source = resource(
        "AWS::Lambda::EventSourceMapping",
        {"EventSourceArn": Ref(_STREAM.key, "Arn"), **(mapping or {})},
        element="counter",
        part="source-clicks",
    )
    return subject(_STREAM, source)


def _workflow(*, longest_seconds: int) -> Subject:
    """Two functions of 60 s each, one after the other."""
    functions = [
        resource("AWS::Lambda::Function", {"Timeout": 60}, element=element, part="function")
        for element in ("reserve", "charge")
    ]
    states: dict[str, Value] = {
        f.key.element_id: {"Type": "Task", "Parameters": {"FunctionName": Ref(f.key, "Arn")}}
        for f in functions
    }
    states["Failed"] = {"Type": "Fail"}
    definition: Properties = {"TimeoutSeconds": longest_seconds, "States": states}
    drawn = architecture(component("thing", "step_functions_workflow"))
    machine = resource(_MACHINE, {"Definition": definition}, part="machine")
    return subject(machine, *functions, architecture=drawn)


EVENT_CASES = (
    differ(
        "CW-EVT-003",
        "AWS::Scheduler::Schedule",
        {"Target": {"Arn": "arn:function"}},
        {"Target": {"Arn": "arn:function", "DeadLetterConfig": {"Arn": "arn:queue"}}},
    ),
    differ(
        "CW-KIN-001",
        "AWS::Kinesis::Stream",
        {},
        {"StreamEncryption": {"EncryptionType": "KMS", "KeyId": "k"}},
    ),
    Case("CW-KIN-003", _reading(), _reading(_QUEUE)),
    differ(
        "CW-FH-001",
        _DELIVERY,
        {"DeliveryStreamType": "DirectPut"},
        {"DeliveryStreamEncryptionConfigurationInput": {"KeyType": "AWS_OWNED_CMK"}},
    ),
    differ(
        "CW-SFN-001",
        _MACHINE,
        {"LoggingConfiguration": {"Level": "OFF"}},
        {"LoggingConfiguration": {"Level": "ERROR"}},
    ),
    differ("CW-SFN-002", _MACHINE, {}, {"TracingConfiguration": {"Enabled": True}}),
    Case("CW-SFN-003", _workflow(longest_seconds=119), _workflow(longest_seconds=120)),
)
