"""An installation with accounts, the browsers that use it, and the mails that it would send."""

from base64 import b32decode
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import svcs
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from builders.platform import CHANGING, a_transport, some_settings
from cloudwright.auth.totp import code_at, step_at
from cloudwright.config import NotificationSettings, Settings, SignInSettings
from cloudwright.kit.clock import utc_now
from cloudwright.notifications.models import NotificationRow
from cloudwright.notifications.schemas import Content, Message
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

SYSTEM = EveryTenant("test")
PASSWORD = "quiet otter lamp 7"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass
class Studio:
    """A running installation: clients come from `browser`, mails are read before they are sent."""

    services: svcs.Container
    transport: httpx.ASGITransport
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    def browser(self) -> httpx.AsyncClient:
        """Return a browser that was never here."""
        client = httpx.AsyncClient(
            transport=self.transport,
            base_url="http://localhost:8000/api/v1",
            headers={**CHANGING, "user-agent": FIREFOX},
        )
        self.clients.append(client)
        return client

    async def mails(self, to: str) -> Sequence[Content]:
        """Return what waits for an address, the oldest first."""
        units = await self.services.aget(UnitsOfWork)
        async with units.read(SYSTEM) as scoped:
            rows = await scoped.get(AsyncSession).scalars(
                select(NotificationRow).order_by(NotificationRow.created_at, NotificationRow.id)
            )
            messages = [Message.model_validate(row.message) for row in rows]
        return [each.content for each in messages if each.to == to]

    async def token(self, to: str) -> str:
        """Return the token of the newest link to an address."""
        content = (await self.mails(to))[-1]
        link = getattr(content, "link", "")
        assert "#token=" in link, content
        return str(link).rpartition("#token=")[2]

    async def account(self, email: str, *, name: str = "Ada", password: str = PASSWORD) -> httpx.AsyncClient:
        """Return a browser that signed up, confirmed its address and is signed in."""
        client = self.browser()
        answer = await client.post("/sign-up", json={"name": name, "email": email, "password": password})
        assert answer.status_code == 200, answer.text
        token = await self.token(email)
        answer = await client.post("/sign-up/verify", json={"token": token, "password": password})
        assert answer.json()["data"] == {"outcome": "signed_in"}, answer.text
        return client


def account_settings(directory: Path) -> Settings:
    """Settings with accounts; no mail leaves."""
    settings = some_settings(directory, sign_in=SignInSettings(password=True))
    silent = NotificationSettings(poll_seconds=3_600)
    return settings.model_copy(update={"notifications": silent})


@asynccontextmanager
async def a_studio_with_accounts(directory: Path) -> AsyncIterator[Studio]:
    """Start an installation with accounts."""
    async with a_transport(directory, settings=account_settings(directory)) as (services, transport):
        studio = Studio(services, transport)
        try:
            yield studio
        finally:
            for client in studio.clients:
                await client.aclose()


async def enters(client: httpx.AsyncClient, email: str, password: str = PASSWORD) -> httpx.Response:
    """Sign in with a password."""
    return await client.post("/sign-in/password", json={"email": email, "password": password})


def shown_code(secret: str, *, steps_ahead: int = 0) -> str:
    """Return what an authenticator shows, so many half minutes from now."""
    padded = secret + "=" * (-len(secret) % 8)
    return code_at(b32decode(padded), step_at(utc_now()) + steps_ahead)
