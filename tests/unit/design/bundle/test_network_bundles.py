"""README and runbook of designs in a network, followed word by word."""

import json
import re

import pytest

from builders.bundles import a_subject
from builders.golden import NAMES, golden_document
from builders.hosted import lowered
from cloudwright.design.bundle.deployer import deployer_policy
from cloudwright.design.bundle.documents.deploying import deploy, teardown, verify
from cloudwright.design.bundle.documents.hosts import own_hosts
from cloudwright.design.bundle.documents.runbook import runbook
from cloudwright.design.bundle.parts import EVERY_PART
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.model.architecture import Environment


def _subject(name: str) -> Subject:
    return a_subject(golden_document(name))


def test_a_load_balancer_that_lets_in_only_cloudfront_is_not_called_directly() -> None:
    told = verify(_subject("fargate-web"))

    assert re.findall(r"output -raw (\w+)\)", told) == ["cdn_url"]


def test_files_lie_in_the_folder_that_the_distribution_asks_for() -> None:
    told = verify(_subject("fargate-web"))

    assert "`aws s3 sync ./images s3://NAME-OF-THE-BUCKET/images`" in told
    assert '--paths "/images/*"' in told


def test_a_site_at_the_top_is_copied_to_the_top() -> None:
    told = verify(_subject("web-app"))

    assert "`aws s3 sync ./dist s3://NAME-OF-THE-BUCKET/`" in told
    assert '--paths "/*"' in told


def test_development_says_that_it_has_names_of_its_own() -> None:
    assert "`shop.dev.example.com`" in deploy(_subject("fargate-web"))
    assert "Give `dev` a domain name of its own" in deploy(_subject("container-web"))
    assert "name" not in deploy(_subject("event-driven")).partition("Use `dev`")[2]


def test_without_a_repository_in_the_design_the_readme_makes_one() -> None:
    told = "\n".join(own_hosts(EVERY_PART, lowered("container-web")))

    assert "aws ecr create-repository --region eu-west-1 --repository-name container-web-app " in told
    assert "--tag REPOSITORY-URI:1 --push" in told


def test_instances_say_in_which_resource_their_application_is_written() -> None:
    told = "\n".join(own_hosts(EVERY_PART, lowered("server-web")))

    assert "`aws_launch_template.servers`" in told
    assert "`ServersTemplate`" in told


def test_a_restored_database_stands_where_the_code_reaches_it() -> None:
    cluster, instance = (runbook(_subject(name)) for name in ("container-web", "server-web"))

    for text, name in ((cluster, "container-web"), (instance, "server-web")):
        assert f"--db-subnet-group-name {name}-prod-database --vpc-security-group-ids" in text
        assert f"Name=group-name,Values={name}-prod-database " in text
    assert "--serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=8" in cluster
    assert "--db-instance-class db.serverless" in cluster


def test_errors_without_a_healthy_target_ring_too() -> None:
    told = runbook(_subject("container-web"))

    assert "## container-web-prod-operations-balancer-own-5xx" in told
    assert "none is healthy (503)" in told


def test_the_runbook_shows_what_its_first_look_asks_for() -> None:
    told = runbook(_subject("container-web"))

    tasks = told.partition("operations-app-tasks")[2].partition("\n## ")[0]
    assert "aws ecs describe-services --region eu-west-1 --cluster container-web-prod-app " in tasks
    assert "aws logs tail /aws/ecs/container-web-prod-app --region eu-west-1 --since 1h" in tasks
    errors = told.partition("operations-balancer-5xx")[2].partition("\n## ")[0]
    assert "aws logs tail /aws/ecs/container-web-prod-app" in errors
    assert "--names container-web-prod-app-8080" in errors


def test_what_refuses_to_be_deleted_comes_with_the_command_that_lets_it_go() -> None:
    told = teardown(_subject("container-web"))

    assert "--names container-web-prod-balancer " in told
    assert "Key=deletion_protection.enabled,Value=false" in told


def test_every_command_starts_in_the_folder_of_the_bundle() -> None:
    """Whoever changed into a root with the first command would not find it with the next."""
    told = deploy(_subject("container-web"))

    assert not re.search(r"^cd ", told, re.MULTILINE)
    assert told.count("terraform -chdir=terraform/prod ") == 3


@pytest.mark.parametrize("name", NAMES)
def test_what_a_deployer_may_do_fits_the_policies_of_a_role(name: str) -> None:
    """IAM takes 10,240 characters of policies in a role and counts no white space."""
    blueprints = [lowered(name, environment=environment) for environment in Environment]

    policy = json.loads(deployer_policy(blueprints))

    assert len(json.dumps(policy, separators=(",", ":"))) <= 10_240


def test_web_acls_ask_for_no_right_on_what_is_not_there() -> None:
    assert "apigateway:" not in deployer_policy([lowered("container-web")])
    assert "apigateway:SetWebACL" in deployer_policy([lowered("partner-api")])
