"""What an image repository becomes, and what those who pull from it may do."""

import json
from decimal import Decimal

from builders.edge_designs import a_component, a_connection, a_design, at, lowered, part, points_to, usages
from cloudwright.design.catalog.images import pull_statements
from cloudwright.design.model.architecture import Architecture, Environment


def _images(**repository: int) -> Architecture:
    return a_design([a_component("images", "ecr_repository", **repository)])


def test_images_are_scanned_and_never_overwritten() -> None:
    repository = part(lowered(_images()), "images/repository")

    assert at(repository, "ImageScanningConfiguration.ScanOnPush") is True
    assert at(repository, "ImageTagMutability") == "IMMUTABLE"
    assert at(repository, "EncryptionConfiguration.EncryptionType") == "AES256"


def test_old_and_untagged_images_are_deleted() -> None:
    repository = part(lowered(_images(kept_images=5, untagged_days=3)), "images/repository")

    rules = json.loads(str(at(repository, "LifecyclePolicy.LifecyclePolicyText")))["rules"]

    assert [rule["selection"]["countNumber"] for rule in rules] == [3, 5]
    assert [rule["rulePriority"] for rule in rules] == [1, 2]


def test_a_repository_of_development_goes_with_its_images() -> None:
    assert at(part(lowered(_images(), Environment.DEV), "images/repository"), "EmptyOnDelete") is True
    assert at(part(lowered(_images()), "images/repository"), "EmptyOnDelete") is False


def test_a_key_of_ones_own_encrypts_images() -> None:
    design = a_design(
        [a_component("images", "ecr_repository"), a_component("key", "kms_key")],
        [a_connection("key encrypts images")],
    )

    encryption = part(lowered(design), "images/repository").properties["EncryptionConfiguration"]

    assert isinstance(encryption, dict)
    assert encryption["EncryptionType"] == "KMS"
    assert points_to(encryption["KmsKey"], "key/key")


def test_who_pulls_may_read_this_repository_and_sign_in_to_the_registry() -> None:
    pull, sign_in = pull_statements("images")

    assert [points_to(arn, "images/repository") for arn in pull.resources] == [True]
    assert "ecr:BatchGetImage" in pull.actions
    assert (sign_in.actions, sign_in.resources) == (("ecr:GetAuthorizationToken",), ("*",))


def test_kept_images_are_paid_by_their_size() -> None:
    priced = usages(_images(kept_images=10), "images", entry="images", image_mb=512)

    assert priced["ecr.private.storage_gb_month"].quantity == Decimal(5)
