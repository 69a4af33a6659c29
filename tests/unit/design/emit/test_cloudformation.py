"""What the CloudFormation compiler writes."""

from dataclasses import replace

import pytest
import yaml

from builders.blueprints import (
    FAILED,
    FIREWALL,
    JOBS,
    SOURCE,
    a_blueprint,
    a_firewall,
    a_function,
    a_queue,
    a_queue_policy,
)
from builders.hosted import lowered
from cloudwright.design.blueprint.graph import Output, Parameter, Resource, Stack
from cloudwright.design.blueprint.values import Join, Param, Pseudo, Ref, ResourceKey
from cloudwright.design.emit.cloudformation.emitter import emit
from cloudwright.design.emit.cloudformation.locate import line_of
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.errors import StackOrder
from cloudwright.design.emit.files import oversized


def _main(*resources: Resource, parameters: tuple[Parameter, ...] = ()) -> str:
    return emit(a_blueprint(*resources, parameters=parameters))[-1].text


def test_references_are_written_in_their_short_form() -> None:
    queue = a_queue(
        QueueName=Join(("jobs-", Pseudo.REGION)),
        RedrivePolicy={"deadLetterTargetArn": Ref(FAILED, "Arn"), "maxReceiveCount": 5},
    )

    text = _main(a_queue(FAILED), queue, a_queue_policy())

    assert "QueueName: !Sub jobs-${AWS::Region}\n" in text
    assert "deadLetterTargetArn: !GetAtt FailedJobsQueue.Arn\n" in text
    assert "- !Ref JobsQueue\n" in text


def test_a_literal_dollar_brace_stays_literal_inside_a_sub() -> None:
    text = _main(a_queue(QueueName=Join((Pseudo.REGION, "-${x}"))))

    assert "!Sub ${AWS::Region}-${!x}\n" in text


@pytest.mark.parametrize(
    "value",
    [
        "yes",
        "2012-10-17",
        "1e3",
        "*",
        "",
        "a: b",
        "a #b",
        "null",
        "0777",
        " x",
        "it's",
        "[x]",
        'a"b',
        "é",
        "a\x85b",
        "\ufeffa",
        "a\n\x00b",
    ],
)
def test_a_text_is_read_back_as_the_same_text(value: str) -> None:
    text = _main(a_queue(QueueName=value))

    properties = yaml.load(text, Loader=_Intrinsics)["Resources"]["JobsQueue"]["Properties"]  # noqa: S506 - safe
    assert properties["QueueName"] == value


def test_plain_words_are_not_quoted() -> None:
    text = _main(a_queue(QueueName="shop-prod-jobs"))

    assert "QueueName: shop-prod-jobs\n" in text
    assert "Type: AWS::SQS::Queue\n" in text


def test_code_of_several_lines_is_a_literal_block() -> None:
    text = _main(a_function())

    assert "        ZipFile: |\n          def handler(event, context):\n              return {}\n" in text
    read = yaml.load(text, Loader=_Intrinsics)  # noqa: S506 - safe
    assert read["Resources"]["WorkerFunction"]["Properties"]["Code"]["ZipFile"] == SOURCE


def test_a_reason_stands_above_the_property_it_explains() -> None:
    text = _main(a_queue(VisibilityTimeout=180, comments={"VisibilityTimeout": "6 x the function timeout"}))

    assert "      # 6 x the function timeout\n      VisibilityTimeout: 180\n" in text


def test_a_reason_without_its_property_stands_above_the_resource() -> None:
    text = _main(a_queue(comments={"Gone.Inside": "Why"}))

    assert "  # Why\n  JobsQueue:\n" in text


def test_only_parameters_in_use_are_declared_and_grouped() -> None:
    email = Parameter("AlertEmail", "Who is told", group="Alarms")
    unused = Parameter("Unused", "Nobody")

    document = template(
        a_blueprint(a_queue(QueueName=Param("AlertEmail")), parameters=(email, unused)), Stack.MAIN
    )

    assert document["Parameters"] == {"AlertEmail": {"Type": "String", "Description": "Who is told"}}
    assert document["Metadata"] == {
        "AWS::CloudFormation::Interface": {
            "ParameterGroups": [{"Label": {"default": "Alarms"}, "Parameters": ["AlertEmail"]}]
        }
    }


def test_a_value_of_the_us_east_1_stack_travels_as_output_and_parameter_of_one_name() -> None:
    blueprint = a_blueprint(a_firewall(), a_queue(QueueName=Ref(FIREWALL, "Arn")))

    first, main = (template(blueprint, stack) for stack in (Stack.GLOBAL, Stack.MAIN))

    assert isinstance(first["Outputs"], dict)
    assert isinstance(main["Parameters"], dict)
    assert list(first["Outputs"]) == list(main["Parameters"]) == ["FirewallWebAclArn"]
    assert '"Ref": "FirewallWebAclArn"' in str(main["Resources"]).replace("'", '"')


def test_a_us_east_1_stack_that_needs_the_main_stack_is_refused() -> None:
    alarm = Resource(
        ResourceKey("alarm", "alarm"), "AWS::CloudWatch::Alarm", {"AlarmName": Ref(JOBS)}, stack=Stack.GLOBAL
    )

    with pytest.raises(StackOrder, match=r"alarm/alarm .* cannot use jobs/queue"):
        emit(a_blueprint(a_queue(), alarm))


def test_taggable_resources_carry_the_standard_tags_before_their_own() -> None:
    text = _main(a_queue(Tags=[{"Key": "Team", "Value": "shop"}]), a_queue_policy())

    tags = yaml.load(text, Loader=_Intrinsics)["Resources"]["JobsQueue"]["Properties"]["Tags"]  # noqa: S506 - safe
    assert [tag["Key"] for tag in tags] == ["Project", "Environment", "ManagedBy", "Team"]
    assert text.count("Key: Project") == 1


def test_what_holds_data_says_what_happens_when_it_is_deleted() -> None:
    document = template(a_blueprint(a_queue(), a_queue_policy()), Stack.MAIN)

    resources = document["Resources"]
    assert isinstance(resources, dict)
    queue, policy = resources["JobsQueue"], resources["JobsPolicy"]
    assert isinstance(queue, dict)
    assert queue["DeletionPolicy"] == queue["UpdateReplacePolicy"] == "Delete"
    assert "DeletionPolicy" not in str(policy)


def test_an_order_that_a_reference_already_gives_is_not_written_again() -> None:
    policy = a_queue_policy()
    ordered = Resource(
        policy.key, policy.type, policy.properties, depends_on=(JOBS, FAILED), area=policy.area
    )

    text = _main(a_queue(), a_queue(FAILED), ordered)

    assert "DependsOn: FailedJobsQueue\n" in text


def test_the_same_blueprint_gives_the_same_bytes() -> None:
    output = Output("JobsUrl", "Where jobs go", Ref(JOBS))

    assert emit(a_blueprint(a_queue(), outputs=(output,))) == emit(a_blueprint(a_queue(), outputs=(output,)))


def test_a_template_above_the_limit_is_reported() -> None:
    files = emit(a_blueprint(a_queue()))

    assert oversized(files, files[0].size_bytes - 1) == files
    assert oversized(files, files[0].size_bytes) == ()


def test_a_path_is_found_in_the_text_by_its_line() -> None:
    text = _main(a_queue(VisibilityTimeout=180))

    line = line_of(text, ("Resources", "JobsQueue", "Properties", "VisibilityTimeout"))

    assert text.splitlines()[line - 1].strip() == "VisibilityTimeout: 180"


class _Intrinsics(yaml.SafeLoader):
    """Reads `!Ref x` as the text x: enough to look at what stands beside it."""


_Intrinsics.add_multi_constructor("!", lambda loader, _suffix, node: loader.construct_scalar(node))


def test_alarms_on_edge_metrics_are_deployed_last_and_given_what_they_watch() -> None:
    alarm = Resource(
        ResourceKey("alarm", "alarm"),
        "AWS::CloudWatch::Alarm",
        {"AlarmName": Ref(JOBS), "AlarmActions": [Ref(FIREWALL, "Arn")]},
        stack=Stack.GLOBAL_ALARMS,
    )
    blueprint = a_blueprint(a_queue(), a_firewall(), alarm)

    last = template(blueprint, Stack.GLOBAL_ALARMS)

    assert blueprint.stacks == (Stack.GLOBAL, Stack.MAIN, Stack.GLOBAL_ALARMS)
    assert isinstance(last["Parameters"], dict)
    assert list(last["Parameters"]) == ["FirewallWebAclArn", "JobsQueueUrl"]


def test_elements_are_headed_by_what_they_are_and_the_network_comes_first() -> None:
    text = emit(lowered("container-web"))[0].text

    assert "  # Cache: Answers what is asked again and again.\n  CacheSecurityGroup:\n" in text
    assert text.count("# Cache: ") == 1
    places = [
        text.index(f"\n  {name}:") for name in ("NetworkVpc", "Database", "AppTask", "BalancerListener")
    ]
    assert places == sorted(places)


def test_zones_are_asked_for_by_an_empty_text_not_by_nothing() -> None:
    text = emit(lowered("container-web"))[0].text

    assert '- !GetAZs ""\n' in text
    assert "!GetAZs\n" not in text


def test_line_ends_in_a_title_do_not_end_its_comment() -> None:
    purposes = {"jobs": "Jobs\u2028Resources: {}"}

    text = emit(replace(a_blueprint(a_queue()), purposes=purposes))[-1].text

    assert "# Jobs Resources: {}\n" in text
