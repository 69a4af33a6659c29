"""Asks what the product needs how it is: the database, the artifact store, mail, payments, models, tools."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from cloudwright.admin.figures.service import Figures
from cloudwright.admin.ports import Probe, Reading
from cloudwright.admin.schemas import DependencyState
from cloudwright.agents.ports import Watched
from cloudwright.agents.schemas import ServerHealth, ServerState
from cloudwright.artifacts.ports import ArtifactStore
from cloudwright.auth.schemas import ActiveModel
from cloudwright.billing.ports import PaymentProvider
from cloudwright.config import NotificationSettings, Transport
from cloudwright.database.engine import Database
from cloudwright.kit.clock import utc_now
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_RECENT_CALLS = EveryTenant("whether a provider of models answers is seen by the newest calls of all")
_RECENT = timedelta(minutes=15)
_NOBODY = "org_health"
_GREETING = b"220"
_STATES = {
    ServerState.UP: DependencyState.UP,
    ServerState.STARTING: DependencyState.DEGRADED,
    ServerState.CHANGED: DependencyState.DEGRADED,
    ServerState.DOWN: DependencyState.DOWN,
    ServerState.OFF: DependencyState.OFF,
}


@dataclass(frozen=True, slots=True)
class DatabaseProbe:
    database: Database
    id: str = "database"
    title: str = "Database"

    async def look(self) -> Reading:
        """Ask for one row."""
        name = self.database.engine.dialect.name
        kind = "PostgreSQL" if name == "postgresql" else "SQLite in the data directory"
        if await self.database.answers():
            return Reading(DependencyState.UP, kind)
        return Reading(DependencyState.DOWN, f"{kind}: it cannot be reached.")


@dataclass(frozen=True, slots=True)
class StoreProbe:
    store: ArtifactStore
    id: str = "artifact-store"
    title: str = "Artifact store"

    async def look(self) -> Reading:
        """Keep a few bytes, read them and forget them."""
        content = secrets.token_bytes(16)
        kept = await self.store.put(_NOBODY, content)
        same = await self.store.get(_NOBODY, kept) == content
        await self.store.remove(_NOBODY, kept)
        if same:
            return Reading(DependencyState.UP, "Keeps, gives back and forgets.")
        return Reading(DependencyState.DOWN, "It gave back something else than was kept.")


@dataclass(frozen=True, slots=True)
class MailProbe:
    settings: NotificationSettings
    id: str = "mail"
    title: str = "E-mail"

    async def look(self) -> Reading:
        """Wait for the greeting of the mail server; sends nothing."""
        match self.settings.transport:
            case Transport.CONSOLE:
                return Reading(DependencyState.OFF, "Shown in the log of the terminal, sent to nobody.")
            case Transport.SES:
                return Reading(DependencyState.UP, "SES is asked with each message.")
            case Transport.SMTP:
                return await self._greeted()

    async def _greeted(self) -> Reading:
        host, port = self.settings.smtp_host, self.settings.smtp_port
        where = f"{host}:{port}"
        tls = self.settings.smtp_security.value == "tls"
        try:
            reader, writer = await asyncio.open_connection(host, port, ssl=tls or None)
        except OSError:
            return Reading(DependencyState.DOWN, f"{where} cannot be reached. Messages wait.")
        try:
            greeting = await reader.readline()
            writer.write(b"QUIT\r\n")
            await writer.drain()
        finally:
            writer.close()
        if greeting.startswith(_GREETING):
            return Reading(DependencyState.UP, where)
        return Reading(DependencyState.DEGRADED, f"{where} does not greet as a mail server does.")


@dataclass(frozen=True, slots=True)
class PaymentsProbe:
    provider: PaymentProvider
    id: str = "payments"
    title: str = "Payments"

    async def look(self) -> Reading:
        """Ask for the subscriptions of a customer that there is not."""
        if self.provider.live is None:
            return Reading(DependencyState.OFF, "Nothing is sold here; operators set plans.")
        await self.provider.subscriptions("cus_health")
        return Reading(
            DependencyState.UP, "Stripe, real money" if self.provider.live else "Stripe, test mode"
        )


@dataclass(frozen=True, slots=True)
class ModelProbe:
    units: UnitsOfWork
    model: ActiveModel
    id: str = "model"
    title: str = "Model"

    async def look(self) -> Reading:
        """Look at the newest calls: asking the provider would cost money."""
        async with self.units.read(_RECENT_CALLS) as services:
            figures = await services.aget(Figures)
            calls, failed, median = await figures.calls(utc_now() - _RECENT)
        if not calls:
            return Reading(DependencyState.UP, f"{self.model.label}: no call in the last 15 minutes.")
        detail = f"{self.model.label}: {calls - failed} of {calls} calls worked in the last 15 minutes."
        state = DependencyState.UP if failed * 10 < calls else DependencyState.DEGRADED
        return Reading(DependencyState.DOWN if failed == calls else state, detail, milliseconds=median)


@dataclass(frozen=True, slots=True)
class ServerProbe:
    """One MCP server, as the pool has seen it."""

    server: ServerHealth

    @property
    def id(self) -> str:
        return f"mcp-{self.server.name}"

    @property
    def title(self) -> str:
        return self.server.title

    async def look(self) -> Reading:
        """Return what the pool knows; it asks each server once a minute."""
        tools = len(self.server.tools)
        brings = f"{tools} {'tool' if tools == 1 else 'tools'}"
        again = f", started again {self.server.restarts} times" if self.server.restarts else ""
        detail = self.server.trouble or f"MCP server, {brings}{again}"
        state = _STATES[self.server.state]
        return Reading(
            state, "Turned off." if state is DependencyState.OFF else detail, self.server.milliseconds
        )


@dataclass(frozen=True, slots=True)
class InstalledProbes:
    """The fixed ones, and one for each MCP server that is declared."""

    fixed: Sequence[Probe]
    watched: Callable[[], Sequence[ServerHealth]]

    @classmethod
    def of(cls, watched: Watched, *fixed: Probe) -> "InstalledProbes":
        return cls(fixed, watched.health)

    def all(self) -> tuple[Probe, ...]:
        return (*self.fixed, *(ServerProbe(server) for server in self.watched()))
