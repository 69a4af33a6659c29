"""The README as its buyer reads it: what to look up, how to see that it works, what is left in the end."""

from builders.bundles import a_subject
from builders.golden import golden_document
from cloudwright.design.bundle.documents.deploying import preparations, teardown, verify
from cloudwright.design.bundle.parts import Part
from cloudwright.design.bundle.subject import Subject


def _subject(name: str, *parts: Part) -> Subject:
    return a_subject(golden_document(name), parts=frozenset(parts or Part))


def test_an_existing_zone_is_asked_for_with_an_example_and_the_command_that_shows_it() -> None:
    told = preparations(_subject("container-web"))

    assert "Id of the existing hosted zone 'Zone'" in told
    assert "for example `Z0123456789ABCDEFGHIJ`" in told
    assert "`aws route53 list-hosted-zones-by-name" in told


def test_quotas_are_those_of_what_is_built() -> None:
    containers, site = preparations(_subject("container-web")), preparations(_subject("static-site"))

    assert "--service-code fargate --quota-code L-3032A538" in containers
    assert "--service-code lambda" not in containers
    assert "service-quotas" not in site


def test_every_public_way_in_has_one_command() -> None:
    told = verify(_subject("fargate-web"))

    assert told.count("curl -I") == 1
    assert "output -raw cdn_url" in told
    assert "queue_url)" not in told


def test_without_terraform_the_url_comes_from_the_stack() -> None:
    told = verify(_subject("serverless-api", Part.CLOUDFORMATION))

    assert 'curl -I "$(aws cloudformation describe-stacks --region' in told
    assert "OutputKey=='ApiEndpoint'" in told


def test_a_bucket_of_access_logs_is_not_said_to_survive_with_data() -> None:
    told = teardown(_subject("container-web"))

    assert "`balancer` (the bucket of its access logs, which empties itself by age)" in told
    assert "with the data" not in told


def test_what_outlives_the_stack_is_named_with_what_it_is() -> None:
    told = teardown(_subject("web-app-guarded"))

    assert "`items` (the table with its items)" in told
    assert "`site` (the bucket with its objects)" in told
    assert "cancel-key-deletion" in told


def test_databases_leave_a_last_snapshot() -> None:
    told = teardown(_subject("container-web"))

    assert "--db-cluster-identifier container-web-prod-database --no-deletion-protection" in told
    assert "`cache`, `database` leave a last snapshot" in told


def test_a_websocket_is_opened_by_a_request_for_one_with_a_token() -> None:
    told = verify(_subject("chat"))

    assert "curl -I" not in told
    assert "Upgrade: websocket" in told
    assert "output -raw socket_endpoint | sed 's/^wss:/https:/')\"'?token=TOKEN'  # socket" in told
    assert "The placeholder of `doorkeeper` refuses every token" in told


def test_a_design_without_websockets_says_nothing_of_them() -> None:
    assert "websocket" not in verify(_subject("event-driven")).casefold()
