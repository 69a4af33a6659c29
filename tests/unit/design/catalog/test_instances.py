"""Groups of instances: how they start, what they may do, what they cost."""

from decimal import Decimal
from typing import get_args

from builders.edge_designs import at, part
from builders.hosted import lowered, quantity, usages
from cloudwright.design.blueprint.graph import Stack
from cloudwright.design.blueprint.values import Join, Ref, ResourceKey
from cloudwright.design.catalog.instances.properties import InstanceType
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.edits import UpdateComponent


def _script() -> str:
    value = at(part(lowered("ec2-web"), "site/template"), "LaunchTemplateData.UserData")
    assert isinstance(value, Join)
    return "".join(part if isinstance(part, str) else "<value>" for part in value.parts)


def test_every_instance_type_has_a_price_somewhere() -> None:
    for name in get_args(InstanceType):
        assert load_facts().price("us-east-1", f"ec2.{name}.linux.hour") is not None, name


def test_instances_give_credentials_by_imdsv2_only_and_encrypt_their_disks() -> None:
    data = part(lowered("ec2-web"), "site/template")

    assert at(data, "LaunchTemplateData.MetadataOptions.HttpTokens") == "required"
    assert at(data, "LaunchTemplateData.BlockDeviceMappings.0.Ebs.Encrypted") is True
    assert at(data, "LaunchTemplateData.BlockDeviceMappings.0.Ebs.VolumeType") == "gp3"
    assert "KeyName" not in str(data.properties)


def test_an_instance_starts_from_the_newest_image_without_reading_the_account() -> None:
    image = at(part(lowered("ec2-web"), "site/template"), "LaunchTemplateData.ImageId")

    assert image == "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"


def test_the_placeholder_serves_on_the_port_that_the_load_balancer_asks() -> None:
    edit = UpdateComponent(id="site", properties={"port": 9000})
    blueprint = lowered("ec2-web", edit)

    assert "PORT=9000" in str(part(blueprint, "site/template").properties)
    assert part(blueprint, "entrance/targets-site").properties["Port"] == 9000


def test_the_placeholder_is_a_program_that_python_accepts_and_says_what_it_is() -> None:
    script = _script()

    program = script.split("<<'PYTHON'\n")[1].split("\nPYTHON\n")[0]
    compile(program, "server.py", "exec")
    assert "# Placeholder" in script
    assert script.startswith("#!/bin/bash\n")


def test_the_script_is_encoded_by_the_tool_that_deploys_it() -> None:
    blueprint = lowered("ec2-web")

    resources = template(blueprint, Stack.MAIN)["Resources"]
    assert isinstance(resources, dict)
    assert "'UserData': {'Fn::Base64': {'Fn::Sub': " in str(resources["SiteTemplate"])
    text = "".join(file.text for file in emit(blueprint))
    assert "user_data = base64encode(<<-EOT\n" in text
    assert "HISTORY_BUCKET_NAME=${aws_s3_bucket.history.bucket}" in text


def test_the_role_of_instances_may_be_managed_without_ssh_and_reach_their_neighbours() -> None:
    policies = str(part(lowered("ec2-web"), "site/role").properties["Policies"])

    assert "ssmmessages:OpenDataChannel" in policies
    assert "dynamodb:GetItem" in policies
    assert "secretsmanager:GetSecretValue" in policies


def test_a_group_asks_the_load_balancer_who_is_healthy_and_waits_for_it() -> None:
    blueprint = lowered("ec2-web")
    group = part(blueprint, "site/group")

    assert group.properties["HealthCheckType"] == "ELB"
    assert group.properties["TargetGroupARNs"] == [Ref(ResourceKey("entrance", "targets-site"))]
    assert ResourceKey("entrance", "listener") in group.depends_on


def test_a_new_template_replaces_instances_one_after_the_other_in_both_tools() -> None:
    blueprint = lowered("ec2-web")

    resources = template(blueprint, Stack.MAIN)["Resources"]
    assert isinstance(resources, dict)
    policy = "'UpdatePolicy': {'AutoScalingRollingUpdate': {'MinInstancesInService': 2, 'MaxBatchSize': 1"
    assert policy in str(resources["SiteGroup"])
    assert "instance_refresh {" in "".join(file.text for file in emit(blueprint))


def test_instances_and_their_disks_are_paid_for_the_fewest_and_for_those_that_scaling_adds() -> None:
    found = usages("ec2-web", "site", extra_instances=1)

    assert quantity([u for u in found if u.fixed], "ec2.m7g.xlarge.linux.hour") == 2 * 730
    assert quantity(found, "ec2.m7g.xlarge.linux.hour") == 3 * 730
    assert quantity(found, "ebs.gp3.storage_gb_month") == Decimal(60)
    assert quantity(found, "ec2.detailed_monitoring.metric_month") == 21
