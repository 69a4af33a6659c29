"""cfn-lint, the real one, judges every golden template: errors, warnings and advice, nothing ignored."""

import json
import os
from functools import cache

import pytest
from cfnlint.decode import decode_str
from cfnlint.rules import Rules

from builders.golden import Golden, covering_goldens, every_golden
from cloudwright.adapters.lint import engine
from cloudwright.design.blueprint.graph import Stack
from cloudwright.design.emit.cloudformation.emitter import emit
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.files import oversized

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_GOLDENS = every_golden() if _FULL else covering_goldens()
_INLINE_LIMIT_BYTES = 51_200  # aws-limits.csv: CloudFormation, template_body_inline


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


@pytest.mark.parametrize("golden", every_golden(), ids=str)
def test_golden_templates_can_be_sent_inline(golden: Golden) -> None:
    files = emit(golden.blueprint())

    assert [f"{file.path}: {file.size_bytes}" for file in oversized(files, _INLINE_LIMIT_BYTES)] == []


def test_the_linter_would_complain() -> None:
    blueprint = covering_goldens()[0].blueprint()
    document = template(blueprint, Stack.MAIN)
    document["Parameters"] = {"Unused": {"Type": "String"}}

    matches = engine.lint(_rules(), "main", text=json.dumps(document), region=blueprint.region)

    assert "W2001" in {match["rule_id"] for match in matches}
