"""What the README asks people to do by hand, because no file may hold it or no stack can make it."""

from builders.edge_designs import a_component, a_connection, a_design, lowered
from builders.golden import golden
from cloudwright.design.bundle.documents.values import (
    copy_vaults,
    log_role,
    partner_keys,
    secret_values,
    vaults_in_the_way,
)
from cloudwright.design.bundle.parts import EVERY_PART, Part
from cloudwright.design.model.architecture import Environment

_TERRAFORM = frozenset({Part.TERRAFORM})
_CLOUDFORMATION = frozenset({Part.CLOUDFORMATION})


def test_a_given_value_is_put_by_hand_in_either_format() -> None:
    blueprint = lowered(a_design([a_component("token", "secrets_manager_secret", content="given")]))

    for parts in (_TERRAFORM, _CLOUDFORMATION):
        (told,) = secret_values(parts, blueprint)
        assert "put-secret-value --region eu-west-1 --secret-id shop-prod-token" in told
        assert "file://value.txt" in told


def test_a_generated_value_is_put_by_hand_only_after_terraform() -> None:
    design = a_design([a_component("token", "secrets_manager_secret", length_characters=24)])

    (told,) = secret_values(EVERY_PART, lowered(design))

    assert "after Terraform (CloudFormation fills it by itself)" in told
    assert "--password-length 24" in told
    assert list(secret_values(_CLOUDFORMATION, lowered(design))) == []


def test_a_value_with_a_user_name_is_put_as_json() -> None:
    design = a_design([a_component("token", "secrets_manager_secret", user_name="shop")])

    (told,) = secret_values(_TERRAFORM, lowered(design))

    assert """"$(printf '{"username": "shop", "password": "%s"}' "$(aws """ in told


def test_rest_and_websocket_apis_need_the_log_role_of_the_account_and_http_apis_do_not() -> None:
    assert len(list(log_role(lowered(golden("partner-api"))))) == 1
    assert len(list(log_role(lowered(golden("chat"))))) == 1
    assert list(log_role(lowered(golden("web-app")))) == []


def test_keys_of_partners_are_named_and_never_shown() -> None:
    (told,) = partner_keys(lowered(golden("partner-api")))

    assert "`partner-api-prod-api-acme`, `partner-api-prod-api-globex`" in told


def test_the_vault_for_copies_is_made_in_the_other_region_first() -> None:
    design = a_design(
        [
            a_component("nightly", "backup_plan", copy_region="us-west-2"),
            a_component("items", "dynamodb_table"),
        ],
        [a_connection("nightly backs_up items")],
    )

    (told,) = copy_vaults(lowered(design))

    assert "create-backup-vault --region us-west-2 --backup-vault-name shop-prod-nightly-copy" in told


def test_a_vault_that_may_go_is_named_where_it_would_stop_a_deletion() -> None:
    development = lowered(golden("partner-api"), Environment.DEV)

    (told,) = vaults_in_the_way(development)

    assert "--backup-vault-name partner-api-dev-nightly" in told
    assert list(vaults_in_the_way(lowered(golden("partner-api")))) == []
