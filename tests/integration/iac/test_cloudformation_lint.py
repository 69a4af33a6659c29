"""cfn-lint, the real one, judges every golden template: errors, warnings and advice, nothing ignored."""

import json
import os
from functools import cache

import pytest
from cfnlint.decode import decode_str
from cfnlint.rules import Rules

from builders.bundles import a_subject
from builders.golden import NAMES, Golden, covering_goldens, every_golden, golden_document
from cloudwright.adapters.lint import engine
from cloudwright.design.blueprint.graph import Stack
from cloudwright.design.bundle.documents.deploying import deploy
from cloudwright.design.emit.cloudformation.emitter import emit
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.files import oversized

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_GOLDENS = every_golden() if _FULL else covering_goldens()
_INLINE_LIMIT_BYTES = 51_200  # aws-limits.csv: CloudFormation, template_body_inline
_BUCKET_LIMIT_BYTES = 1_000_000  # aws-limits.csv: CloudFormation, template_body_s3


@cache
def _rules() -> Rules:
    return engine.load_rules()


@pytest.mark.parametrize("golden", _GOLDENS, ids=str)
def test_golden_templates_have_nothing_to_complain_about(golden: Golden) -> None:
    blueprint = golden.blueprint()

    found = [
        (stack.value, match["rule_id"], match["message"], match["path"])
        for stack in blueprint.stacks
        for match in engine.lint(
            _rules(),
            stack.value,
            text=json.dumps(template(blueprint, stack)),
            region=blueprint.stack_region(stack),
        )
    ]

    assert found == []


@pytest.mark.parametrize("golden", covering_goldens()[:1], ids=str)
def test_the_yaml_file_says_what_was_judged(golden: Golden) -> None:
    blueprint = golden.blueprint()

    for stack, file in zip(blueprint.stacks, emit(blueprint), strict=True):
        decoded, problems = decode_str(file.text)
        assert problems == []
        assert json.loads(json.dumps(decoded)) == json.loads(json.dumps(template(blueprint, stack)))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_too_large_for_the_command_line_travels_through_a_bucket(name: str) -> None:
    files = [file for golden in every_golden() if golden.name == name for file in emit(golden.blueprint())]
    document = golden_document(name)

    commands = deploy(a_subject(document))

    assert oversized(files, _BUCKET_LIMIT_BYTES) == ()
    assert ("--s3-bucket" in commands) is bool(oversized(files, _INLINE_LIMIT_BYTES))


def test_the_linter_would_complain() -> None:
    blueprint = covering_goldens()[0].blueprint()
    document = template(blueprint, Stack.MAIN)
    document["Parameters"] = {"Unused": {"Type": "String"}}

    matches = engine.lint(_rules(), "main", text=json.dumps(document), region=blueprint.region)

    assert "W2001" in {match["rule_id"] for match in matches}
