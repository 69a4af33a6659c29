"""What becomes of everything that can go wrong below an endpoint."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Annotated

import httpx
import pytest
from fastapi import FastAPI, Query
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from starlette.middleware import Middleware

from cloudwright.api.errors import STATUS, ErrorBoundary, install_framework_errors
from cloudwright.kit.errors import CloudwrightError, ErrorKind


class Edit(BaseModel):
    name: str
    count: int


class Refused(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "REVISION_STALE"


FAILURES: dict[str, Exception] = {
    "domain": Refused("Somebody else changed this design.", details={"head": "rev_2"}),
    "disk": OSError(28, "No space left on device"),
    "database": OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full")),
    "bug": ValueError("secret /home/ada/key.pem"),
    "internal": CloudwrightError("secret /home/ada/key.pem", details={"path": "secret"}),
}


def an_app() -> FastAPI:
    app = FastAPI(middleware=[Middleware(ErrorBoundary)], telemetry={"tracing": False})
    install_framework_errors(app)

    @app.get("/fail/{name}")
    async def fail(name: str) -> None:
        raise FAILURES[name]

    @app.post("/edits")
    async def edit(edits: list[Edit], limit: Annotated[int, Query(le=10)] = 5) -> int:
        return len(edits) + limit

    return app


@asynccontextmanager
async def a_client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(an_app(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


async def test_a_domain_error_keeps_its_code_sentence_and_details() -> None:
    async with a_client() as client:
        answer = await client.get("/fail/domain")

    assert answer.status_code == 409
    assert answer.json()["error"] == {
        "code": "REVISION_STALE",
        "message": "Somebody else changed this design.",
        "details": {"head": "rev_2"},
    }


@pytest.mark.parametrize("name", ["disk", "database"])
async def test_a_full_disk_is_said_clearly(name: str) -> None:
    async with a_client() as client:
        answer = await client.get(f"/fail/{name}")

    assert answer.status_code == 507
    assert answer.json()["error"]["code"] == "STORAGE_FULL"
    assert "disk" in answer.json()["error"]["message"]


@pytest.mark.parametrize("name", ["bug", "internal"])
async def test_a_bug_shows_neither_its_trace_nor_its_text(name: str) -> None:
    async with a_client() as client:
        answer = await client.get(f"/fail/{name}")

    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "INTERNAL_ERROR"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b'[{"name": "x"}]', "0.count"),
        (b'[{"name": "x", "count": "many"}]', "0.count"),
        (b"{", "1"),
        (b'{"name": "x"}', "body"),
    ],
)
async def test_malformed_input_names_its_field(content: bytes, field: str) -> None:
    async with a_client() as client:
        answer = await client.post("/edits", content=content, headers={"content-type": "application/json"})

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "VALIDATION_ERROR")
    assert error["details"]["fields"][0]["field"] == field
    assert error["details"]["fields"][0]["place"] == "body"


async def test_a_bad_query_parameter_is_named_too() -> None:
    async with a_client() as client:
        answer = await client.post("/edits?limit=11", json=[])

    assert answer.json()["error"]["details"]["fields"][0] | {"message": ""} == {
        "field": "limit",
        "place": "query",
        "message": "",
        "rule": "less_than_equal",
    }


@pytest.mark.parametrize("content", [b"\xff\xfe", b'{"a": "\xed\xa0\x80"}', b"[" * 5_000, b'"\\ud800"'])
async def test_bytes_that_are_no_json_are_no_failure_of_ours(content: bytes) -> None:
    async with a_client() as client:
        answer = await client.post("/edits", content=content, headers={"content-type": "application/json"})

    assert answer.status_code in {400, 422}
    assert answer.json()["success"] is False


def test_every_kind_of_error_has_its_status() -> None:
    assert set(STATUS) == set(ErrorKind)
    assert all(status >= HTTPStatus.BAD_REQUEST for status in STATUS.values())
