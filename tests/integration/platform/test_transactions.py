"""A request is one transaction, and it has ended before the answer is sent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import svcs
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import Message, Receive, Scope, Send
from svcs.starlette import SVCSMiddleware

from builders.platform import LOCAL, provision, some_settings
from cloudwright.api.errors import ErrorBoundary, install_framework_errors
from cloudwright.audit.service import AuditTrail
from cloudwright.bootstrap.starting import running
from cloudwright.database.errors import StorageFull
from cloudwright.tenancy.dependencies import PRINCIPAL, ReadServices, WriteServices
from cloudwright.tenancy.work import UnitsOfWork

DEED = "test.done"


async def recorded(services: svcs.Container) -> dict[str, str]:
    await (await services.aget(AuditTrail)).record(DEED, "sub_1", actor_id=LOCAL.user_id)
    return {}


def an_app() -> FastAPI:
    app = FastAPI(
        middleware=[Middleware(ErrorBoundary), Middleware(SVCSMiddleware)], telemetry={"tracing": False}
    )
    install_framework_errors(app)

    @app.post("/deeds")
    async def add(services: WriteServices) -> dict[str, str]:
        return await recorded(services)

    @app.post("/deeds-then-fail")
    async def add_then_fail(services: WriteServices) -> dict[str, str]:
        await recorded(services)
        raise StorageFull("The disk is full.")

    @app.post("/deeds-by-reading")
    async def add_by_reading(services: ReadServices) -> dict[str, str]:
        return await recorded(services)

    return app


@asynccontextmanager
async def served(directory: Path, seen: list[bool]) -> AsyncIterator[httpx.AsyncClient]:
    """A client; each time an answer begins, `seen` gets whether the deed is committed."""
    app = an_app()
    settings = some_settings(directory)
    provision(settings)
    async with running(settings) as registry:

        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            async def look_then_send(message: Message) -> None:
                if message["type"] == "http.response.start":
                    seen.append(await is_committed(registry))
                await send(message)

            scope["state"] = {"svcs_registry": registry, PRINCIPAL: LOCAL}
            await app(scope, receive, look_then_send)

        transport = httpx.ASGITransport(watched)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield client


async def is_committed(registry: svcs.Registry) -> bool:
    async with svcs.Container(registry) as services:
        units = await services.aget(UnitsOfWork)
        async with units.read(LOCAL) as scoped:
            entries = await (await scoped.aget(AuditTrail)).newest()
    return DEED in {entry.action for entry in entries}


async def test_what_an_answer_says_is_committed_before_it_is_sent(tmp_path: Path) -> None:
    seen: list[bool] = []
    async with served(tmp_path, seen) as client:
        answer = await client.post("/deeds")

    assert answer.status_code == 200
    assert seen == [True]


async def test_a_refused_request_leaves_nothing_behind(tmp_path: Path) -> None:
    seen: list[bool] = []
    async with served(tmp_path, seen) as client:
        answer = await client.post("/deeds-then-fail")

    assert answer.status_code == 507
    assert seen == [False]


async def test_a_reading_endpoint_cannot_write(tmp_path: Path) -> None:
    seen: list[bool] = []
    async with served(tmp_path, seen) as client:
        answer = await client.post("/deeds-by-reading")

    assert answer.status_code == 500
    assert seen == [False]
