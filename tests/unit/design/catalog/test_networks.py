"""Networks: subnets and routes for what stands in them, and groups that only connections open."""

import pytest

from builders.golden import golden
from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.catalog.networking.addresses import subnet_blocks
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import (
    Architecture,
    Boundary,
    Component,
    Environment,
    SubnetTier,
)
from cloudwright.design.model.edits import (
    AddBoundary,
    AddComponent,
    Edit,
    PlaceComponent,
    RemoveComponent,
    UpdateComponent,
)
from cloudwright.design.model.errors import EditRejected

NAME = "private-function"


def lowered(*edits: Edit, environment: Environment = Environment.PROD) -> Blueprint:
    return lower(changed(*edits), environment, load_facts())


def changed(*edits: Edit) -> Architecture:
    return apply(golden(NAME), edits, CatalogVocabulary(load_facts()))


def refused(*edits: Edit) -> set[str]:
    with pytest.raises(EditRejected) as raised:
        changed(*edits)
    return {problem.rule for problem in raised.value.problems}


def of_type(blueprint: Blueprint, type_name: str) -> list[Resource]:
    return [resource for resource in blueprint.resources if resource.type == type_name]


def test_blocks_of_all_tiers_lie_apart_in_the_network() -> None:
    blocks = [block for tier in SubnetTier for block in subnet_blocks("10.0.0.0/16", tier, zones=3)]

    assert blocks == [
        *("10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"),
        *("10.0.16.0/20", "10.0.32.0/20", "10.0.48.0/20"),
        *("10.0.8.0/24", "10.0.9.0/24", "10.0.10.0/24"),
    ]


def test_the_smallest_network_has_room_for_a_load_balancer_in_each_public_subnet() -> None:
    assert subnet_blocks("192.168.0.0/19", SubnetTier.PUBLIC, zones=2) == [
        "192.168.0.0/27",
        "192.168.0.32/27",
    ]


def test_a_tier_in_which_nothing_stands_has_no_subnets() -> None:
    blueprint = lowered(RemoveComponent(id="worker"))

    tiers = {resource.key.part.split("-")[0] for resource in of_type(blueprint, "AWS::EC2::Subnet")}
    assert tiers == {"public", "private"}


def test_production_has_a_gateway_in_each_zone_and_each_private_subnet_uses_its_own() -> None:
    blueprint = lowered()

    routes = [r for r in of_type(blueprint, "AWS::EC2::Route") if "NatGatewayId" in r.properties]
    assert [r.properties["NatGatewayId"] for r in routes] == [
        Ref(ResourceKey("way-out", "gateway-a")),
        Ref(ResourceKey("way-out", "gateway-b")),
    ]


def test_development_shares_one_gateway() -> None:
    blueprint = lowered(environment=Environment.DEV)

    routes = [r for r in of_type(blueprint, "AWS::EC2::Route") if "NatGatewayId" in r.properties]
    assert {str(r.properties["NatGatewayId"]) for r in routes} == {
        str(Ref(ResourceKey("way-out", "gateway-a")))
    }
    assert len(of_type(blueprint, "AWS::EC2::NatGateway")) == 1


def test_isolated_subnets_lead_nowhere() -> None:
    blueprint = lowered()

    tables = {str(r.properties["RouteTableId"]) for r in of_type(blueprint, "AWS::EC2::Route")}
    assert str(Ref(ResourceKey("network", "isolated-routes"))) not in tables


def test_a_function_in_a_network_may_make_interfaces_and_no_other_function_may() -> None:
    inside = lowered()
    outside = lowered(PlaceComponent(id="handler", boundary=None))

    assert "CreateNetworkInterface" in str(inside.by_key[ResourceKey("handler", "role")])
    assert "CreateNetworkInterface" not in str(outside.by_key[ResourceKey("handler", "role")])
    assert "VpcConfig" not in outside.by_key[ResourceKey("handler", "function")].properties


def test_a_group_lets_nothing_out_but_what_its_rules_say() -> None:
    blueprint = lowered()

    groups = of_type(blueprint, "AWS::EC2::SecurityGroup")
    assert {str(group.properties["SecurityGroupEgress"]).count("127.0.0.1/32") for group in groups} == {1}


def test_subnets_of_a_tier_are_one_terraform_block_for_each_zone() -> None:
    files = {file.path.rsplit("/", 1)[1]: file.text for file in emit(lowered())}

    text = "".join(files.values())
    assert text.count('resource "aws_subnet" "network_private"') == 1
    assert "subnet_id      = aws_subnet.network_private[each.key].id" in text
    assert 'aws_subnet.network_private["b"].id' in text


def test_an_existing_network_is_asked_for_and_not_made() -> None:
    design = golden(NAME)
    existing = tuple(
        component.model_copy(update={"existing": True}) if component.id == "network" else component
        for component in design.components
        if component.id != "way-out"
    )
    kept = tuple(c for c in design.connections if "way-out" not in (c.source, c.target))
    blueprint = lower(
        design.model_copy(update={"components": existing, "connections": kept}),
        Environment.PROD,
        load_facts(),
    )

    assert not of_type(blueprint, "AWS::EC2::Subnet")
    names = {parameter.name for parameter in blueprint.parameters}
    assert {"ExistingNetworkVpcId", "ExistingNetworkPrivateSubnetAId"} <= names


def test_a_service_of_the_region_cannot_stand_in_a_network() -> None:
    assert refused(PlaceComponent(id="documents", boundary="private")) == {"not-in-a-network"}


def test_a_gateway_stands_in_public_subnets_only() -> None:
    assert refused(PlaceComponent(id="way-out", boundary="private")) == {"allowed-tier"}


def test_what_lives_in_a_network_cannot_stand_outside() -> None:
    assert refused(PlaceComponent(id="queue-endpoint", boundary=None)) == {"needs-a-network"}


def test_a_vpc_without_its_network_component_is_refused() -> None:
    lonely = Boundary(id="second", type="vpc", title="Second network")

    assert refused(AddBoundary(boundary=lonely)) == {"one-network-for-each-vpc"}


def test_a_second_gateway_is_refused() -> None:
    second = Component(id="other", kind="nat_gateway", title="Other way", boundary="public")

    assert refused(AddComponent(component=second)) == {"one-nat-gateway"}


@pytest.mark.parametrize("cidr", ["10.0.0.0/8", "10.0.0.0/24", "8.8.0.0/16", "10.0.0.1/16", "nonsense"])
def test_addresses_that_would_not_work_are_refused(cidr: str) -> None:
    assert refused(UpdateComponent(id="network", properties={"cidr": cidr}))
