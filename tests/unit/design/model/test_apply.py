"""Edits: all of a batch or none, one canonical form, and every refusal with its path and what to do."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pydantic import ValidationError

from builders.computed import a_component, a_connection, a_golden
from builders.designs import designs
from builders.edits import an_empty, applied, edits_that_make, vocabulary
from cloudwright.design.model.apply import MAXIMUM_EDITS, apply
from cloudwright.design.model.architecture import (
    Architecture,
    Boundary,
    Component,
    Connection,
    Decision,
    Waiver,
)
from cloudwright.design.model.diff import diff
from cloudwright.design.model.edits import (
    AddBoundary,
    AddComponent,
    AddWaiver,
    Connect,
    Disconnect,
    Edit,
    PlaceComponent,
    RecordDecision,
    RemoveBoundary,
    RemoveComponent,
    RemoveWaiver,
    Rename,
    SetAssumption,
    SetRegion,
    UpdateComponent,
)
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.verbs import Verb

WEB = a_golden("web-app").architecture
FEW = examples(max_examples=25)
BAD: tuple[Edit, ...] = (
    RemoveComponent(id="nobody"),
    UpdateComponent(id="nobody"),
    PlaceComponent(id="nobody", boundary=None),
    Disconnect(source="no", verb=Verb.READS, target="body"),
    RemoveBoundary(id="nowhere"),
    RemoveWaiver(rule_id="none", element_id="nobody"),
    Connect(connection=Connection(source="nobody", verb=Verb.READS, target="none")),
    AddComponent(component=Component(id="odd", kind="no_such_kind", title="Odd")),
)


def refused(architecture: Architecture, *edits: Edit) -> tuple[Problem, ...]:
    with pytest.raises(EditRejected) as caught:
        applied(architecture, *edits)
    assert caught.value.code == "EDIT_REJECTED"
    assert caught.value.message.startswith("Nothing was changed.")
    return caught.value.problems


@FEW
@given(designs())
def test_the_order_of_edits_does_not_change_the_design(design: Architecture) -> None:
    forward = applied(an_empty(design.name), *edits_that_make(design))
    shuffled = design.model_copy(
        update={
            "components": tuple(reversed(design.components)),
            "connections": tuple(reversed(design.connections)),
        }
    )
    backward = applied(an_empty(design.name), *edits_that_make(shuffled))

    assert forward == backward
    assert forward.content_hash() == backward.content_hash() == shuffled.content_hash()


@FEW
@given(designs())
def test_the_canonical_form_of_a_canonical_form_is_itself(design: Architecture) -> None:
    once = design.canonical()

    assert once.canonical() == once
    assert once.content_hash() == design.content_hash()


@FEW
@given(designs(), st.sampled_from(BAD))
def test_a_batch_with_one_bad_edit_changes_nothing(design: Architecture, bad: Edit) -> None:
    before = design.model_dump_json()

    with pytest.raises(EditRejected):
        applied(design, Rename(title="Other"), bad)

    assert design.model_dump_json() == before


@FEW
@given(designs())
def test_adding_and_removing_a_component_gives_the_design_back(design: Architecture) -> None:
    added = AddComponent(component=a_component("extra", "sqs_queue"))

    assert applied(design, added, RemoveComponent(id="extra")) == design.canonical()


@pytest.mark.parametrize("bad", BAD, ids=lambda edit: edit.op)
def test_every_refusal_names_the_edit_and_says_what_is_wrong(bad: Edit) -> None:
    (problem, *_) = refused(WEB, bad)

    assert problem.hint
    assert problem.path.startswith(("edits[0]", "components.odd"))


def test_an_id_used_twice_is_refused_with_a_hint() -> None:
    (problem,) = refused(WEB, AddComponent(component=a_component("api", "http_api")))

    assert (problem.path, problem.rule, problem.got) == ("edits[0].component.id", "unique_id", "api")


def test_the_path_names_the_edit_that_failed() -> None:
    (problem,) = refused(WEB, Rename(title="Fine"), RemoveComponent(id="nobody"))

    assert problem.path == "edits[1].id"
    assert "api" in str(problem.allowed)


def test_an_unknown_kind_is_refused_with_the_nearest_known_one() -> None:
    (problem,) = refused(WEB, AddComponent(component=a_component("odd", "lamda_function")))

    assert "lambda_function" in f"{problem.hint} {problem.allowed}"


def test_a_verb_that_the_kinds_do_not_allow_is_refused_with_those_they_do() -> None:
    (problem,) = refused(WEB, Connect(connection=a_connection("site invokes items")))

    assert problem.path.startswith("connections.site.invokes.items")
    assert problem.hint


@pytest.mark.parametrize("value", ["a lot", -1, 10**9, {"deep": []}, True])
def test_a_property_of_the_wrong_type_is_refused(value: object) -> None:
    edit = UpdateComponent.model_validate({"id": "api-handler", "properties": {"memory_mb": value}})

    (problem, *_) = refused(WEB, edit)

    assert "memory_mb" in problem.path


def test_a_property_that_the_kind_does_not_have_is_refused() -> None:
    (problem, *_) = refused(WEB, UpdateComponent(id="items", properties={"memory_mb": 512}))

    assert "memory_mb" in problem.path


def test_null_takes_a_property_back_to_its_default() -> None:
    larger = applied(WEB, UpdateComponent(id="api-handler", properties={"memory_mb": 2048}))

    assert larger.component("api-handler").properties["memory_mb"] == 2048
    assert (
        applied(larger, UpdateComponent(id="api-handler", properties={"memory_mb": None})) == WEB.canonical()
    )


def test_a_purpose_longer_than_a_sentence_is_no_edit() -> None:
    with pytest.raises(ValidationError):
        UpdateComponent(id="api", purpose="x" * 601)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999999", "1e-999999", "-1"])
def test_an_absurd_assumption_is_no_edit(value: str) -> None:
    with pytest.raises(ValidationError):
        SetAssumption.model_validate({"id": "requests_per_month", "value": value})


def test_numbers_that_are_equal_give_designs_with_equal_hashes() -> None:
    spellings = ("1000000", "1E+6", "1000000.00")

    hashes = {
        applied(WEB, SetAssumption(id="requests_per_month", value=Decimal(s))).content_hash()
        for s in spellings
    }

    assert len(hashes) == 1


def test_removing_a_component_takes_along_all_that_names_it() -> None:
    waiver = Waiver(
        rule_id="ops.unwatched", element_id="items", reason="A test.", owner="Me", expires=date(2027, 1, 1)
    )
    decision = Decision(id="store", title="Store", choice="A table.", elements=("items", "api"))
    full = applied(WEB, AddWaiver(waiver=waiver), RecordDecision(decision=decision))

    left = applied(full, RemoveComponent(id="items"))

    assert not left.waivers
    assert left.decisions[0].elements == ("api",)
    assert not [c for c in left.connections if "items" in (c.source, c.target)]


def test_a_decision_about_a_component_that_is_not_there_is_refused() -> None:
    decision = Decision(id="store", title="Store", choice="A table.", elements=("nobody",))

    (problem,) = refused(WEB, RecordDecision(decision=decision))

    assert problem.hint == "decision 'store' names the unknown component 'nobody'"


def test_a_boundary_cannot_contain_itself() -> None:
    inner = Boundary(id="inner", type="region", title="Inner", parent="outer")
    outer = Boundary(id="outer", type="region", title="Outer")
    both = applied(WEB, AddBoundary(boundary=outer), AddBoundary(boundary=inner))

    (problem, *_) = refused(
        both,
        RemoveBoundary(id="outer"),
        AddBoundary(boundary=outer.model_copy(update={"parent": "outer"})),
    )

    assert "contains itself" in problem.hint


def test_what_a_removed_boundary_contained_moves_to_its_parent() -> None:
    outer = Boundary(id="outer", type="region", title="Outer")
    inner = Boundary(id="inner", type="region", title="Inner", parent="outer")
    placed = applied(
        WEB,
        AddBoundary(boundary=outer),
        AddBoundary(boundary=inner),
        PlaceComponent(id="items", boundary="inner"),
    )

    left = applied(placed, RemoveBoundary(id="inner"))

    assert left.component("items").boundary == "outer"


def test_connecting_again_replaces_the_connection() -> None:
    changed = applied(WEB, Connect(connection=a_connection("api-handler reads items", "3")))

    assert [c.per_call for c in changed.outgoing("api-handler") if c.verb is Verb.READS] == [Decimal(3)]


def test_too_many_edits_are_refused_before_any_is_applied() -> None:
    with pytest.raises(EditRejected) as caught:
        apply(WEB, [Rename(title="Again")] * (MAXIMUM_EDITS + 1), vocabulary())

    assert caught.value.problems[0].rule == "at_most"


def test_undoing_by_the_inverse_edits_gives_the_same_hash() -> None:
    changed = applied(WEB, SetRegion(region="eu-central-1"), Rename(title="Other"))

    back = applied(changed, SetRegion(region=WEB.region), Rename(title=WEB.title))

    assert back.content_hash() == WEB.content_hash()
    assert diff(WEB, back).empty


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [float("nan")], {"a": [float("-inf")]}])
def test_a_property_that_is_no_finite_number_is_no_edit(value: object) -> None:
    with pytest.raises(ValidationError, match="finite"):
        UpdateComponent.model_validate({"id": "api-handler", "properties": {"memory_mb": value}})
