"""IAM policy documents as `aws_iam_policy_document` data sources."""

from collections.abc import Mapping

from cloudwright.design.blueprint.graph import Stack
from cloudwright.design.blueprint.values import PolicyDocument, Statement, Value
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Expression, Item, Tuple, text
from cloudwright.design.emit.terraform.scope import Scope

DATA_TYPE = "aws_iam_policy_document"


def document_block(scope: Scope, label: str, *, document: PolicyDocument, stack: Stack, why: str) -> Block:
    statements = tuple(_statement(scope, statement, stack) for statement in document.statements)
    return Block("data", (DATA_TYPE, label), statements, why)


def _statement(scope: Scope, statement: Statement, stack: Stack) -> Block:
    items: list[Item] = []
    if statement.sid:
        items.append(Attribute("sid", text(statement.sid)))
    if statement.effect != "Allow":
        items.append(Attribute("effect", text(statement.effect)))
    items.append(Attribute("actions", Tuple(tuple(text(action) for action in statement.actions))))
    if statement.resources:
        resources = tuple(scope.expression(r, stack=stack) for r in statement.resources)
        items.append(Attribute("resources", Tuple(resources)))
    for type_name, identifiers in _principals(statement):
        who = Attribute("identifiers", _listed(scope, identifiers, stack))
        items.append(Block("principals", (), (Attribute("type", text(type_name)), who)))
    for test, variables in statement.conditions.items():
        items += [_condition(scope, test, variable=v, values=x, stack=stack) for v, x in variables.items()]
    return Block("statement", (), tuple(items))


def _principals(statement: Statement) -> list[tuple[str, Value]]:
    if statement.principal is None:
        return []
    if isinstance(statement.principal, str):
        return [(statement.principal, statement.principal)]
    return list(statement.principal.items())


def _condition(scope: Scope, test: str, *, variable: str, values: Value, stack: Stack) -> Block:
    return Block(
        "condition",
        (),
        (
            Attribute("test", text(test)),
            Attribute("variable", text(variable)),
            Attribute("values", _listed(scope, values, stack)),
        ),
    )


def _listed(scope: Scope, value: Value, stack: Stack) -> Expression:
    """Return one value or several as a list; policies hold every value as text."""
    listed = scope.expression(_as_text(value), stack=stack)
    return listed if isinstance(listed, Tuple) else Tuple((listed,))


def _as_text(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, (list, tuple)) and not isinstance(value, Mapping):
        return [_as_text(item) for item in value]
    return value
