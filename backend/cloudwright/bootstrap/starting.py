"""What programs open: the whole installation, or the part of it that they need."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import svcs

from cloudwright.adapters.layout.elk import ElkLayout
from cloudwright.adapters.lint.cfn_lint import CfnLint
from cloudwright.adapters.mcp.declaration import declared
from cloudwright.adapters.mcp.pool import McpPool
from cloudwright.adapters.providers.source import ProviderSource
from cloudwright.admin.health.watch import DependencyWatch
from cloudwright.agents.designer.source import BuiltInDesigner
from cloudwright.artifacts.ports import Linter
from cloudwright.artifacts.service.bundles import Bundles
from cloudwright.auth.schemas import ActiveModel
from cloudwright.auth.service.sealed_secrets import SealedSecrets
from cloudwright.auth.service.watching import Watching
from cloudwright.billing.ports import PaymentProvider
from cloudwright.billing.tasks import Bookkeeper
from cloudwright.bootstrap.people import payments_by
from cloudwright.bootstrap.registry import build_registry
from cloudwright.bootstrap.relaying import relaying
from cloudwright.config import (
    BillingSettings,
    Settings,
)
from cloudwright.conversations.local import LocalRuns
from cloudwright.conversations.service.example import Craft, Example
from cloudwright.database.directory import held_directory
from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.database.migrate import upgrade
from cloudwright.design.diagram.ports import Layout
from cloudwright.events.service import EventLog
from cloudwright.events.writer import TextWriter
from cloudwright.gateway.applications.identity.peppers import Peppers
from cloudwright.gateway.applications.identity.uses import Uses
from cloudwright.gateway.applications.tasks import noting_uses
from cloudwright.gateway.choice import chosen
from cloudwright.gateway.credentials import Credentials
from cloudwright.gateway.ports import ModelSource
from cloudwright.notifications.tasks import Mailroom
from cloudwright.organizations.service.organizations import Organizations, local_principal
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.reading import Reading
from cloudwright.quotas.tasks import sweeping
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork


@asynccontextmanager
async def running(
    settings: Settings, models: Sequence[ModelSource] | None = None
) -> AsyncIterator[svcs.Registry]:
    """Hold the data directory, bring the schema up to date, seed, and close everything at the end.

    The first of `models` answers; without any, the one that the settings and keys choose.

    Raises:
        DataDirectoryInUse: another process uses the same data directory.
        ModelKeyMissing: the settings choose a provider without a key.
    """
    with held_directory(settings.data.directory):
        async with svcs.Registry() as registry, configured_models(settings, models) as sources:
            build_registry(registry, settings, models=sources)
            async with svcs.Container(registry) as services:
                await _prepare(services)
                await (await services.aget(Bundles)).sweep()
                writer, runs, servers = await services.aget(TextWriter, LocalRuns, McpPool)
                mailroom, bookkeeper = await services.aget(Mailroom, Bookkeeper)
                watch, connections = await services.aget(DependencyWatch, Watching)
                async with (
                    writer.running(),
                    servers.running(),
                    runs.running(),
                    mailroom.running(),
                    bookkeeper.running(),
                    sweeping(await services.aget(UnitsOfWork)),
                    watch.running(),
                    connections.running(),
                    noting_uses(await services.aget(Uses)),
                    relaying(registry, settings),
                ):
                    yield registry


@asynccontextmanager
async def configured_models(
    settings: Settings, given: Sequence[ModelSource] | None = None
) -> AsyncIterator[Sequence[ModelSource]]:
    """Give the models to choose from, the answering one first; the built-in designer is always there."""
    choice = None if given else chosen(settings.model, Credentials())
    if choice is None:
        yield given or (BuiltInDesigner(),)
        return
    source = ProviderSource(choice)
    try:
        yield source, BuiltInDesigner()
    finally:
        await source.close()


@asynccontextmanager
async def payment_provider(settings: BillingSettings) -> AsyncIterator[PaymentProvider]:
    """Open the payment provider, for programs that need nothing else."""
    provider = payments_by(settings)
    try:
        yield provider
    finally:
        await provider.close()


def announced(settings: Settings) -> str:
    """Return the label of the model that will answer, before anything is opened.

    Raises:
        ModelKeyMissing, ModelUnknown, ServersUnreadable: nothing could be started with these settings.
    """
    declared(settings.mcp.file).enabling(settings.mcp.enabled)
    choice = chosen(settings.model, Credentials())
    return BuiltInDesigner.card.label if choice is None else choice.card.label


@asynccontextmanager
async def example_in_the_making(registry: svcs.Registry) -> AsyncIterator[None]:
    """Make the example project of an empty studio meanwhile; what is unfinished at the end is given up."""
    async with svcs.Container(registry) as services:
        units, events = await services.aget(UnitsOfWork, EventLog)
        reading, proposing, bundles = await services.aget(Reading, Proposing, Bundles)
        settings, model, linter = await services.aget(Settings, ActiveModel, CfnLint)
        craft = Craft(reading, proposing, bundles)
        example = Example(units, events, craft=craft, talks=model.local)
        if not settings.data.example:
            yield
            return
        await linter.warm_up()
        making = asyncio.create_task(example.provide(local_principal("example")))
        try:
            yield
        finally:
            making.cancel()
            await asyncio.wait([making])


@asynccontextmanager
async def owning(settings: Settings) -> AsyncIterator[Database]:
    """Open the database as the owner of its tables, to migrate them."""
    whole_metadata()
    timeout = settings.database.busy_timeout_seconds
    owner = Database(settings.owner_url, session_class=guarded_session(), busy_timeout_seconds=timeout)
    try:
        yield owner
    finally:
        await owner.close()


@asynccontextmanager
async def compiler_tools() -> AsyncIterator[tuple[Linter, Layout]]:
    """What compiling needs from outside, for programs that have no data directory."""
    async with CfnLint() as linter, ElkLayout() as layout:
        yield linter, layout


async def _prepare(services: svcs.Container) -> None:
    settings, units = await services.aget(Settings, UnitsOfWork)
    async with owning(settings) as owner:
        await upgrade(owner)
    async with units.write(EveryTenant("the local studio is seeded at start", turn="seed")) as scoped:
        await (await scoped.aget(Organizations)).seed_local()
    await (await services.aget(SealedSecrets)).insist()
    await (await services.aget(Peppers)).ensure()
