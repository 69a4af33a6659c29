"""Amazon ECS on AWS Fargate."""

from typing import Any

from cloudwright.design.catalog.containers.alarms import alarms
from cloudwright.design.catalog.containers.connections import VERBS
from cloudwright.design.catalog.containers.keys import FARGATE_SERVICE as FARGATE_SERVICE_ID
from cloudwright.design.catalog.containers.pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.containers.properties import FargateProperties, defaults
from cloudwright.design.catalog.containers.service import lower_service
from cloudwright.design.catalog.kind import Category, Kind
from cloudwright.design.model.architecture import SubnetTier


def _sla(wanted: FargateProperties) -> tuple[str, str] | None:
    """Return the commitment for tasks in several zones; AWS publishes none for a single task."""
    return ("Fargate", "tasks in two or more AZs (ECS and EKS)") if wanted.minimum_tasks > 1 else None


FARGATE_SERVICE = Kind(
    id=FARGATE_SERVICE_ID,
    service="Amazon ECS",
    title="Container service",
    summary="Runs containers without servers, as many as the load needs, in several zones.",
    category=Category.COMPUTE,
    icon="AWSFargate",
    documentation="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate.html",
    properties=FargateProperties,
    defaults=defaults,
    lower=lower_service,
    price=price,
    verbs=VERBS,
    alarms=alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::ECS::Cluster",
        "AWS::ECS::Service",
        "AWS::ECS::TaskDefinition",
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "AWS::ApplicationAutoScaling::ScalingPolicy",
    ),
    sla=_sla,
    tiers=(SubnetTier.PRIVATE,),
    needs_network=True,
    must_reach=("ecr.api", "ecr.dkr", "logs", "s3"),
    synonyms=(
        "container",
        "containers",
        "fargate",
        "ecs",
        "ecs service",
        "docker",
        "container service",
        "microservice",
        "web application server",
    ),
)

KINDS: tuple[Kind[Any], ...] = (FARGATE_SERVICE,)  # Any: kinds share no property type
