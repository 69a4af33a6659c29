"""Whatever is sent to the API, the answer is one that its description names, and never a failure of ours."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import Phase, given, settings
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.schemas import OpenApiSchema

from builders.platform import CHANGING, a_signed_in_client

Case = schemathesis.Case[Any]  # its operation is schemathesis' own business

# What is stored is what is served: tests/unit/cli/test_drift.py.
DESCRIPTION = json.loads((Path(__file__).parents[2] / "docs" / "api" / "openapi.json").read_text("utf-8"))
METHODS = ("get", "put", "post", "patch", "delete")
# Signing out would turn every later case into a refusal.
OPERATIONS = [
    (method, path)
    for path, described in DESCRIPTION["paths"].items()
    for method in METHODS
    if method in described and (method, path) != ("delete", "/api/v1/sign-in")
]


@dataclass(frozen=True)
class Api:
    """A signed-in client on its own loop, because generated cases are not asynchronous."""

    runner: asyncio.Runner
    client: httpx.AsyncClient

    def send(self, case: Case) -> httpx.Response:
        """Send a generated case with the header of changing requests."""
        prepared = case.as_transport_kwargs(base_url="http://localhost:8000")
        request = self.client.build_request(
            prepared["method"],
            prepared["url"],
            params=prepared.get("params"),
            json=prepared.get("json"),
            content=prepared.get("data"),
            headers={**dict(prepared.get("headers") or {}), **CHANGING},
        )
        return self.runner.run(self.client.send(request))


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """One installation for all cases."""
    with asyncio.Runner() as runner:
        opened = a_signed_in_client(tmp_path_factory.mktemp("installation"))
        yield Api(runner, runner.run(opened.__aenter__()))
        runner.run(opened.__aexit__(None, None, None))


@cache
def schema() -> OpenApiSchema:
    """The description, read where a test asks for it and not where tests are collected: it takes seconds."""
    return schemathesis.openapi.from_dict(DESCRIPTION)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_one_that_the_description_names(method: str, path: str, api: Api) -> None:
    @given(case=schema()[path][method].as_strategy())
    @settings(max_examples=4, derandomize=True, phases=[Phase.explicit, Phase.generate])
    def judged(case: Case) -> None:
        case.validate_response(
            api.send(case),
            checks=[
                not_a_server_error,
                status_code_conformance,
                content_type_conformance,
                response_schema_conformance,
            ],
        )

    judged()
