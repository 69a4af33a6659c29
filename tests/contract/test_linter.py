"""What every Linter does. cfn-lint in its subprocess is the only one: it runs embedded and in production."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from cloudwright.adapters.lint.cfn_lint import CfnLint
from cloudwright.artifacts.errors import LintFailed
from cloudwright.artifacts.ports import Linter

pytestmark = pytest.mark.asyncio(loop_scope="module")

_REGION = "eu-west-1"
_GOOD = json.dumps(
    {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "Jobs"}}},
    }
)
_BAD = _GOOD.replace("DisplayName", "Colour")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def linter() -> AsyncIterator[Linter]:
    """One engine for all tests that leave it alive: it reads its rules for seconds."""
    async with CfnLint() as warm:
        yield warm


async def test_a_good_template_has_no_matches(linter: Linter) -> None:
    assert await linter.lint({"main.yaml": _GOOD}, _REGION) == ()


async def test_a_match_names_template_rule_level_and_path(linter: Linter) -> None:
    matches = await linter.lint({"main.yaml": _GOOD, "global.yaml": _BAD}, _REGION)

    assert [(m.template, m.rule_id, m.level) for m in matches] == [("global.yaml", "E3002", "error")]
    assert matches[0].path == ("Resources", "Topic", "Properties", "Colour")
    assert matches[0].source_url.startswith("https://")


async def test_parallel_requests_get_their_own_answers(linter: Linter) -> None:
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        good = group.create_task(linter.lint({"good": _GOOD}, _REGION))
        bad = group.create_task(linter.lint({"bad": _BAD}, _REGION))

    assert good.result() == ()
    assert [match.template for match in bad.result()] == ["bad"]


async def test_what_is_no_template_is_refused_in_a_sentence(linter: Linter) -> None:
    with pytest.raises(LintFailed, match="could not judge the templates"):
        await linter.lint({"main.yaml": "{"}, _REGION)

    assert await linter.lint({"main.yaml": _GOOD}, _REGION) == ()


async def test_an_engine_that_was_killed_is_replaced() -> None:
    async with CfnLint() as linter:
        await linter.warm_up()
        process = linter._process
        assert process is not None
        process.kill()
        await process.wait()

        assert await linter.lint({"main.yaml": _GOOD}, _REGION) == ()


async def test_an_engine_that_dies_twice_is_an_error(tmp_path: Path) -> None:
    engine = tmp_path / "dies.py"
    engine.write_text("import sys\nsys.stdin.readline()\n")

    async with CfnLint(engine=engine) as linter:
        with pytest.raises(LintFailed, match="twice"):
            await linter.lint({"main.yaml": _GOOD}, _REGION)


async def test_an_engine_that_never_answers_is_given_up(tmp_path: Path) -> None:
    engine = tmp_path / "waits.py"
    engine.write_text("import sys\nfor line in sys.stdin:\n    pass\n")

    async with CfnLint(engine=engine, timeout_seconds=0.2) as linter:
        with pytest.raises(LintFailed, match=r"within 0\.2 s"):
            await linter.lint({"main.yaml": _GOOD}, _REGION)
