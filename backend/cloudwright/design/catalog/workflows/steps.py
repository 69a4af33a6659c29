"""The steps of a workflow, read from its connections: those that go on, and those that undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.workflows.properties import StepSettings
from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.verbs import Verb


@dataclass(frozen=True, slots=True)
class Step:
    """One run of a function by a workflow."""

    function_id: str
    settings: StepSettings


@dataclass(frozen=True, slots=True)
class Steps:
    """`forward` in the order in which they run; `undoing` by the function whose step is undone."""

    forward: Sequence[Step]
    undoing: Mapping[str, Step]


def steps_of(architecture: Architecture, workflow_id: str) -> Steps:
    """Return the steps of the workflow; raises EditRejected when a connection's properties do not fit."""
    every = [
        Step(c.target, parsed(c, StepSettings))
        for c in architecture.outgoing(workflow_id)
        if c.verb is Verb.INVOKES
    ]
    forward = [step for step in every if step.settings.compensates is None]
    return Steps(
        forward=sorted(forward, key=lambda step: (step.settings.order, step.function_id)),
        undoing={step.settings.compensates: step for step in every if step.settings.compensates is not None},
    )


def check_compensation(architecture: Architecture, connection: Connection) -> None:
    """Raise EditRejected unless a step that undoes names one step that goes on, and is alone in that."""
    undone = parsed(connection, StepSettings).compensates
    if undone is None:
        return
    steps = steps_of(architecture, connection.source)
    known = [step.function_id for step in steps.forward]
    if undone not in known:
        _refuse(
            connection,
            allowed=known,
            hint=f"'{connection.source}' has no step that runs '{undone}': name one",
        )
    if steps.undoing[undone].function_id != connection.target:
        _refuse(
            connection,
            allowed=[function_id for function_id in known if function_id not in steps.undoing],
            hint=f"'{steps.undoing[undone].function_id}' undoes '{undone}' already",
        )


def _refuse(connection: Connection, *, allowed: Sequence[str], hint: str) -> None:
    problem = Problem(
        path=f"connections.{connection.id}.properties.compensates",
        rule="compensates-a-step",
        got=str(connection.properties.get("compensates")),
        allowed=[*allowed],
        hint=hint,
    )
    raise EditRejected("A step of the workflow undoes nothing that it does", problems=[problem])
