"""What exists already is referred to, never created."""

import re

import pytest

from builders.reading import resource, statements
from cloudwright.design.blueprint.values import Param, ResourceKey
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.lowering.references_given import GIVEN
from cloudwright.design.model.architecture import Architecture, Component, Connection, Environment
from cloudwright.design.model.errors import DesignError
from cloudwright.design.model.verbs import Verb


def a_design(*components: Component, connections: tuple[Connection, ...]) -> Architecture:
    return Architecture(
        name="small", title="Small", region="eu-west-1", components=components, connections=connections
    )


def test_an_existing_table_becomes_parameters_and_no_resource() -> None:
    design = a_design(
        Component(id="work", kind="lambda_function", title="Work"),
        Component(id="orders", kind="dynamodb_table", title="Orders", existing=True),
        connections=(Connection(source="work", verb=Verb.READS, target="orders"),),
    )

    blueprint = lower(design, Environment.PROD, load_facts())

    assert blueprint.of("orders") == ()
    assert {p.name for p in blueprint.parameters} == {"ExistingOrdersTableArn", "ExistingOrdersTableId"}
    assert statements(blueprint, "work", "role")["ReadsOrders"].resources == (
        Param("ExistingOrdersTableArn"),
    )
    assert resource(blueprint, "work", "function").properties["Environment"] == {
        "Variables": {"ORDERS_TABLE_NAME": Param("ExistingOrdersTableId")}
    }
    assert [o.name for o in blueprint.outputs] == ["WorkFunctionName"]


def test_an_existing_key_encrypts_what_is_created() -> None:
    design = a_design(
        Component(id="shared", kind="kms_key", title="Shared key", existing=True),
        Component(id="orders", kind="dynamodb_table", title="Orders"),
        connections=(Connection(source="shared", verb=Verb.ENCRYPTS, target="orders"),),
    )

    blueprint = lower(design, Environment.PROD, load_facts())

    assert [r.key for r in blueprint.resources] == [ResourceKey("orders", "table")]
    assert [p.name for p in blueprint.parameters] == ["ExistingSharedKeyArn"]


def test_two_parts_with_one_logical_id_are_refused() -> None:
    design = a_design(
        Component(id="a", kind="lambda_function", title="A"),
        Component(id="a-source", kind="sqs_queue", title="Q"),
        Component(id="queue", kind="sqs_queue", title="Q"),
        connections=(Connection(source="a", verb=Verb.CONSUMES, target="queue"),),
    )

    with pytest.raises(DesignError) as refused:
        lower(design, Environment.PROD, load_facts())

    assert [p.rule for p in refused.value.problems] == ["ids-stay-apart"]


def test_a_connection_without_a_meaning_is_refused_with_those_that_have_one() -> None:
    design = a_design(
        Component(id="work", kind="lambda_function", title="Work"),
        Component(id="orders", kind="dynamodb_table", title="Orders"),
        connections=(Connection(source="work", verb=Verb.NOTIFIES, target="orders"),),
    )

    with pytest.raises(DesignError) as refused:
        lower(design, Environment.PROD, load_facts())

    assert refused.value.problems[0].allowed == ["reads", "writes"]


def test_an_existing_resource_is_asked_for_with_an_example_that_fits_its_pattern() -> None:
    design = a_design(
        Component(id="shared", kind="kms_key", title="Shared key", existing=True),
        Component(id="orders", kind="dynamodb_table", title="Orders"),
        connections=(Connection(source="shared", verb=Verb.ENCRYPTS, target="orders"),),
    )

    (asked,) = lower(design, Environment.PROD, load_facts()).parameters

    assert asked.description == "ARN of the existing key 'Shared key'"
    assert asked.pattern is not None
    assert re.search(asked.pattern, asked.example)
    assert not re.search(asked.pattern, "shared-key")


def test_every_example_of_something_existing_fits_its_own_pattern() -> None:
    patterned = [given for given in GIVEN.values() if given.pattern is not None]

    assert [g.label for g in patterned if not re.search(g.pattern or "", g.example)] == []
    assert len(patterned) > 20
