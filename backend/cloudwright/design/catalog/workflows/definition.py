"""The definition of a workflow in Amazon States Language, as a structure (https://states-language.net/spec.html).

Each step's answer is kept beside the input, under the name of its function, so that later steps and those
that undo see all that happened. A step that fails is undone too: after a timeout nobody knows how far it
came.
"""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import pascal_case
from cloudwright.design.blueprint.values import Join, Pseudo, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.functions.properties import DEFAULT_TIMEOUT_SECONDS
from cloudwright.design.catalog.workflows.steps import Step, Steps

# Names with a space cannot be those of a step.
FAILED = "Workflow failed"
NOT_UNDONE = "Compensation failed"
_NOTHING = "Nothing to do"
_INVOKE = Join(("arn:", Pseudo.PARTITION, ":states:::lambda:invoke"))
_ANSWER_SECONDS = 5  # beyond the function's own timeout, so that its error arrives and not the task's
# What passes by itself: https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
_PASSING = (
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
)


def definition(
    steps: Steps, *, comment: str, timeout_seconds: int, timeouts: Mapping[str, int]
) -> Mapping[str, Value]:
    """Return the state machine; `timeouts` are those of the functions in seconds, by id."""
    if not steps.forward:
        states: dict[str, Value] = {_NOTHING: {"Type": "Succeed"}}
        first = _NOTHING
    else:
        first = _name(steps.forward[0])
        states = {**_going_on(steps, timeouts), **_undoing(steps, timeouts), **_ends(steps)}
    return {"Comment": comment, "StartAt": first, "TimeoutSeconds": timeout_seconds, "States": states}


def _going_on(steps: Steps, timeouts: Mapping[str, int]) -> Mapping[str, Value]:
    states: dict[str, Value] = {}
    for position, step in enumerate(steps.forward):
        later = steps.forward[position + 1 :]
        after: Mapping[str, Value] = {"Next": _name(later[0])} if later else {"End": True}
        failure = _first_undo(steps, steps.forward[: position + 1])
        states[_name(step)] = {**_task(step, timeouts, failure=failure), **after}
    return states


def _undoing(steps: Steps, timeouts: Mapping[str, int]) -> Mapping[str, Value]:
    states: dict[str, Value] = {}
    for position, step in reversed([*enumerate(steps.forward)]):
        undo = steps.undoing.get(step.function_id)
        if undo is not None:
            after = _first_undo(steps, steps.forward[:position])
            states[_name(undo)] = {**_task(undo, timeouts, failure=NOT_UNDONE), "Next": after}
    return states


def _first_undo(steps: Steps, done: Sequence[Step]) -> str:
    """Return the state that undoes the last of these steps that can be undone, else the failure."""
    undone = (steps.undoing.get(step.function_id) for step in reversed(done))
    return next((_name(step) for step in undone if step is not None), FAILED)


def _task(step: Step, timeouts: Mapping[str, int], *, failure: str) -> Mapping[str, Value]:
    settings = step.settings
    task: dict[str, Value] = {
        "Type": "Task",
        "Resource": _INVOKE,
        "Parameters": {
            "FunctionName": references.arn_of(references.function(step.function_id)),
            "Payload.$": "$",
        },
        "ResultSelector": {"answer.$": "$.Payload"},
        "ResultPath": f"$.{step.function_id.replace('-', '_')}",
        "TimeoutSeconds": timeouts.get(step.function_id, DEFAULT_TIMEOUT_SECONDS) + _ANSWER_SECONDS,
    }
    if settings.retries:
        retry: Value = {
            "ErrorEquals": list(_PASSING),
            "IntervalSeconds": settings.first_retry_seconds,
            "MaxAttempts": settings.retries,
            "BackoffRate": settings.backoff_rate,
            "JitterStrategy": "FULL",
        }
        task["Retry"] = [retry]
    task["Catch"] = [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": failure}]
    return task


def _ends(steps: Steps) -> Mapping[str, Value]:
    ends: dict[str, Value] = {
        FAILED: {"Type": "Fail", "ErrorPath": "$.failure.Error", "CausePath": "$.failure.Cause"}
    }
    if any(step.function_id in steps.undoing for step in steps.forward):
        ends[NOT_UNDONE] = {
            "Type": "Fail",
            "Error": "CompensationFailed",
            "CausePath": "$.failure.Cause",
        }
    return ends


def _name(step: Step) -> str:
    return pascal_case(step.function_id)
