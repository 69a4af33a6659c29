"""Typed edits to an architecture: the only way a design changes."""

from typing import Annotated, Literal

from pydantic import Field

from cloudwright.design.model.architecture import (
    AssumptionId,
    Boundary,
    Component,
    Connection,
    Decision,
    Region,
    Standards,
    Waiver,
)
from cloudwright.design.model.frozen import ElementId, Frozen, Number, PropertyValues, Sentence, Title
from cloudwright.design.model.verbs import Verb


class AddComponent(Frozen):
    op: Literal["add_component"] = "add_component"
    component: Component


class UpdateComponent(Frozen):
    """Merge `properties` into the component's (null removes one); title and purpose when given."""

    op: Literal["update_component"] = "update_component"
    id: ElementId
    properties: PropertyValues = Field(default_factory=dict)
    title: Title | None = None
    purpose: Sentence | None = None


class RemoveComponent(Frozen):
    """Remove the component and every connection that touches it."""

    op: Literal["remove_component"] = "remove_component"
    id: ElementId


class Connect(Frozen):
    """Add the connection, or replace the one with the same source, verb and target."""

    op: Literal["connect"] = "connect"
    connection: Connection


class Disconnect(Frozen):
    op: Literal["disconnect"] = "disconnect"
    source: ElementId
    verb: Verb
    target: ElementId


class PlaceComponent(Frozen):
    op: Literal["place_component"] = "place_component"
    id: ElementId
    boundary: ElementId | None


class AddBoundary(Frozen):
    op: Literal["add_boundary"] = "add_boundary"
    boundary: Boundary


class RemoveBoundary(Frozen):
    """Remove the boundary; what it contained moves to its parent."""

    op: Literal["remove_boundary"] = "remove_boundary"
    id: ElementId


class RecordDecision(Frozen):
    """Add the decision, or replace the one with the same id."""

    op: Literal["record_decision"] = "record_decision"
    decision: Decision


class AddWaiver(Frozen):
    op: Literal["add_waiver"] = "add_waiver"
    waiver: Waiver


class RemoveWaiver(Frozen):
    op: Literal["remove_waiver"] = "remove_waiver"
    rule_id: str
    element_id: ElementId


class SetRegion(Frozen):
    op: Literal["set_region"] = "set_region"
    region: Region


class SetStandards(Frozen):
    """Put the design under these standards, in place of those it had."""

    op: Literal["set_standards"] = "set_standards"
    standards: Standards


class SetAssumption(Frozen):
    """Override an assumption of the brief for this design; None takes the brief's value again."""

    op: Literal["set_assumption"] = "set_assumption"
    id: AssumptionId
    value: Annotated[Number, Field(ge=0)] | None


class Rename(Frozen):
    op: Literal["rename"] = "rename"
    title: Title


Edit = Annotated[
    AddComponent
    | UpdateComponent
    | RemoveComponent
    | Connect
    | Disconnect
    | PlaceComponent
    | AddBoundary
    | RemoveBoundary
    | RecordDecision
    | AddWaiver
    | RemoveWaiver
    | SetRegion
    | SetStandards
    | SetAssumption
    | Rename,
    Field(discriminator="op"),
]
