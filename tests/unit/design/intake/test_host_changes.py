"""Sentences that ask for containers, instances and load balancers."""

import pytest

from builders.edits import applied
from builders.golden import golden
from builders.sketches import a_web_app, sketch_of
from cloudwright.design.catalog.technologies import excluded_by
from cloudwright.design.intake.changes.understand import Wish, understand
from cloudwright.design.model.architecture import Architecture


def changed(sentence: str) -> Architecture:
    understood = understand(sentence, sketch_of(a_web_app()))

    assert understood.wish is Wish.CHANGE, understood
    assert understood.proposed is not None
    return applied(a_web_app(), *understood.proposed.edits)


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("add a container service", ("fargate_service", "application_load_balancer")),
        ("run it in docker containers, add Fargate", ("fargate_service", "application_load_balancer")),
        ("add a load balancer", ("fargate_service", "application_load_balancer")),
        ("add EC2 instances", ("auto_scaling_group", "application_load_balancer")),
        ("we need virtual machines", ("auto_scaling_group", "application_load_balancer")),
        ("add a network load balancer", ("fargate_service", "network_load_balancer")),
    ],
)
def test_what_runs_code_comes_with_its_network_and_the_load_balancer_before_it(
    sentence: str, kinds: tuple[str, ...]
) -> None:
    design = changed(sentence)

    added = {component.kind for component in design.components}
    assert {*kinds, "vpc", "nat_gateway"} <= added
    assert {c.id for c in design.incoming("entrance")} == {"visitors.requests.entrance"}


def test_a_registry_for_containers_is_not_a_container() -> None:
    assert "ecr_repository" in {
        component.kind for component in changed("add a container registry").components
    }


def test_in_a_network_the_containers_stand_in_its_tiers() -> None:
    design = golden("private-function")
    understood = understand("add a container service", sketch_of(design))

    assert understood.proposed is not None
    after = applied(design, *understood.proposed.edits)
    assert after.component("service").boundary == "private"
    assert {c.id for c in after.components if c.kind == "vpc"} == {"network"}


def test_containers_and_servers_can_be_ruled_out() -> None:
    assert excluded_by("docker") == ("fargate_service",)
    assert excluded_by("servers") == ("auto_scaling_group",)
