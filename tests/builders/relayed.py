"""A gateway on a real port in front of a provider of the tests' own, and a key for it."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import anthropic
import httpx
import openai
import svcs
import uvicorn

from builders.platform import CHANGING, provision, some_settings
from cloudwright.config import GatewaySettings
from cloudwright.gateway.applications.identity import known
from cloudwright.gateway.schemas import Entry, Search
from cloudwright.gateway.service import Ledger
from cloudwright.main import create_app
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

_API = "/api/v1/organization/gateway"


@dataclass
class Gateway:
    """A running gateway with one application; `admin` changes what its organisation set."""

    address: str
    admin: httpx.AsyncClient
    registry: svcs.Registry
    key: str = ""
    application: str = ""
    opened: list[Any] = field(default_factory=list)

    def openai(self, **more: Any) -> openai.AsyncOpenAI:
        client = openai.AsyncOpenAI(
            api_key=self.key, base_url=f"{self.address}/v1", **{"max_retries": 0, **more}
        )
        self.opened.append(client)
        return client

    def anthropic(self, **more: Any) -> anthropic.AsyncAnthropic:
        client = anthropic.AsyncAnthropic(
            api_key=self.key, base_url=self.address, **{"max_retries": 0, **more}
        )
        self.opened.append(client)
        return client

    async def change(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        answer = await self.admin.request(method, f"{_API}{path}", json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()["data"] if answer.content else None

    async def provider(self, kind: str, base_url: str, *, name: str = "Test") -> str:
        """Give the organisation a key with a provider at this address; return its id."""
        made = await self.change(
            "POST",
            "/providers",
            {"provider": kind, "name": name, "secret": "sk-upstream-0123456789", "base_url": base_url},
        )
        return str(made["id"])

    async def route(self, alias: str, *targets: Mapping[str, Any], **more: Any) -> None:
        await self.change("PUT", "/routes", {"alias": alias, "targets": list(targets), **more})

    async def calls(self, at_least: int = 1) -> Sequence[Entry]:
        """Return the rows of the ledger, newest first, once there are so many."""
        async with asyncio.timeout(10):
            while True:
                async with svcs.Container(self.registry) as services:
                    units = await services.aget(UnitsOfWork)
                async with units.read(OneTenant("org_local")) as scoped:
                    rows = await (await scoped.aget(Ledger)).calls(Search(), limit=100)
                if len(rows) >= at_least:
                    return rows
                await asyncio.sleep(0.02)


@asynccontextmanager
async def a_gateway(directory: Path) -> AsyncIterator[Gateway]:
    """Run the whole application on a free port, signed in, with an application and a key.

    What is set is felt at once, not within a second.
    """
    settings = some_settings(directory).model_copy(
        update={"gateway": GatewaySettings(allowed_addresses=["127.0.0.1"])}
    )
    provision(settings)
    config = uvicorn.Config(create_app(settings), port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
        if serving.done():
            serving.result()
    port = server.servers[0].sockets[0].getsockname()[1]
    address = f"http://localhost:{port}"
    try:
        async with (
            patched(known, "ASKED_AGAIN_SECONDS", 0.0),
            httpx.AsyncClient(base_url=address, headers=CHANGING) as admin,
        ):
            assert (await admin.post("/api/v1/sign-in/local")).status_code == 200
            gateway = Gateway(address, admin, server.lifespan.state["svcs_registry"])
            application = await gateway.change("POST", "/applications", {"name": "Shop"})
            gateway.application = application["id"]
            made = await gateway.change("POST", f"/applications/{gateway.application}/keys", {"name": "Live"})
            gateway.key = made["secret"]
            try:
                yield gateway
            finally:
                for client in gateway.opened:
                    await client.close()
    finally:
        server.should_exit = True
        await serving


@asynccontextmanager
async def patched(module: ModuleType, name: str, value: object) -> AsyncIterator[None]:
    with mock.patch.object(module, name, value):
        yield
