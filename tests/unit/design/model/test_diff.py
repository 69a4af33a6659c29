"""The difference of two designs: empty exactly when they are equal, and named by element and field."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as examples

from builders.computed import a_component, a_connection, a_golden
from builders.designs import designs
from builders.edits import applied
from cloudwright.design.model.architecture import Architecture, Boundary, Decision, Standards, Waiver
from cloudwright.design.model.diff import diff
from cloudwright.design.model.edits import (
    AddBoundary,
    AddComponent,
    AddWaiver,
    Connect,
    Edit,
    RecordDecision,
    RemoveComponent,
    Rename,
    SetAssumption,
    SetRegion,
    SetStandards,
    UpdateComponent,
)

WEB = a_golden("web-app").architecture
FEW = examples(max_examples=30)
WAIVER = Waiver(rule_id="a-rule", element_id="api", reason="A test.", owner="Me", expires=date(2027, 1, 1))
EVERY_CHANGE: tuple[Edit, ...] = (
    AddComponent(component=a_component("more", "sqs_queue")),
    RemoveComponent(id="site"),
    UpdateComponent(id="api-handler", properties={"memory_mb": 4096}),
    UpdateComponent(id="api", title="Other API"),
    UpdateComponent(id="api", purpose="Something else."),
    Connect(connection=a_connection("api-handler reads items", "7")),
    AddBoundary(boundary=Boundary(id="region", type="region", title="Region")),
    RecordDecision(decision=Decision(id="why", title="Why", choice="Because.")),
    AddWaiver(waiver=WAIVER),
    SetRegion(region="ap-northeast-1"),
    SetStandards(standards=Standards(name_prefix="acme")),
    SetAssumption.model_validate({"id": "requests_per_month", "value": 7}),
    Rename(title="Another"),
)


@FEW
@given(designs(), designs())
def test_a_difference_is_empty_exactly_when_the_designs_are_equal(
    one: Architecture, other: Architecture
) -> None:
    assert diff(one, one).empty
    assert diff(one, one.canonical()).empty
    assert diff(one, other).empty == (one.content_hash() == other.content_hash())


@pytest.mark.parametrize("edit", EVERY_CHANGE, ids=lambda edit: edit.op)
def test_every_kind_of_edit_shows_in_the_difference(edit: Edit) -> None:
    assert not diff(WEB, applied(WEB, edit)).empty


@FEW
@given(designs(), designs())
def test_a_difference_backwards_swaps_what_came_and_what_went(one: Architecture, other: Architecture) -> None:
    forth, back = diff(one, other), diff(other, one)

    assert (forth.added, forth.connections_added) == (back.removed, back.connections_removed)
    assert [c.id for c in forth.changed] == [c.id for c in back.changed]


def test_a_changed_property_is_named_with_both_values() -> None:
    changed = applied(WEB, UpdateComponent(id="api-handler", properties={"memory_mb": 4096}))

    (component,) = diff(WEB, changed).changed
    (field,) = component.changes
    assert (component.id, field.field, field.before, field.after) == (
        "api-handler",
        "properties.memory_mb",
        None,
        4096,
    )


def test_one_and_true_are_different_properties() -> None:
    one, true = (
        WEB.model_copy(update={"components": (a_component("x", "sqs_queue", flag=value),), "connections": ()})
        for value in (1, True)
    )

    assert one.content_hash() != true.content_hash()
    assert not diff(one, true).empty


def test_a_recorded_decision_is_named_by_its_id() -> None:
    decided = applied(WEB, RecordDecision(decision=Decision(id="why", title="Why", choice="Because.")))

    assert [s.field for s in diff(WEB, decided).settings] == ["decisions.why"]
