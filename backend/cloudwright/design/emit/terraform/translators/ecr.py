"""Amazon ECR."""

import json
from collections.abc import Iterable

from pydantic import JsonValue

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Call, Item, Token
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Nested

_POLICY: Spec = {"LifecyclePolicyText": "policy"}


def _lifecycle(reader: Reader, name: str) -> Iterable[Item]:
    """Write the policy, which is a resource of its own, as an object that can be read."""
    why = reader.why(name)
    given = reader.child(name)
    unknown = [each for each in given.values if each not in _POLICY]
    if unknown:
        raise given.refusal(unknown[0])
    content: JsonValue = json.loads(given.literal("LifecyclePolicyText"))
    policy = Call("jsonencode", (reader.scope.expression(content),))  # type: ignore[arg-type]  # plain JSON is a Value
    items = (Attribute("repository", Token(f"{reader.address}.name")), Attribute("policy", policy))
    reader.page.after.append(Block("resource", ("aws_ecr_lifecycle_policy", reader.label), items, why))
    return ()


REPOSITORY = Translator(
    type="AWS::ECR::Repository",
    resource="aws_ecr_repository",
    arguments={
        "RepositoryName": "name",
        "ImageTagMutability": "image_tag_mutability",
        "EmptyOnDelete": "force_delete",
        "ImageScanningConfiguration": Nested("image_scanning_configuration", {"ScanOnPush": "scan_on_push"}),
        "EncryptionConfiguration": Nested(
            "encryption_configuration", {"EncryptionType": "encryption_type", "KmsKey": "kms_key"}
        ),
        "LifecyclePolicy": Custom(_lifecycle, _POLICY),
        "Tags": TAGS,
    },
    references={"": "name", "Arn": "arn", "RepositoryUri": "repository_url"},
    companions=("aws_ecr_lifecycle_policy",),
    named="name",
)

TRANSLATORS = (REPOSITORY,)
