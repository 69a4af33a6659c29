"""Amazon ECR: private repositories of container images, scanned, immutable, and cleaned up."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, JsonValue

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.kind import (
    AssumptionSpec,
    Category,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
    PricingContext,
    Properties,
    Usage,
)
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.model.architecture import Environment

REPOSITORY_NAME_CHARACTERS = 256
_MB_PER_GB = Decimal(1024)

IMAGE_MB = AssumptionSpec(
    "image_mb",
    "Size of a container image, compressed, without what it shares with the one before",
    Decimal(200),
    "MB",
    Decimal(50),
    Decimal(1_000),
)


class RepositoryProperties(Properties):
    """Which images are accepted, and how long they stay."""

    scan_on_push: bool = Field(default=True, description="Look for known weaknesses in every image pushed.")
    immutable_tags: bool = Field(
        default=True, description="Refuse to push another image under a tag that is taken."
    )
    kept_images: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=30, description="Images that are kept; older ones are deleted."
    )
    untagged_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=7, description="Days after which an image without a tag is deleted."
    )
    retain: bool = Field(
        default=True, description="Keep the repository and its images when the stack is deleted."
    )


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    prod = environment is Environment.PROD
    return {"kept_images": 30 if prod else 10, "retain": prod}


def _lower(context: LoweringContext, element: Element[RepositoryProperties], gathered: Gathered) -> Lowered:
    key = references.repository(element.id)
    wanted = element.properties
    properties: dict[str, Value] = {
        "RepositoryName": physical_name(context, element.id, limit=REPOSITORY_NAME_CHARACTERS),
        "ImageTagMutability": "IMMUTABLE" if wanted.immutable_tags else "MUTABLE",
        "EmptyOnDelete": not wanted.retain,
        "ImageScanningConfiguration": {"ScanOnPush": wanted.scan_on_push},
        "EncryptionConfiguration": _encryption(gathered),
        "LifecyclePolicy": {"LifecyclePolicyText": _lifecycle(wanted)},
    }
    repository = Resource(
        key=key,
        type="AWS::ECR::Repository",
        properties=properties,
        retain=wanted.retain,
        comments={
            "EncryptionConfiguration": "Cannot be changed later: another key means another repository.",
            "LifecyclePolicy": f"Keeps {wanted.kept_images} images to roll back to, and no leftovers.",
        },
        area="containers",
    )
    output = Output(
        name=f"{pascal_case(element.id)}RepositoryUri",
        description=f"Where images of '{element.component.title}' are pushed to",
        value=Ref(key, "RepositoryUri"),
        element_id=element.id,
    )
    return Lowered(resources=(repository,), outputs=(output,))


def _encryption(gathered: Gathered) -> Value:
    for kms_key in gathered.slot(slots.KMS_KEY):
        if isinstance(kms_key, Ref):
            return {"EncryptionType": "KMS", "KmsKey": kms_key}
    return {"EncryptionType": "AES256"}


def _lifecycle(wanted: RepositoryProperties) -> str:
    untagged = {
        "rulePriority": 1,
        "description": "Images that lost their tag",
        "selection": {
            "tagStatus": "untagged",
            "countType": "sinceImagePushed",
            "countUnit": "days",
            "countNumber": wanted.untagged_days,
        },
        "action": {"type": "expire"},
    }
    old = {
        "rulePriority": 2,
        "description": "All but the newest images",
        "selection": {
            "tagStatus": "any",
            "countType": "imageCountMoreThan",
            "countNumber": wanted.kept_images,
        },
        "action": {"type": "expire"},
    }
    return json.dumps({"rules": [untagged, old]}, indent=2)


def _price(context: PricingContext, element: Element[RepositoryProperties]) -> Sequence[Usage]:
    size = assumed(context, IMAGE_MB, element_id=element.id)
    kept = Decimal(element.properties.kept_images)
    return (
        usage(
            element.id,
            "ecr.private.storage_gb_month",
            quantity=kept * size.value / _MB_PER_GB,
            formula=f"{number(kept)} images x {number(size.value)} MB / 1,024 MB per GB",
            assumption_ids=(size.id,),
        ),
    )


ECR_REPOSITORY = Kind(
    id="ecr_repository",
    service="Amazon ECR",
    title="Image repository",
    summary="Keeps container images: scanned when pushed, never overwritten, old ones deleted.",
    category=Category.COMPUTE,
    icon="AmazonElasticContainerRegistry",
    documentation="https://docs.aws.amazon.com/AmazonECR/latest/userguide/what-is-ecr.html",
    properties=RepositoryProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    assumptions=(IMAGE_MB,),
    resource_types=("AWS::ECR::Repository",),
    sla=("ECR", "registry"),
    may_exist=True,
    plumbing=True,
    synonyms=("container registry", "image registry", "ecr", "docker registry", "images", "docker images"),
)

KINDS: tuple[Kind[Any], ...] = (ECR_REPOSITORY,)  # Any: kinds share no property type
