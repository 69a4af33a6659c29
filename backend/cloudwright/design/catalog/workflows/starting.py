"""What a role needs to start a workflow."""

from cloudwright.design.blueprint.values import Ref, Statement
from cloudwright.design.catalog import references
from cloudwright.design.catalog.naming import statement_id


def start_statement(workflow_id: str, *, action: str = "states:StartExecution") -> Statement:
    """Return the statement that allows one way of starting this workflow only."""
    return Statement(
        sid=statement_id("start", workflow_id),
        actions=(action,),
        resources=(Ref(references.workflow(workflow_id)),),
    )
