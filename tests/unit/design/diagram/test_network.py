"""The network view: everything, inside its boundaries, and collapsed when there is too much."""

import pytest

from builders.diagrams import (
    LOOKS,
    a_component,
    a_connection,
    a_guarded_web_app,
    a_web_app,
    an_architecture,
    annotations,
)
from cloudwright.design.diagram.drawing import View
from cloudwright.design.diagram.scene import Scene, scene
from cloudwright.design.model.architecture import Architecture, Boundary, SubnetTier


def network_of(architecture: Architecture) -> Scene:
    return scene(architecture, View.NETWORK, kinds=LOOKS, annotations=annotations(architecture))


def test_every_component_is_shown_in_a_boundary_derived_from_its_kind() -> None:
    places = {node.id: node.group for node in network_of(a_guarded_web_app()).nodes}
    assert len(places) == 14
    assert places["visitors"] == "aws.outside"
    assert {i for i, place in places.items() if place == "aws.edge"} == {
        "cdn",
        "zone",
        "name",
        "certificate",
        "firewall",
    }
    assert places["items"] == "aws.region"


def test_a_certificate_of_a_regional_api_stays_in_the_region() -> None:
    design = an_architecture(
        (a_component("certificate", "acm_certificate"), a_component("api", "http_api")),
        (a_connection("certificate certifies api"),),
    )
    assert {node.group for node in network_of(design).nodes} == {"aws.region"}


def test_parents_come_before_children_and_empty_boundaries_are_left_out() -> None:
    groups = network_of(a_web_app()).groups
    seen: set[str | None] = {None}
    for group in groups:
        assert group.parent in seen
        seen.add(group.id)
    design = an_architecture((a_component("bucket", "s3_bucket"),), ())
    assert [g.id for g in network_of(design).groups] == ["aws.cloud", "aws.region"]


def test_boundaries_of_the_design_stand_inside_the_standard_ones() -> None:
    design = an_architecture(
        (a_component("code", "lambda_function", boundary="private"), a_component("bucket", "s3_bucket")),
        (),
        boundaries=(
            Boundary(id="network", type="vpc", title="Network"),
            Boundary(id="private", type="subnet_tier", title="Private", parent="network"),
            Boundary(id="ireland", type="region", title="Ireland"),
        ),
    )
    drawn = network_of(design)
    assert {g.id: g.parent for g in drawn.groups} == {
        "aws.cloud": None,
        "ireland": "aws.cloud",
        "network": "ireland",
        "private": "network",
    }
    assert {n.id: n.group for n in drawn.nodes} == {"code": "private", "bucket": "ireland"}


def a_network_of(*tiers: tuple[str, str, SubnetTier | None]) -> Architecture:
    return an_architecture(
        tuple(a_component(f"in-{tier_id}", "lambda_function", boundary=tier_id) for tier_id, _, _ in tiers),
        (),
        boundaries=(
            Boundary(id="network", type="vpc", title="Network"),
            *(
                Boundary(id=tier_id, type="subnet_tier", title=title, parent="network", tier=tier)
                for tier_id, title, tier in tiers
            ),
        ),
    )


def test_subnets_are_drawn_as_aws_draws_them_from_the_internet_inwards() -> None:
    drawn = network_of(
        a_network_of(
            ("a", "Data subnets", SubnetTier.ISOLATED),
            ("b", "Private subnets", SubnetTier.PRIVATE),
            ("c", "Front", SubnetTier.PUBLIC),
            ("d", "Inside", None),
        )
    )
    assert [(g.title, g.type) for g in drawn.groups if g.parent == "network"] == [
        ("Front, public", "public_subnet"),
        ("Private subnets", "private_subnet"),
        ("Inside", "private_subnet"),
        ("Data subnets, isolated", "private_subnet"),
    ]


def test_a_region_drawn_inside_a_network_does_not_go_round_in_circles() -> None:
    design = an_architecture(
        (a_component("code", "lambda_function"),),
        (),
        boundaries=(
            Boundary(id="network", type="vpc", title="Network"),
            Boundary(id="odd", type="region", title="Odd", parent="network"),
        ),
    )
    assert {g.id: g.parent for g in network_of(design).groups} == {"network": None, "odd": "network"}


def test_alarms_say_what_they_watch_instead_of_drawing_it() -> None:
    drawn = network_of(a_web_app())
    alarms = next(node for node in drawn.nodes if node.id == "operations")
    assert alarms.service == "CloudWatch, watches 4"
    assert {e.verb for e in drawn.edges if e.source == "operations"} == {"alerts"}
    assert "Items" in alarms.connects_to


def crowd(*, boundaries: tuple[Boundary, ...], placed: dict[str, int]) -> Architecture:
    components = tuple(
        a_component(f"{place}-{n:03}", "lambda_function", boundary=place if boundaries else None)
        for place, count in placed.items()
        for n in range(count)
    )
    table = a_component("table", "dynamodb_table")
    return an_architecture(
        (*components, table),
        tuple(a_connection(f"{c.id} writes table") for c in components),
        boundaries=boundaries,
    )


def test_sixty_components_stay_single() -> None:
    assert len(network_of(crowd(boundaries=(), placed={"code": 59})).nodes) == 60


def test_above_sixty_the_fullest_boundaries_collapse_first() -> None:
    boundaries = tuple(Boundary(id=i, type="vpc", title=i.title()) for i in ("big", "small"))
    drawn = network_of(crowd(boundaries=boundaries, placed={"big": 50, "small": 20}))
    stack = next(node for node in drawn.nodes if node.id == "stack.big")
    assert len(drawn.nodes) == 22
    assert (stack.title, stack.service, stack.group) == ("Big", "50 components", "aws.region")
    assert "big" not in {group.id for group in drawn.groups}
    assert [e.label for e in drawn.edges if e.source == "stack.big"] == ["writes"]


def test_without_boundaries_equal_kinds_become_a_stack_that_adds_up() -> None:
    design = crowd(boundaries=(), placed={"code": 80})
    given = annotations(design)
    drawn = scene(design, View.NETWORK, kinds=LOOKS, annotations=given)
    stack = next(node for node in drawn.nodes if node.kind == "lambda_function")
    assert len(drawn.nodes) == 2
    assert stack.title == "lambda function (80)"
    assert stack.monthly_cost is not None
    assert stack.monthly_cost.amount == sum(m.amount for i, m in given.costs.items() if i != "table")
    assert (stack.findings, stack.worst) == (4, "high")


def test_an_unknown_kind_is_an_error() -> None:
    design = an_architecture((a_component("odd", "quantum_computer"),), ())
    with pytest.raises(KeyError, match="quantum_computer"):
        network_of(design)
