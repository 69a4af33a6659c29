"""What the Terraform compiler writes."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from builders.blueprints import (
    FAILED,
    FIREWALL,
    JOBS,
    a_blueprint,
    a_firewall,
    a_function,
    a_queue,
    a_queue_policy,
    some_code,
)
from builders.hosted import lowered
from cloudwright.design.blueprint.graph import Blueprint, Output, Parameter, Resource, Stack
from cloudwright.design.blueprint.values import (
    Join,
    Param,
    PolicyDocument,
    Pseudo,
    Ref,
    ResourceKey,
    Select,
    Statement,
    Value,
)
from cloudwright.design.emit.errors import UntranslatedProperty, UntranslatedType
from cloudwright.design.emit.terraform.area_files import MAXIMUM_LINES
from cloudwright.design.emit.terraform.coverage import coverage, coverage_table
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.emit.terraform.schema import check
from cloudwright.design.emit.terraform.scope import snake_case


def _files(blueprint: Blueprint) -> dict[str, str]:
    return {file.path.rpartition("/")[2]: file.text for file in emit(blueprint)}


def test_a_queue_reads_like_hand_written_terraform() -> None:
    queue = a_queue(
        VisibilityTimeout=180,
        SqsManagedSseEnabled=True,
        RedrivePolicy={"deadLetterTargetArn": Ref(FAILED, "Arn"), "maxReceiveCount": 5},
        comments={"VisibilityTimeout": "6 x the function timeout"},
    )

    text = _files(a_blueprint(a_queue(FAILED), queue))["messaging.tf"]

    assert text.endswith(
        """\
resource "aws_sqs_queue" "jobs" {
  name = "shop-prod-jobs"
  # 6 x the function timeout
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed_jobs.arn
    maxReceiveCount     = 5
  })
}
"""
    )


def test_a_property_without_an_argument_is_refused_by_its_path() -> None:
    with pytest.raises(UntranslatedProperty) as refused:
        emit(a_blueprint(a_function(TracingConfig={"Mode": "Active", "New": 1}), code=(some_code(),)))

    assert refused.value.path == "TracingConfig.New"


def test_tags_of_its_own_are_kept() -> None:
    text = _files(a_blueprint(a_queue(Tags=[{"Key": "Team", "Value": "shop"}])))["messaging.tf"]

    assert '  tags = {\n    Team = "shop"\n  }\n' in text


def test_a_type_without_a_translator_is_refused() -> None:
    unknown = Resource(ResourceKey("bus", "bus"), "AWS::Unheard::Of", {"Name": "bus"})

    with pytest.raises(UntranslatedType, match="AWS::Unheard::Of"):
        emit(a_blueprint(unknown))


def test_a_policy_is_a_document_that_refers_to_its_resource() -> None:
    text = _files(a_blueprint(a_queue(), a_queue_policy()))["messaging.tf"]

    assert 'data "aws_iam_policy_document" "jobs_queue"' in text
    assert "resources = [aws_sqs_queue.jobs.arn]" in text
    assert 'values   = ["false"]' in text
    assert "policy    = data.aws_iam_policy_document.jobs_queue.json" in text


def test_the_part_is_in_the_label_only_where_an_element_has_a_type_twice() -> None:
    twins = a_queue(ResourceKey("mail", "first")), a_queue(ResourceKey("mail", "second"))

    text = _files(a_blueprint(*twins, a_queue()))["messaging.tf"]

    assert '"aws_sqs_queue" "mail_first"' in text
    assert '"aws_sqs_queue" "mail_second"' in text
    assert '"aws_sqs_queue" "jobs"' in text


def test_what_lives_in_us_east_1_says_so_unless_that_is_home() -> None:
    away = _files(a_blueprint(a_firewall()))
    home = _files(a_blueprint(a_firewall(), region="us-east-1"))

    assert "provider = aws.us_east_1" in away["edge.tf"]
    assert 'alias  = "us_east_1"' in away["providers.tf"]
    assert "us_east_1" not in home["edge.tf"] + home["providers.tf"]


def test_an_arn_that_was_put_together_becomes_a_reference() -> None:
    bucket = ResourceKey("files", "bucket")
    name = Join(("shop-files-", Pseudo.ACCOUNT_ID))
    arn = Join(("arn:", Pseudo.PARTITION, ":s3:::", name, "/*"))
    files = _files(
        a_blueprint(
            Resource(bucket, "AWS::S3::Bucket", {"BucketName": name}, area="storage"),
            a_queue(QueueName=arn),
        )
    )

    assert 'name                      = "${aws_s3_bucket.files.arn}/*"' in files["messaging.tf"]
    assert 'bucket = "shop-files-${data.aws_caller_identity.current.account_id}"' in files["storage.tf"]


def test_data_sources_are_declared_only_when_something_asks_for_them() -> None:
    assert "data.tf" not in _files(a_blueprint(a_queue()))
    asked = _files(a_blueprint(a_queue(QueueName=Join(("a-", Pseudo.ACCOUNT_ID)))))
    assert asked["data.tf"] == 'data "aws_caller_identity" "current" {}\n'


def test_a_parameter_is_a_variable_with_description_type_and_validation() -> None:
    email = Parameter("AlertEmail", "Who is told", pattern="^[^@]+@[^@]+$", example="ops@example.com")

    files = _files(a_blueprint(a_queue(QueueName=Param("AlertEmail")), parameters=(email,)))

    assert 'description = "Who is told"\n  type        = string\n' in files["variables.tf"]
    assert 'condition     = can(regex("^[^@]+@[^@]+$", var.alert_email))' in files["variables.tf"]
    assert '# Who is told, such as ops@example.com\nalert_email = ""\n' in files["terraform.tfvars"]


def test_a_value_that_only_people_know_is_missed_before_anything_is_made() -> None:
    """An example would be planned and applied until AWS refuses it, half-way."""
    free = Parameter("Note", "What you like")
    known = Parameter("Image", "What runs", default="public.example/app:1")
    queue = a_queue(QueueName=Join((Param("Note"), Param("Image"))))

    files = _files(a_blueprint(queue, parameters=(free, known)))

    assert 'condition     = var.note != ""' in files["variables.tf"]
    assert 'note = ""\n' in files["terraform.tfvars"]
    assert 'image = "public.example/app:1"\n' in files["terraform.tfvars"]


def test_function_code_is_the_archive_of_the_bundle() -> None:
    text = _files(a_blueprint(a_function(), code=(some_code(),)))["compute.tf"]

    assert 'filename         = "${path.module}/../../functions/worker.zip"' in text
    assert 'filebase64sha256("${path.module}/../../functions/worker.zip")' in text


def test_a_function_waits_for_the_policies_of_its_role() -> None:
    trust = Statement("", ("sts:AssumeRole",), (), principal={"Service": "lambda.amazonaws.com"})
    send = Statement("Send", ("sqs:SendMessage",), ("*",))
    policy: Mapping[str, Value] = {"PolicyName": "access", "PolicyDocument": PolicyDocument((send,))}
    role = Resource(
        ResourceKey("worker", "role"),
        "AWS::IAM::Role",
        {"AssumeRolePolicyDocument": PolicyDocument((trust,)), "Policies": [policy]},
        area="compute",
    )

    blueprint = a_blueprint(role, a_function(Role=Ref(role.key, "Arn")), code=(some_code(),))

    text = _files(blueprint)["compute.tf"]
    assert 'resource "aws_iam_role_policy" "worker" {' in text
    assert text.endswith("  depends_on = [aws_iam_role_policy.worker]\n}\n")


def test_an_area_that_grows_too_long_is_split_by_element() -> None:
    queues = [a_queue(ResourceKey(f"queue-{n}", "queue")) for n in range(60)]

    files = _files(a_blueprint(*queues))

    assert "messaging_queue_0.tf" in files
    assert max(text.count("\n") for text in files.values()) <= MAXIMUM_LINES


def test_an_element_that_grows_too_long_is_split_by_region_first() -> None:
    here = [a_queue(ResourceKey("alerts", f"here-{n}")) for n in range(25)]
    away = [
        replace(queue, key=ResourceKey("alerts", f"away-{n}"), stack=Stack.GLOBAL)
        for n, queue in enumerate(here)
    ]

    files = _files(a_blueprint(*here, *away))

    assert {name for name in files if name.startswith("messaging")} == {
        "messaging.tf",
        "messaging_us_east_1.tf",
    }
    assert "provider" not in files["messaging.tf"]


def test_a_worldwide_service_needs_no_provider_of_us_east_1() -> None:
    zone = Resource(
        ResourceKey("zone", "zone"),
        "AWS::Route53::HostedZone",
        {"Name": "example.com"},
        stack=Stack.GLOBAL,
        area="dns",
    )

    assert "provider" not in _files(a_blueprint(zone))["dns.tf"]


def test_the_items_of_one_list_are_joined_as_a_list() -> None:
    zone = Resource(
        ResourceKey("zone", "zone"), "AWS::Route53::HostedZone", {"Name": "example.com"}, area="dns"
    )
    servers = Ref(zone.key, "NameServers")
    output = Output("Servers", "Name servers", Join((Select(0, servers), ", ", Select(1, servers))))

    text = _files(a_blueprint(zone, outputs=(output,)))["outputs.tf"]

    assert 'value       = join(", ", aws_route53_zone.zone.name_servers)' in text


def test_terraform_expressions_in_a_text_stay_text() -> None:
    text = _files(a_blueprint(a_queue(QueueName='a"${b}%{c}\\')))["messaging.tf"]

    assert r'"a\"$${b}%%{c}\\"' in text


def test_an_output_refers_to_its_resource() -> None:
    output = Output("JobsUrl", "Where jobs go", Ref(JOBS))

    text = _files(a_blueprint(a_queue(), outputs=(output,)))["outputs.tf"]

    assert 'output "jobs_url" {' in text
    assert "value       = aws_sqs_queue.jobs.url" in text


def test_a_reference_to_something_without_that_value_is_refused() -> None:
    with pytest.raises(UntranslatedProperty, match="attribute Nothing"):
        emit(a_blueprint(a_firewall(), a_queue(QueueName=Ref(FIREWALL, "Nothing"))))


@pytest.mark.parametrize(
    ("name", "snake"),
    [("AlertEmail", "alert_email"), ("api-handler", "api_handler"), ("TTLDays", "ttl_days")],
)
def test_names_become_snake_case(name: str, snake: str) -> None:
    assert snake_case(name) == snake


def test_the_coverage_table_names_nested_properties_and_companions() -> None:
    bucket = next(row for row in coverage() if row.type == "AWS::S3::Bucket")

    assert "aws_s3_bucket_public_access_block" in bucket.terraform
    assert "PublicAccessBlockConfiguration.BlockPublicAcls" in bucket.properties
    assert "| `AWS::SQS::Queue` | `aws_sqs_queue` | QueueName, " in coverage_table()


def test_every_file_of_a_small_root_fits_the_provider() -> None:
    email = Parameter("AlertEmail", "Who is told")
    blueprint = a_blueprint(
        a_firewall(),
        a_queue(QueueName=Param("AlertEmail")),
        a_queue_policy(),
        a_function(),
        parameters=(email,),
        code=(some_code(),),
    )

    assert check(emit(blueprint)) == ()


def test_a_service_of_containers_begins_with_its_fewest_tasks() -> None:
    """Terraform's own default is none, and scaling needs figures of running tasks before it starts any."""
    text = _files(lowered("container-web"))["containers_service.tf"]

    assert re.search(r"^  desired_count += 2$", text, re.MULTILINE)
    assert "ignore_changes = [desired_count]" in text


def test_labels_of_what_comes_with_a_connection_hold_when_another_is_made() -> None:
    """A rule whose label changes is replaced, under load, although nothing about it is new."""
    text = _files(lowered("container-web"))

    assert 'resource "aws_vpc_security_group_ingress_rule" "cache_from_app" {' in text["security_groups.tf"]
    assert 'resource "aws_lb_target_group" "balancer_targets_app" {' in text["load_balancing.tf"]
    assert 'resource "aws_vpc_endpoint" "network_s3_endpoint" {' in text["network.tf"]
    private = _files(lowered("private-function"))["network.tf"]
    assert 'resource "aws_vpc_endpoint" "queue_endpoint" {' in private


def test_the_region_speaks_of_cloudfront_only_where_there_is_one() -> None:
    assert "CloudFront" not in _files(lowered("container-web"))["variables.tf"]
    assert "CloudFront does not need" in _files(lowered("fargate-web"))["variables.tf"]


def test_a_long_workflow_fits_its_files() -> None:
    """Twenty steps with their choices and retries are more than one file takes."""
    retry: Value = [{"ErrorEquals": ["Lambda.ServiceException"], "IntervalSeconds": 2, "MaxAttempts": 3}]
    call: Mapping[str, Value] = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Retry": retry}
    states: Mapping[str, Value] = {
        f"Step{n}": {
            **call,
            "TimeoutSeconds": 60,
            "Parameters": {"FunctionName": f"f{n}", "Payload.$": "$"},
            "ResultPath": "$.result",
            "Next": f"Step{n + 1}",
        }
        for n in range(20)
    }
    trust = Statement("", ("sts:AssumeRole",), (), principal={"Service": "states.amazonaws.com"})
    role = Resource(
        ResourceKey("order", "role"),
        "AWS::IAM::Role",
        {"AssumeRolePolicyDocument": PolicyDocument((trust,))},
        area="workflows",
    )
    machine = Resource(
        ResourceKey("order", "machine"),
        "AWS::StepFunctions::StateMachine",
        {"RoleArn": Ref(role.key, "Arn"), "Definition": {"StartAt": "Step0", "States": states}},
        area="workflows",
    )

    blueprint = a_blueprint(role, machine)
    files = {name: text for name, text in _files(blueprint).items() if name.startswith("workflows")}

    together = "".join(files.values())
    assert len(files) == 2
    assert max(text.count("\n") for text in files.values()) <= MAXIMUM_LINES
    assert "States  = merge(local.order_steps_1, local.order_steps_2)" in together
    assert [together.count(f"    Step{n} = {{") for n in range(20)] == [1] * 20
    assert check(emit(blueprint)) == ()
