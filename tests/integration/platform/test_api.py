import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from pydantic import TypeAdapter
from starlette.types import Message, Receive, Scope, Send

from builders.platform import CHANGING, a_client, a_signed_in_client, some_settings
from cloudwright.api.envelope import Failure
from cloudwright.config import ServerSettings
from cloudwright.middleware.body_limit import BodyLimit

pytestmark = pytest.mark.asyncio(loop_scope="module")

FAILURE = TypeAdapter(Failure)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """A client that never signs in, of an application that all tests share."""
    async with a_client(tmp_path_factory.mktemp("installation")) as shared:
        yield shared


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def configured(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application that answers to a second host name and a second origin."""
    directory = tmp_path_factory.mktemp("configured")
    server = ServerSettings(allowed_hosts=["studio.example.com"], allowed_origins=["http://localhost:5173"])
    async with a_client(directory, settings=some_settings(directory, server=server)) as shared:
        yield shared


def code(body: bytes) -> str:
    return FAILURE.validate_json(body).error.code


async def test_health_says_what_runs_here(client: httpx.AsyncClient) -> None:
    answer = (await client.get("/api/v1/health")).json()

    assert answer["success"] is True
    assert answer["errors"] == []
    model = answer["data"].pop("model")
    assert answer["data"] == {"status": "ok", "version": "0.1.0", "database": "ok"}
    assert (model["label"], model["local"]) == ("Built-in designer", True)


async def test_probes_answer_without_an_envelope(client: httpx.AsyncClient) -> None:
    assert (await client.get("/livez")).json() == {"status": "ok"}
    assert (await client.get("/readyz")).json() == {"status": "ok"}


async def test_a_request_keeps_its_own_id_and_a_malformed_one_is_replaced(client: httpx.AsyncClient) -> None:
    kept = await client.get("/api/v1/health", headers={"x-request-id": "trace-12345678"})
    replaced = await client.get("/api/v1/health", headers={"x-request-id": "<script>"})

    assert kept.headers["x-request-id"] == kept.json()["meta"]["request_id"] == "trace-12345678"
    assert replaced.headers["x-request-id"].startswith("req_")


@pytest.mark.parametrize(
    "case",
    [
        ("GET", "/api/v1/nothing-here", 404, "NOT_FOUND"),
        ("GET", "/api", 404, "NOT_FOUND"),
        ("PUT", "/api/v1/me", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/api/v1/ws-ticket", 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/dashboard", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/api/v1/me", 401, "NOT_SIGNED_IN"),
        ("POST", "/api/v1/ws-ticket", 401, "NOT_SIGNED_IN"),
        ("DELETE", "/api/v1/sign-in", 401, "NOT_SIGNED_IN"),
    ],
)
async def test_a_refusal_has_its_status_and_a_stable_code(
    client: httpx.AsyncClient, case: tuple[str, str, int, str]
) -> None:
    method, path, status, expected = case
    answer = await client.request(method, path, headers=CHANGING)

    assert (answer.status_code, code(answer.content)) == (status, expected)
    assert answer.headers["x-request-id"] == answer.json()["meta"]["request_id"]


@pytest.mark.parametrize("path", ["/api/v1/sign-in/local", "/api/v1/ws-ticket"])
async def test_a_changing_request_without_our_header_is_refused(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.post(path)

    assert (answer.status_code, code(answer.content)) == (403, "CSRF_HEADER_MISSING")


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:9999", "null", "http://[bad"])
async def test_a_changing_request_from_another_origin_is_refused(
    client: httpx.AsyncClient, origin: str
) -> None:
    answer = await client.post("/api/v1/sign-in/local", headers={**CHANGING, "origin": origin})

    assert (answer.status_code, code(answer.content)) == (403, "ORIGIN_NOT_ALLOWED")


@pytest.mark.parametrize("origin", ["http://localhost:8000", "http://localhost:5173"])
async def test_our_own_and_configured_origins_are_accepted(
    configured: httpx.AsyncClient, origin: str
) -> None:
    answer = await configured.post("/api/v1/sign-in/local", headers={**CHANGING, "origin": origin})

    assert answer.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "[bad", ""])
async def test_an_unknown_host_name_is_refused(client: httpx.AsyncClient, host: str) -> None:
    answer = await client.get("/api/v1/health", headers={"host": host})

    assert (answer.status_code, code(answer.content)) == (403, "HOST_NOT_ALLOWED")


@pytest.mark.parametrize(
    "host", ["localhost:8000", "127.0.0.1:1", "[::1]:8000", "LOCALHOST", "studio.example.com"]
)
async def test_local_and_configured_host_names_are_answered(configured: httpx.AsyncClient, host: str) -> None:
    answer = await configured.get("/api/v1/health", headers={"host": host})

    assert answer.status_code == 200


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "chunked"])
async def test_a_body_over_the_limit_is_refused(client: httpx.AsyncClient, announced: bool) -> None:  # noqa: FBT001  # a case of the table
    body = b"x" * 1_048_577

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 65_536):
            yield body[start : start + 65_536]

    answer = await client.post(
        "/api/v1/sign-in/local", content=body if announced else chunks(), headers=CHANGING
    )

    assert (answer.status_code, code(answer.content)) == (413, "BODY_TOO_LARGE")


async def test_a_client_that_leaves_before_its_body_is_complete_reaches_no_endpoint() -> None:
    reached: list[Scope] = []

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        reached.append(scope)

    messages: list[Message] = [
        {"type": "http.request", "body": b"{", "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        raise AssertionError(message)

    await BodyLimit(endpoint, limit_bytes=10)({"type": "http", "headers": []}, receive, send)

    assert reached == []


async def test_every_answer_tells_the_browser_what_this_site_never_does(client: httpx.AsyncClient) -> None:
    answers = [await client.get(path) for path in ("/", "/api/v1/health", "/api/v1/nothing")]

    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "ws://localhost:8000" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "strict-transport-security" not in answer.headers


async def test_https_sites_ask_for_https_for_two_years(tmp_path: Path) -> None:
    server = ServerSettings(public_origin="https://studio.example.com")
    async with a_client(
        tmp_path, settings=some_settings(tmp_path, server=server), base_url="https://studio.example.com"
    ) as client:
        answer = await client.get("/api/v1/health")

    assert answer.headers["strict-transport-security"].startswith("max-age=63072000")


async def test_without_a_built_front_end_the_page_says_how_to_build_it(client: httpx.AsyncClient) -> None:
    answer = await client.get("/projects/prj_1")

    assert answer.status_code == 200
    assert "make run" in answer.text


async def test_the_built_front_end_is_served_with_its_caching(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<html><script>theme()</script>home</html>")
    (dist / "assets" / "app-1a2b.js").write_text("run()")
    (tmp_path / "secret.txt").write_text("secret")
    async with a_client(tmp_path) as client:
        page = await client.get("/projects/prj_1?tab=board")
        asset = await client.get("/assets/app-1a2b.js")
        gone = await client.get("/assets/app-old.js")
        outside = await client.get("/%2e%2e/secret.txt")

    assert "home" in page.text
    assert page.headers["cache-control"] == "no-cache"
    assert "'sha256-" in page.headers["content-security-policy"]
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert gone.status_code == 404
    assert "secret" not in outside.text


async def test_openapi_describes_the_envelope_and_the_refusals_of_every_route(tmp_path: Path) -> None:
    async with a_signed_in_client(tmp_path) as client:
        document = (await client.get("/api/v1/openapi.json")).json()

    operations = [
        (path, operation) for path, methods in document["paths"].items() for operation in methods.values()
    ]
    assert len(operations) >= 6
    for path, operation in operations:
        assert path.startswith("/api/v1/")
        assert {"4XX", "5XX"} <= set(operation["responses"])
    identifiers = [operation["operationId"] for _, operation in operations]
    assert len(identifiers) == len(set(identifiers))
    health = document["paths"]["/api/v1/health"]["get"]["responses"]["200"]
    assert "Success_Health_" in json.dumps(health)


async def test_the_documentation_page_lists_every_operation_without_foreign_scripts(
    client: httpx.AsyncClient,
) -> None:
    document = (await client.get("/api/v1/openapi.json")).json()
    page = await client.get("/api/v1/docs")

    assert page.headers["content-type"].startswith("text/html")
    assert "<script" not in page.text
    assert all(path in page.text for path in document["paths"])
