"""Services of containers: what their tasks may do, how they start, scale and cost."""

from decimal import Decimal

import pytest

from builders.edge_designs import at, part
from builders.hosted import changed, connecting, hits, lowered, of_type, quantity, usages, without
from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.blueprint.values import Param, Ref, ResourceKey, Value
from cloudwright.design.catalog.containers.properties import FargateProperties
from cloudwright.design.catalog.containers.sizes import MEMORY_OF_CPU
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Component, Environment
from cloudwright.design.model.edits import (
    AddComponent,
    Edit,
    PlaceComponent,
    RemoveComponent,
    UpdateComponent,
)
from cloudwright.design.model.errors import EditRejected
from cloudwright.design.model.verbs import Verb


def container(blueprint: Blueprint, element_id: str = "shop") -> dict[str, Value]:
    found = at(part(blueprint, f"{element_id}/task"), "ContainerDefinitions.0")
    assert isinstance(found, dict)
    return found


def role(blueprint: Blueprint, key: str) -> str:
    return str(part(blueprint, key).properties["Policies"])


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (UpdateComponent(id="app", properties={"port": 3000}), "requests come on port 3000"),
        (RemoveComponent(id="way-out"), "the network has no way to the internet"),
    ],
)
def test_where_no_placeholder_serves_the_image_is_asked_for(edit: Edit, why: str) -> None:
    """It would never be healthy, and the deployment would wait for it and be undone."""
    (asked,) = [p for p in lowered("container-web", edit).parameters if p.name == "AppImage"]

    assert asked.default is None
    assert why in asked.description


def test_the_placeholder_is_not_asked_for_a_path_that_it_does_not_know() -> None:
    edits = (
        without("balancer", Verb.ROUTES, "app"),
        connecting("balancer", Verb.ROUTES, "app", path="*", health_check_path="/health"),
    )

    (asked,) = [p for p in lowered("container-web", *edits).parameters if p.name == "AppImage"]

    assert asked.default is None
    assert "it must answer with status 200 to /health" in asked.description


def test_a_service_without_a_repository_may_pull_any_image_of_the_account() -> None:
    """The image is named at deployment, and most likely lies in a repository of the same account."""
    known, named_later = lowered("fargate-web"), lowered("container-web")

    assert "BatchGetImage" in role(named_later, "app/execution-role")
    assert "repository/*" in role(named_later, "app/execution-role")
    assert "repository/*" not in role(known, "shop/execution-role")


@pytest.mark.parametrize("cpu", MEMORY_OF_CPU)
def test_task_sizes_are_those_of_the_table(cpu: int) -> None:
    words = load_facts().limit("Fargate", f"task_size_cpu_{cpu}").value
    if ".." in words:
        first, _, rest = words.partition("..")
        last, _, step = rest.partition(" step ")
        sizes = list(range(int(first), int(last) + 1, int(step)))
    else:
        sizes = [int(word) for word in words.split()]

    assert list(MEMORY_OF_CPU[cpu]) == sizes


@pytest.mark.parametrize(
    "properties",
    [
        {"cpu_units": 256, "memory_mb": 4096},
        {"cpu_units": 512, "memory_mb": 1500},
        {"minimum_tasks": 3, "maximum_tasks": 2},
        {"user": "0"},
        {"port": 80},
    ],
    ids=str,
)
def test_a_task_that_could_not_start_is_refused(properties: dict[str, int | str]) -> None:
    with pytest.raises(EditRejected):
        changed("fargate-web", UpdateComponent(id="shop", properties=properties))


def test_a_container_runs_without_root_on_a_disk_that_cannot_be_written() -> None:
    found = container(lowered("fargate-web"))

    assert found["User"] == "101"
    assert found["ReadonlyRootFilesystem"] is True
    assert "Privileged" not in found
    assert "'Capabilities': {'Drop': ['ALL']}" in str(found["LinuxParameters"])
    assert "'ContainerPath': '/tmp'" in str(found["LinuxParameters"])


def test_the_image_is_a_parameter_with_a_public_default_that_works() -> None:
    blueprint = lowered("fargate-web")

    parameter = next(p for p in blueprint.parameters if p.name == "ShopImage")
    assert container(blueprint)["Image"] == Param("ShopImage")
    assert parameter.default == "public.ecr.aws/nginx/nginx-unprivileged:stable"
    assert "Code images" in parameter.description


def test_the_role_that_starts_tasks_may_pull_and_the_code_may_not() -> None:
    blueprint = lowered("fargate-web")

    assert "ecr:BatchGetImage" in role(blueprint, "shop/execution-role")
    assert "ecr:" not in role(blueprint, "shop/role")
    assert "sqs:SendMessage" in role(blueprint, "shop/role")
    assert "sqs:" not in role(blueprint, "shop/execution-role")


def test_secrets_are_put_into_variables_by_the_role_that_starts_tasks() -> None:
    blueprint = lowered("fargate-web")

    secrets = container(blueprint)["Secrets"]
    assert isinstance(secrets, list)
    assert secrets[1] == {"Name": "PAYMENT_KEY", "ValueFrom": Ref(ResourceKey("payment-key", "secret"))}
    assert secrets[0]["Name"] == "FLAGS"
    assert "secretsmanager:GetSecretValue" in role(blueprint, "shop/execution-role")
    assert "secretsmanager" not in role(blueprint, "shop/role")


def test_a_secret_with_a_key_of_its_own_is_decrypted_by_the_role_that_starts_tasks() -> None:
    key = AddComponent(component=Component(id="own-key", kind="kms_key", title="Own key"))
    blueprint = lowered("fargate-web", key, connecting("own-key", Verb.ENCRYPTS, "payment-key"))

    assert "kms:Decrypt" in role(blueprint, "shop/execution-role")
    assert "kms:Decrypt" not in role(blueprint, "shop/role")


def test_code_finds_its_neighbours_by_variables() -> None:
    variables = container(lowered("fargate-web"))["Environment"]

    assert isinstance(variables, list)
    assert [variable["Name"] for variable in variables] == [
        "IMAGES_BUCKET_NAME",
        "ORDERS_QUEUE_URL",
        "PRODUCTS_TABLE_NAME",
    ]


def test_tasks_stand_in_private_subnets_and_a_bad_version_is_undone() -> None:
    service = part(lowered("fargate-web"), "shop/service")

    place = at(service, "NetworkConfiguration.AwsvpcConfiguration")
    assert isinstance(place, dict)
    assert place["AssignPublicIp"] == "DISABLED"
    assert place["Subnets"] == [
        Ref(ResourceKey("network", "private-subnet-a")),
        Ref(ResourceKey("network", "private-subnet-b")),
    ]
    assert at(service, "DeploymentConfiguration.DeploymentCircuitBreaker") == {
        "Enable": True,
        "Rollback": True,
    }


def test_a_service_says_no_number_of_tasks_which_would_undo_scaling() -> None:
    assert "DesiredCount" not in part(lowered("fargate-web"), "shop/service").properties


def test_a_service_waits_for_the_listener_that_uses_its_group() -> None:
    blueprint = lowered("fargate-web", connecting("balancer", Verb.ROUTES, "packer", path="/pack/*"))

    assert ResourceKey("balancer", "route-shop") in part(blueprint, "shop/service").depends_on
    assert ResourceKey("balancer", "route-packer") in part(blueprint, "packer/service").depends_on


def test_only_the_load_balancer_reaches_the_port_of_a_task() -> None:
    blueprint = lowered("fargate-web", UpdateComponent(id="shop", properties={"port": 9000}))

    ways_in = of_type(blueprint, "shop", "AWS::EC2::SecurityGroupIngress")
    assert [(w.key.part, w.properties["FromPort"]) for w in ways_in] == [("from-balancer", 9000)]
    assert container(blueprint)["PortMappings"] == [{"ContainerPort": 9000, "Protocol": "tcp"}]
    assert part(blueprint, "balancer/targets-shop").properties["Port"] == 9000


def test_a_worker_scales_by_the_messages_that_wait_for_each_task() -> None:
    blueprint = lowered("fargate-web", UpdateComponent(id="packer", properties={"messages_per_task": 7}))

    policy = part(blueprint, "packer/scale-by-depth-of-orders")
    tracking = at(policy, "TargetTrackingScalingPolicyConfiguration")
    assert isinstance(tracking, dict)
    assert tracking["TargetValue"] == 7
    assert "waiting / IF(running > 0, running, 1)" in str(tracking)
    assert ResourceKey("shop", "scale-by-depth-of-orders") not in blueprint.by_key


def test_a_queue_hides_a_message_six_times_as_long_as_the_work_on_it() -> None:
    edits = (
        without("packer", Verb.CONSUMES, "orders"),
        connecting("packer", Verb.CONSUMES, "orders", work_seconds=100),
    )

    assert part(lowered("fargate-web", *edits), "orders/queue").properties["VisibilityTimeout"] == 600


def test_development_runs_one_task_and_production_at_least_two() -> None:
    dev = lowered("fargate-web", environment=Environment.DEV)

    assert part(dev, "shop/scaling").properties["MinCapacity"] == 1
    assert part(lowered("fargate-web"), "shop/scaling").properties["MinCapacity"] == 2


def test_a_service_outside_of_a_network_is_refused() -> None:
    with pytest.raises(EditRejected) as raised:
        changed("fargate-web", PlaceComponent(id="shop", boundary=None))
    assert "needs-a-network" in {problem.rule for problem in raised.value.problems}


def test_the_fewest_tasks_are_fixed_and_those_that_scaling_adds_are_usage() -> None:
    found = usages("fargate-web", "shop", requests_per_month=6_000_000, extra_tasks=1)

    hours = Decimal(730)
    assert quantity([u for u in found if u.fixed], "fargate.linux.arm64.vcpu_hour") == 2 * hours / 2
    assert quantity([u for u in found if not u.fixed], "fargate.linux.arm64.vcpu_hour") == hours / 2
    assert quantity(found, "fargate.linux.arm64.gb_hour") == 3 * hours
    assert "2 tasks x 730 h x 0.5 vCPU" in {u.formula for u in found}


def test_disk_beyond_what_is_free_is_paid_by_the_hour() -> None:
    edit = UpdateComponent(id="shop", properties={"ephemeral_storage_gb": 50})
    found = usages("fargate-web", "shop", edit)

    assert quantity(found, "fargate.ephemeral_storage.gb_hour") == 2 * 730 * 30


def test_default_properties_fit_one_another() -> None:
    assert FargateProperties().memory_mb == 1024


def test_tasks_without_a_way_out_ask_for_endpoints_to_pull_images_and_write_logs() -> None:
    found = hits("CW-NET-001", "fargate-web", RemoveComponent(id="way-out"))

    asked = {hit.evidence for hit in found if hit.element_id == "packer"}
    assert {word for service in ("ecr.api", "ecr.dkr", "logs") for word in asked if f" {service} " in word}
    assert len(asked) == 4  # and the queue; S3 is reached by the gateway endpoint of the network
