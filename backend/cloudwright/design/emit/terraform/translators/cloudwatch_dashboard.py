"""Amazon CloudWatch dashboards."""

import json
import re
from collections.abc import Iterable, Sequence

from pydantic import JsonValue

from cloudwright.design.blueprint.values import Join, Pseudo, Scalar, Value
from cloudwright.design.emit.terraform.arns import flat
from cloudwright.design.emit.terraform.hcl.printer import expression_lines
from cloudwright.design.emit.terraform.hcl.tree import (
    Attribute,
    Call,
    Expression,
    Item,
    Object,
    Token,
    Tuple,
)
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import Custom

_MARK = re.compile("\u27e6([0-9]+)\u27e7")  # stands for a reference while the JSON is read


def _body(reader: Reader, name: str) -> Iterable[Item]:
    """Write the JSON as an object with a line for each widget."""
    value = reader.values[name]
    if not isinstance(value, Join):
        raise reader.refusal(name, reason="it is not a JSON text put together")
    references: list[Scalar] = []
    written = "".join(_marked(part, references) for part in flat(value))
    document: JsonValue = json.loads(written)
    if not isinstance(document, dict) or set(document) != {"widgets"}:
        raise reader.refusal(name, reason="only the widgets of a dashboard are known")
    widgets = document["widgets"]
    lines = [
        Token(_one_line(reader.scope.expression(_restored(widget, references))))
        for widget in (widgets if isinstance(widgets, list) else [])
    ]
    encoded = Call("jsonencode", (Object((("widgets", _one_each(lines)),)),))
    yield Attribute("dashboard_body", encoded, reader.why(name))


def _marked(part: Scalar, references: list[Scalar]) -> str:
    if isinstance(part, str) and not isinstance(part, Pseudo):
        return part
    references.append(part)
    return f"\u27e6{len(references) - 1}\u27e7"


def _restored(value: JsonValue, references: Sequence[Scalar]) -> Value:
    match value:
        case str():
            pieces = _MARK.split(value)
            if len(pieces) == 1:
                return value
            parts = [references[int(p)] if i % 2 else p for i, p in enumerate(pieces)]
            return Join(tuple(part for part in parts if part != ""))
        case list():
            return [_restored(item, references) for item in value]
        case dict():
            return {key: _restored(item, references) for key, item in value.items()}
        case None:
            raise ValueError("a dashboard holds no null")
        case _:
            return value


def _one_each(lines: Sequence[Token]) -> Expression:
    """Return a list that is never written on one line, unless it is empty."""
    if not lines:
        return Tuple(())
    return Token("\n".join(["[", *(f"  {line.text}," for line in lines), "]"]))


def _one_line(value: Expression) -> str:
    match value:
        case Object(entries=entries):
            inner = ", ".join(f"{key} = {_one_line(item)}" for key, item in entries)
            return f"{{ {inner} }}"
        case Tuple(items=items):
            return f"[{', '.join(_one_line(item) for item in items)}]"
        case _:
            return expression_lines(value)[0]


DASHBOARD = Translator(
    type="AWS::CloudWatch::Dashboard",
    resource="aws_cloudwatch_dashboard",
    arguments={"DashboardName": "dashboard_name", "DashboardBody": Custom(_body)},
    references={"": "dashboard_name"},
    named="dashboard_name",
)

TRANSLATORS = (DASHBOARD,)
