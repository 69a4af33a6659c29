"""What the offline schema check finds in Terraform text that our compiler did not write."""

import pytest

from cloudwright.design.emit.files import EmittedFile
from cloudwright.design.emit.terraform.hcl.reader import HclUnreadable, read
from cloudwright.design.emit.terraform.schema import check

_GOOD = """\
variable "days" {
  type = number
}

# a comment with a { in it
resource "aws_sqs_queue" "jobs" {
  name                      = "jobs-${var.days}" // and a } here
  message_retention_seconds = var.days
}
"""


def _messages(text: str) -> list[tuple[int, str]]:
    return [(match.line, match.message) for match in check([EmittedFile("main.tf", text)])]


def test_good_text_has_no_matches() -> None:
    assert _messages(_GOOD) == []


@pytest.mark.parametrize(
    ("wrong", "line", "message"),
    [
        ("  colour = 1", 2, "aws_sqs_queue.x has no argument colour"),
        ("  arn = 1", 2, "aws_sqs_queue.x.arn cannot be set"),
        ('  name = ["a"]', 2, "aws_sqs_queue.x.name must be a string, not a list"),
        ("  paint {\n  }", 2, "aws_sqs_queue.x has no block paint"),
        ("\n  name = aws_sqs_queue.gone.name", 3, "aws_sqs_queue.gone is not declared"),
        ('  name = "a-${data.aws_region.here.name}"', 2, "aws_region.here is not declared"),
        ("  name = var.gone", 2, "var.gone is not declared"),
        ('  name = "var.gone and aws_sqs_queue.gone"', 0, ""),
    ],
)
def test_what_the_provider_would_refuse_is_found_by_line(wrong: str, line: int, message: str) -> None:
    text = f'resource "aws_sqs_queue" "x" {{\n{wrong}\n}}\n'

    assert _messages(text) == ([(line, message)] if message else [])


def test_required_arguments_and_blocks_are_missed() -> None:
    text = 'resource "aws_wafv2_web_acl" "x" {\n  scope = "REGIONAL"\n}\n'

    assert [message for _, message in _messages(text)] == [
        "aws_wafv2_web_acl.x needs a block default_action",
        "aws_wafv2_web_acl.x needs a block visibility_config",
    ]


def test_deprecated_arguments_are_warnings() -> None:
    text = 'resource "aws_s3_bucket" "x" {\n  acl = "private"\n}\n'

    assert [(m.level, m.message) for m in check([EmittedFile("main.tf", text)])] == [
        ("warning", "aws_s3_bucket.x.acl is deprecated")
    ]


def test_an_attribute_that_the_other_resource_does_not_have_is_found() -> None:
    policy = (
        'resource "aws_sqs_queue_policy" "x" {\n  policy    = "{}"\n  queue_url = aws_sqs_queue.x.colour\n}\n'
    )

    assert _messages(f'resource "aws_sqs_queue" "x" {{}}\n{policy}') == [
        (4, "aws_sqs_queue has no attribute colour")
    ]


def test_a_block_declared_in_two_files_is_found() -> None:
    queue = 'resource "aws_sqs_queue" "x" {\n  name = "x"\n}\n'

    found = check([EmittedFile("a.tf", queue), EmittedFile("b.tf", queue)])

    assert [(m.path, m.message) for m in found] == [("b.tf", "resource.aws_sqs_queue.x is declared twice")]


def test_blocks_that_use_each_other_are_a_cycle() -> None:
    block = 'resource "aws_sqs_queue" "{}" {{\n  name = "${{aws_sqs_queue.{}.name}}"\n}}\n'
    text = block.format("a", "b") + block.format("b", "c") + block.format("c", "a")

    ((_, message),) = _messages(text)

    assert message.endswith(": a cycle")
    assert {"aws_sqs_queue.a", "aws_sqs_queue.b", "aws_sqs_queue.c"} <= set(message.replace(":", "").split())


def test_an_unknown_type_is_found() -> None:
    assert _messages('resource "aws_nothing" "x" {\n}\n') == [(1, "aws_nothing is not a known resource type")]


@pytest.mark.parametrize("text", ['a = "x', "a = [1", "resource x {", "}", "= 1", "a = <<-EOT\n  x\n"])
def test_text_that_is_not_hcl_is_a_match_with_its_line(text: str) -> None:
    matches = check([EmittedFile("main.tf", text)])

    assert [match.level for match in matches] == ["error"]
    with pytest.raises(HclUnreadable):
        read(text)


def test_a_heredoc_is_kept_out_of_the_structure() -> None:
    content = read("a = <<-EOT\n  b = { [\nEOT\nc = 1\n")

    assert [(a.name, a.line) for a in content.attributes] == [("a", 1), ("c", 4)]
