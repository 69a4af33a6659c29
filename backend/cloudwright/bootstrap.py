"""The composition root: builds every service from settings. The only module that names adapters.

A domain adds one function `_register_<group>(registry, ...)` and its call in `build_registry`.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.broadcast import MemoryBroadcaster
from cloudwright.adapters.bundling import BundleWorkshop
from cloudwright.adapters.key_file import KeyFileRing
from cloudwright.adapters.layout.elk import ElkLayout
from cloudwright.adapters.lint.cfn_lint import CfnLint
from cloudwright.adapters.mcp.declaration import Declaration, declared
from cloudwright.adapters.mcp.pool import McpPool
from cloudwright.adapters.oidc import HttpProviderEndpoint
from cloudwright.adapters.providers.source import ProviderSource
from cloudwright.adapters.storage.local import LocalFolder
from cloudwright.adapters.storage.signing import KeyFile
from cloudwright.adapters.threads import Threads
from cloudwright.agents.assembly import AgentAssembly
from cloudwright.agents.designer.source import BuiltInDesigner
from cloudwright.agents.knowledge.server import knowledge_server
from cloudwright.agents.ports import Watched
from cloudwright.agents.recording import AuditedCalls
from cloudwright.agents.tools.design_tool import UseCases
from cloudwright.agents.tools.toolbox import building_tool, design_tools
from cloudwright.artifacts.ports import ArtifactStore, Linter
from cloudwright.artifacts.service.artifacts import Artifacts
from cloudwright.artifacts.service.bundles import Bundles, Workshop
from cloudwright.artifacts.service.downloads import Downloads
from cloudwright.audit.service import AuditTrail
from cloudwright.auth.access_tokens import AccessTokens
from cloudwright.auth.oidc.documents import ProviderDocuments
from cloudwright.auth.oidc.service import ProviderSignIns
from cloudwright.auth.schemas import AccessTokenSettings, ActiveModel, SigningKeySettings
from cloudwright.auth.service.entering import Entering
from cloudwright.auth.service.refreshing import Refreshing
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.service.signing import Signing
from cloudwright.auth.service.tickets import Tickets
from cloudwright.config import (
    DataSettings,
    EventSettings,
    OpenIdSettings,
    RunSettings,
    Settings,
    SignInSettings,
)
from cloudwright.conversations.local import LocalRuns
from cloudwright.conversations.runner import Runner
from cloudwright.conversations.service.conversations import Conversations
from cloudwright.conversations.service.example import Craft, Example
from cloudwright.conversations.service.forking import Forking
from cloudwright.conversations.service.leases import Leases
from cloudwright.conversations.service.project_runs import ProjectRuns
from cloudwright.conversations.service.runs import Runs
from cloudwright.conversations.service.turns import Turns
from cloudwright.database.directory import held_directory
from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.database.migrate import upgrade
from cloudwright.design.diagram.ports import Layout
from cloudwright.design.facts.load import load_facts
from cloudwright.encryption.schemas import EncryptionSettings
from cloudwright.encryption.service import Sealer
from cloudwright.events.pending import PendingText
from cloudwright.events.service import EventLog
from cloudwright.events.writer import TextWriter
from cloudwright.gateway.choice import chosen
from cloudwright.gateway.credentials import Credentials
from cloudwright.gateway.factory import ModelFactory
from cloudwright.gateway.ports import ModelSource
from cloudwright.gateway.pricing import BUILT_IN
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.settlement import Settlement
from cloudwright.kit.clock import utc_now
from cloudwright.organizations.seats import Seats
from cloudwright.organizations.service.invitation_links import InvitationLinks
from cloudwright.organizations.service.invitations import Invitations
from cloudwright.organizations.service.members import Members
from cloudwright.organizations.service.organizations import Organizations, local_principal
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.service.analysing import Analysing
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.changing import Changing
from cloudwright.projects.service.drawings import Drawings
from cloudwright.projects.service.imagining import Imagining
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.reading import Reading
from cloudwright.projects.service.returning import Returning
from cloudwright.projects.service.revisions import Revisions
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People


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
                async with writer.running(), servers.running(), runs.running():
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


def announced(settings: Settings) -> str:
    """Return the label of the model that will answer, before anything is opened.

    Raises:
        ModelKeyMissing, ModelUnknown, ServersUnreadable: nothing could be started with these settings.
    """
    declared(settings.mcp.file).enabling(settings.mcp.enabled)
    choice = chosen(settings.model, Credentials())
    return BuiltInDesigner.card.label if choice is None else choice.card.label


def build_registry(
    registry: svcs.Registry, settings: Settings, *, models: Sequence[ModelSource] = (BuiltInDesigner(),)
) -> None:
    """Register every service; nothing is opened before it is asked for."""
    whole_metadata()
    database = Database(
        settings.database_url,
        session_class=guarded_session(),
        busy_timeout_seconds=settings.database.busy_timeout_seconds,
    )
    _register_platform(registry, settings, database=database)
    _register_events(registry, settings.events, database=database)
    _register_people(registry)
    sealer = Sealer(KeyFileRing(settings.data.directory / "keys.json"), EncryptionSettings())
    _register_sign_in(registry, settings.sign_in, origin=settings.public_origin, sealer=sealer)
    _register_providers(registry, settings.open_id)
    layout = ElkLayout()
    _register_projects(registry, layout)
    _register_artifacts(registry, settings.data, layout=layout)
    servers = declared(settings.mcp.file).enabling(settings.mcp.enabled)
    _register_models(registry, models, servers=servers)
    _register_servers(registry, servers)
    _register_runs(registry, settings.runs)
    _register_conversations(registry, settings.runs)


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


def _register_platform(registry: svcs.Registry, settings: Settings, *, database: Database) -> None:
    registry.register_value(Settings, settings)
    registry.register_value(Database, database, on_registry_close=database.close)
    registry.register_value(UnitsOfWork, UnitsOfWork(database, registry))


def _register_events(registry: svcs.Registry, settings: EventSettings, *, database: Database) -> None:
    broadcaster = MemoryBroadcaster()
    pending = PendingText()
    registry.register_value(
        EventLog, EventLog(database, broadcaster, pending=pending, poll_seconds=settings.poll_seconds)
    )
    registry.register_value(
        TextWriter,
        TextWriter(database, broadcaster, pending=pending, pause_seconds=settings.flush_milliseconds / 1000),
    )


def _register_people(registry: svcs.Registry) -> None:
    def audit_trail(services: svcs.Container) -> AuditTrail:
        return AuditTrail(services.get(AsyncSession))

    def people(services: svcs.Container) -> People:
        return People(services.get(AsyncSession))

    def seats(services: svcs.Container) -> Seats:
        return Seats(services.get(AsyncSession))

    def organizations(services: svcs.Container) -> Organizations:
        db, known, places = services.get(AsyncSession, People, Seats)
        return Organizations(db, known, seats=places)

    def members(services: svcs.Container) -> Members:
        db, known, places, audit = services.get(AsyncSession, People, Seats, AuditTrail)
        return Members(db, people=known, seats=places, audit=audit)

    def invitations(services: svcs.Container) -> Invitations:
        db, known, places, audit = services.get(AsyncSession, People, Seats, AuditTrail)
        return Invitations(db, people=known, seats=places, audit=audit)

    registry.register_factory(AuditTrail, audit_trail)
    registry.register_factory(People, people)
    registry.register_factory(Seats, seats)
    registry.register_factory(Organizations, organizations)
    registry.register_factory(Members, members)
    registry.register_factory(Invitations, invitations)
    units = svcs.Container(registry).get(UnitsOfWork)
    registry.register_value(InvitationLinks, InvitationLinks(units))


def _register_providers(registry: svcs.Registry, settings: OpenIdSettings) -> None:
    endpoint = HttpProviderEndpoint()
    documents = ProviderDocuments(endpoint, settings)
    providers = ProviderSignIns(endpoint, settings, documents=documents)
    registry.register_value(ProviderSignIns, providers, on_registry_close=endpoint.close)


def _register_sign_in(
    registry: svcs.Registry, settings: SignInSettings, *, origin: str, sealer: Sealer
) -> None:
    def sign_ins(services: svcs.Container) -> SignIns:
        db, organizations, people, audit = services.get(AsyncSession, Organizations, People, AuditTrail)
        return SignIns(db, settings, organizations=organizations, people=people, audit=audit)

    def refreshing(services: svcs.Container) -> Refreshing:
        db, known, people = services.get(AsyncSession, SignIns, People)
        return Refreshing(db, settings, sign_ins=known, people=people, sealer=sealer)

    def entering(services: svcs.Container) -> Entering:
        db, people, organizations = services.get(AsyncSession, People, Organizations)
        return Entering(db, people=people, organizations=organizations)

    def tickets(services: svcs.Container) -> Tickets:
        db, known = services.get(AsyncSession, SignIns)
        return Tickets(db, settings, sign_ins=known)

    registry.register_factory(SignIns, sign_ins)
    registry.register_factory(Tickets, tickets)
    registry.register_factory(Refreshing, refreshing)
    registry.register_factory(Entering, entering)
    registry.register_value(Sealer, sealer)
    tokens = AccessTokens(AccessTokenSettings(issuer=origin, lifetime_seconds=settings.access_seconds))
    units, keys = svcs.Container(registry).get(UnitsOfWork), SigningKeySettings()
    registry.register_value(Signing, Signing(units, tokens, settings=keys, sealer=sealer))


def _register_projects(registry: svcs.Registry, layout: ElkLayout) -> None:
    knowledge = Knowledge(facts=load_facts(), clock=utc_now)
    units, computing = svcs.Container(registry).get(UnitsOfWork), Threads()

    def projects(services: svcs.Container) -> Projects:
        db = services.get(AsyncSession)
        return Projects(db, runs=ProjectRuns(db))

    def briefs(services: svcs.Container) -> Briefs:
        return Briefs(services.get(AsyncSession))

    def options(services: svcs.Container) -> Options:
        return Options(services.get(AsyncSession), knowledge)

    def revisions(services: svcs.Container) -> Revisions:
        return Revisions(services.get(AsyncSession), knowledge)

    registry.register_value(Knowledge, knowledge)
    registry.register_value(Layout, layout, on_registry_close=layout.close)
    registry.register_value(Drawings, Drawings(layout))
    registry.register_value(Reading, Reading(units, computing))
    registry.register_value(Proposing, Proposing(units, knowledge, computing=computing))
    registry.register_value(Changing, Changing(units, knowledge, computing=computing))
    imagining = Imagining(units, knowledge, computing=computing)
    analysing = Analysing(units, knowledge, computing=computing, imagining=imagining)
    registry.register_value(Imagining, imagining)
    registry.register_value(Analysing, analysing)
    registry.register_factory(Projects, projects)
    registry.register_factory(Briefs, briefs)
    registry.register_factory(Options, options)
    registry.register_factory(Revisions, revisions)


def _register_artifacts(registry: svcs.Registry, settings: DataSettings, *, layout: Layout) -> None:
    units, knowledge = svcs.Container(registry).get(UnitsOfWork, Knowledge)
    store, linter = LocalFolder(settings.directory / "artifacts"), CfnLint()

    def artifacts(services: svcs.Container) -> Artifacts:
        db, projects = services.get(AsyncSession, Projects)
        return Artifacts(db, store, projects=projects)

    workshop = Workshop(linter=linter, layout=layout, store=store, knowledge=knowledge)
    registry.register_value(CfnLint, linter, on_registry_close=linter.close)
    registry.register_value(ArtifactStore, store)
    registry.register_factory(Artifacts, artifacts)
    registry.register_value(Bundles, Bundles(units, workshop))
    registry.register_value(Downloads, Downloads(units, KeyFile(settings.directory / "signing.key")))


def _register_models(registry: svcs.Registry, models: Sequence[ModelSource], *, servers: Declaration) -> None:
    def ledger(services: svcs.Container) -> Ledger:
        return Ledger(services.get(AsyncSession))

    card = models[0].card
    registry.register_factory(Ledger, ledger)
    # The built-in designer asks our own server alone; another model asks whichever is there.
    local = card.local and (card.id == BUILT_IN or servers.stays_here)
    registry.register_value(ActiveModel, ActiveModel(id=card.id, label=card.label, local=local))
    units = svcs.Container(registry).get(UnitsOfWork)
    registry.register_value(ModelFactory, ModelFactory(models, Settlement(units)))


def _register_servers(registry: svcs.Registry, servers: Declaration) -> None:
    facts = svcs.Container(registry).get(Knowledge).facts
    pool = McpPool(servers, knowledge=lambda: knowledge_server(facts))
    registry.register_value(McpPool, pool)
    registry.register_value(Watched, Watched(pool.health))


def _register_runs(registry: svcs.Registry, settings: RunSettings) -> None:
    """One of each per process."""
    process = svcs.Container(registry)
    units, log, writer, models, servers = process.get(
        UnitsOfWork, EventLog, TextWriter, ModelFactory, McpPool
    )
    reading, proposing, changing, imagining = process.get(Reading, Proposing, Changing, Imagining)
    use_cases = UseCases(
        units,
        reading=reading,
        proposing=proposing,
        changing=changing,
        imagining=imagining,
        returning=Returning(units, changing, proposing=proposing),
    )
    tools = (*design_tools(use_cases), building_tool(use_cases, BundleWorkshop(process.get(Bundles))))
    agents = AgentAssembly(models, servers, tools=tools, recorder=AuditedCalls(units))
    runner = Runner(units, log, writer=writer, agents=agents, settings=settings)
    registry.register_value(LocalRuns, LocalRuns(units, runner, settings=settings))


def _register_conversations(registry: svcs.Registry, settings: RunSettings) -> None:
    def conversations(services: svcs.Container) -> Conversations:
        db, log, projects = services.get(AsyncSession, EventLog, Projects)
        return Conversations(db, log, projects=projects)

    def turns(services: svcs.Container) -> Turns:
        db, log, launcher = services.get(AsyncSession, EventLog, LocalRuns)
        return Turns(db, log, launcher=launcher, settings=settings)

    def runs(services: svcs.Container) -> Runs:
        db, log, ledger, launcher = services.get(AsyncSession, EventLog, Ledger, LocalRuns)
        return Runs(db, log, ledger=ledger, launcher=launcher, settings=settings)

    def leases(services: svcs.Container) -> Leases:
        return Leases(services.get(AsyncSession), settings)

    def forking(services: svcs.Container) -> Forking:
        return Forking(services.get(AsyncSession))

    registry.register_factory(Conversations, conversations)
    registry.register_factory(Forking, forking)
    registry.register_factory(Turns, turns)
    registry.register_factory(Runs, runs)
    registry.register_factory(Leases, leases)
