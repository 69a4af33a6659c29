"""What the README says about containers, instances and load balancers."""

import json

from builders.hosted import lowered
from cloudwright.design.bundle.deployer import deployer_policy
from cloudwright.design.bundle.documents.hosts import own_hosts, protected_balancers, waiting_tasks
from cloudwright.design.bundle.parts import Part
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.edits import UpdateComponent

BOTH = frozenset({Part.CLOUDFORMATION, Part.TERRAFORM})


def test_an_image_of_ones_own_is_pushed_and_then_named() -> None:
    told = "\n".join(own_hosts(BOTH, lowered("fargate-web")))

    assert "`shop_image` or `ShopImage`" in told
    assert "--platform linux/arm64" in told
    assert "get-login-password --region eu-west-1" in told


def test_instances_say_where_their_application_goes() -> None:
    told = "\n".join(own_hosts(BOTH, lowered("ec2-web")))

    assert "`site` starts a small working placeholder" in told
    assert "`#!/bin/bash` under `aws_launch_template.site`" in told


def test_tasks_that_waited_for_a_secret_are_started_again() -> None:
    told = [*waiting_tasks(lowered("fargate-web"))]

    assert len(told) == 1
    assert "--cluster fargate-web-prod-shop --service fargate-web-prod-shop --force-new-deployment" in told[0]


def test_a_protected_load_balancer_says_how_it_can_be_deleted() -> None:
    assert len([*protected_balancers(lowered("ec2-web"))]) == 3
    assert not [*protected_balancers(lowered("ec2-web", environment=Environment.DEV))]


def test_whoever_deploys_may_make_profiles_of_this_system_and_roles_of_aws_services_only() -> None:
    statements = {s["Sid"]: s for s in json.loads(deployer_policy([lowered("ec2-web")]))["Statement"]}

    assert statements["Iam"]["Resource"] == [
        "arn:aws:iam::*:role/ec2-web-*",
        "arn:aws:iam::*:instance-profile/ec2-web-*",
    ]
    assert "iam:CreateServiceLinkedRole" not in statements["Iam"]["Action"]
    assert statements["ServiceLinkedRoles"] == {
        "Sid": "ServiceLinkedRoles",
        "Effect": "Allow",
        "Action": ["iam:CreateServiceLinkedRole"],
        "Resource": "arn:aws:iam::*:role/aws-service-role/*",
    }


def test_a_system_without_instances_needs_no_profiles() -> None:
    statements = {s["Sid"]: s for s in json.loads(deployer_policy([lowered("fargate-web")]))["Statement"]}

    assert statements["Iam"]["Resource"] == "arn:aws:iam::*:role/fargate-web-*"


def test_a_repository_comes_before_the_image_that_no_placeholder_stands_for() -> None:
    port = UpdateComponent(id="shop", properties={"port": 3000})

    told = "\n".join(own_hosts(BOTH, lowered("fargate-web", port)))

    assert "`shop` runs your image from the first deployment on" in told
    assert "apply -target=aws_ecr_repository.images_of_code`" in told
    assert "`packer` runs a placeholder image" in told
