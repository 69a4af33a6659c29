"""What people do by hand with containers, instances and load balancers."""

from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.blueprint.values import Param, Value
from cloudwright.design.bundle.parts import Part
from cloudwright.design.emit.terraform.scope import snake_case
from cloudwright.design.review.balancers import attribute
from cloudwright.design.review.subject import at, items

_REPOSITORY = "AWS::ECR::Repository"


def own_hosts(parts: frozenset[Part], blueprint: Blueprint) -> Iterator[str]:
    """Yield how real code gets into the containers and onto the instances."""
    for task in _of_type(blueprint, "AWS::ECS::TaskDefinition"):
        yield _own_image(parts, blueprint, task)
    for template in _of_type(blueprint, "AWS::EC2::LaunchTemplate"):
        yield (
            f"`{template.key.element_id}` starts a small working placeholder: the script that begins with "
            f"`#!/bin/bash` {_script_place(parts, template)}. Put your own application in its place there, on the "
            "same port; deploying again replaces the instances one after the other. `aws ssm start-session "
            f"--region {blueprint.region} --target INSTANCE-ID` opens a shell, without SSH."
        )


def _script_place(parts: frozenset[Part], template: Resource) -> str:
    places = []
    if Part.TERRAFORM in parts:
        places.append(f"under `aws_launch_template.{template.label}` in the folder of the environment")
    if Part.CLOUDFORMATION in parts:
        places.append(f"under `{template.logical_id}` in the template")
    return ", ".join(places)


def _own_image(parts: frozenset[Part], blueprint: Blueprint, task: Resource) -> str:
    image = next((container.get("Image") for container in _containers(task)), None)
    parameter = image.name if isinstance(image, Param) else "the image"
    names = []
    if Part.TERRAFORM in parts:
        names.append(f"`{snake_case(parameter)}`")
    if Part.CLOUDFORMATION in parts:
        names.append(f"`{parameter}`")
    placeholder = any(p.name == parameter and p.default is not None for p in blueprint.parameters)
    begins = "runs a placeholder image" if placeholder else "runs your image from the first deployment on"
    first = "" if placeholder else _repository_first(parts, blueprint)
    return (
        f"`{task.key.element_id}` {begins}. {first}{_push(blueprint, task.key.element_id)}, then deploy "
        f"{'again ' if placeholder else ''}with the name under which you pushed it as {' or '.join(names)}. It runs "
        "without root, and can write below /tmp only."
    )


def _repository_first(parts: frozenset[Part], blueprint: Blueprint) -> str:
    """Say how a repository of the design is there before the service that needs an image of it."""
    found = next(_of_type(blueprint, _REPOSITORY), None)
    if found is None:
        return ""
    ways = []
    if Part.TERRAFORM in parts:
        ways.append(
            "Terraform makes the repository first by `terraform -chdir=terraform/prod apply "
            f"-target=aws_ecr_repository.{found.label}`"
        )
    if Part.CLOUDFORMATION in parts:
        ways.append("with CloudFormation begin with an image of another repository of the account")
    return f"{'; '.join(ways)}. "


def _push(blueprint: Blueprint, service_id: str) -> str:
    region = blueprint.region
    made = ""
    if not any(_of_type(blueprint, _REPOSITORY)):
        name = f"{blueprint.names_start_everywhere}-{service_id}"
        made = (
            f"Make a repository once, which is no part of this code: `aws ecr create-repository --region {region} "
            f"--repository-name {name} --image-tag-mutability IMMUTABLE --image-scanning-configuration "
            "scanOnPush=true --query repository.repositoryUri --output text`. "
        )
    return (
        f"{made}Push yours: `aws ecr get-login-password --region {region} | docker login --username AWS "
        "--password-stdin REGISTRY` (the repository's URI up to the first slash), then `docker buildx build "
        "--platform linux/arm64 --tag REPOSITORY-URI:1 --push .`"
    )


def waiting_tasks(blueprint: Blueprint) -> Iterator[str]:
    """Yield how services start again whose tasks need a secret that had no value yet."""
    for task in _of_type(blueprint, "AWS::ECS::TaskDefinition"):
        if any("Secrets" in container for container in _containers(task)):
            service = at(task, "Family")
            yield (
                f"Tasks of `{task.key.element_id}` start once the values that they read are there. After putting "
                f"them: `aws ecs update-service --region {blueprint.region} --cluster {service} --service {service} "
                "--force-new-deployment`."
            )


def protected_balancers(blueprint: Blueprint) -> Iterator[str]:
    """Yield which load balancers refuse to be deleted, and how they no longer do."""
    for balancer in _of_type(blueprint, "AWS::ElasticLoadBalancingV2::LoadBalancer"):
        if attribute(balancer, "deletion_protection.enabled") == "true":
            name, region = at(balancer, "Name"), f"--region {blueprint.region}"
            found = (
                f"aws elbv2 describe-load-balancers {region} --names {name} "
                "--query 'LoadBalancers[0].LoadBalancerArn' --output text"
            )
            yield (
                f"`{balancer.key.element_id}` refuses to be deleted: `aws elbv2 modify-load-balancer-attributes {region} "
                f'--load-balancer-arn "$({found})" --attributes Key=deletion_protection.enabled,Value=false` lets it go.'
            )


def _containers(task: Resource) -> list[Mapping[str, Value]]:
    return [each for each in items(at(task, "ContainerDefinitions")) if isinstance(each, Mapping)]


def _of_type(blueprint: Blueprint, type_name: str) -> Iterator[Resource]:
    return (resource for resource in blueprint.resources if resource.type == type_name)
