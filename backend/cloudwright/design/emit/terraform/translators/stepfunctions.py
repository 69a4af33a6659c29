"""AWS Step Functions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from cloudwright.design.emit.terraform.hcl.printer import expression_lines
from cloudwright.design.emit.terraform.hcl.tree import (
    Attribute,
    Block,
    Call,
    Expression,
    Item,
    Object,
    Token,
)
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.translators.iam import role_argument
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline, Nested

_LINES_TOGETHER = 140  # of steps in one block: what surrounds them fits into the same file
_DESTINATION = {"CloudWatchLogsLogGroup": Inline({"LogGroupArn": "log_destination"})}


def _log_destination(reader: Reader, name: str) -> Iterable[Item]:
    destinations = reader.children(name)
    if len(destinations) != 1:
        raise reader.refusal(name, reason="Terraform logs to exactly one group")
    reader.why(name)
    return [item for item in destinations[0].items(_DESTINATION) if isinstance(item, Attribute)]


def _definition(reader: Reader, name: str) -> Iterable[Item]:
    """Write the states, and the retry that several of them share once."""
    written = reader.expression(name)
    label = f"{reader.label}_retry"
    for shared, count in Counter(_retries(written)).most_common(1):
        if count > 1:
            reader.page.before.append(Block("locals", (), (Attribute(label, shared),)))
            written = _sharing(written, shared, label=label)
    written = _in_parts(reader, written)
    yield Attribute("definition", Call("jsonencode", (written,)), reader.reasons(name))


def _in_parts(reader: Reader, definition: Expression) -> Expression:
    """Return the definition with its steps in locals, where they would fill a file by themselves."""
    parts: list[list[tuple[str, Expression]]] = [[]]
    for step in _entries(_entries(definition).get("States")).items():
        if parts[-1] and len(expression_lines(Object((*parts[-1], step)))) > _LINES_TOGETHER:
            parts.append([])
        parts[-1].append(step)
    if len(parts) == 1:
        return definition
    for number, steps in enumerate(parts, start=1):
        states = Attribute(f"{reader.label}_steps_{number}", Object(tuple(steps)))
        why = f"Steps of {reader.resource.key.element_id}, part {number} of {len(parts)}."
        reader.page.before.append(Block("locals", (), (states,), why))
    names = (Token(f"local.{reader.label}_steps_{number}") for number in range(1, len(parts) + 1))
    return Object(tuple({**_entries(definition), "States": Call("merge", tuple(names))}.items()))


def _retries(definition: Expression) -> Iterator[Expression]:
    for state in _entries(_entries(definition).get("States")).values():
        if "Retry" in (found := _entries(state)):
            yield found["Retry"]


def _sharing(definition: Expression, retry: Expression, *, label: str) -> Object:
    states = {
        name: Object(
            tuple((k, Token(f"local.{label}") if v == retry else v) for k, v in _entries(state).items())
        )
        for name, state in _entries(_entries(definition).get("States")).items()
    }
    return Object(tuple({**_entries(definition), "States": Object(tuple(states.items()))}.items()))


def _entries(expression: Expression | None) -> Mapping[str, Expression]:
    return dict(expression.entries) if isinstance(expression, Object) else {}


STATE_MACHINE = Translator(
    type="AWS::StepFunctions::StateMachine",
    resource="aws_sfn_state_machine",
    arguments={
        "StateMachineName": "name",
        "StateMachineType": "type",
        "RoleArn": role_argument("role_arn"),
        "Definition": Custom(_definition),
        "LoggingConfiguration": Nested(
            "logging_configuration",
            {
                "Level": "level",
                "IncludeExecutionData": "include_execution_data",
                "Destinations": Custom(_log_destination, _DESTINATION),
            },
        ),
        "TracingConfiguration": Nested("tracing_configuration", {"Enabled": "enabled"}),
        "EncryptionConfiguration": Nested(
            "encryption_configuration",
            {
                "Type": "type",
                "KmsKeyId": "kms_key_id",
                "KmsDataKeyReusePeriodSeconds": "kms_data_key_reuse_period_seconds",
            },
        ),
        "Tags": TAGS,
    },
    references={"": "arn", "Arn": "arn", "Name": "name"},
    named="name",
)

TRANSLATORS = (STATE_MACHINE,)
