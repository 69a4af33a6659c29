"""Models, tool servers, runs and conversations."""

from collections.abc import Sequence

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.bundling import BundleWorkshop
from cloudwright.adapters.mcp.declaration import Declaration
from cloudwright.adapters.mcp.pool import McpPool
from cloudwright.agents.assembly import AgentAssembly
from cloudwright.agents.knowledge.server import knowledge_server
from cloudwright.agents.ports import Watched
from cloudwright.agents.recording import AuditedCalls
from cloudwright.agents.tools.design_tool import UseCases
from cloudwright.agents.tools.toolbox import building_tool, design_tools
from cloudwright.artifacts.service.bundles import Bundles
from cloudwright.auth.schemas import ActiveModel
from cloudwright.config import (
    RunSettings,
)
from cloudwright.conversations.local import LocalRuns
from cloudwright.conversations.runner import Runner
from cloudwright.conversations.service.conversations import Conversations
from cloudwright.conversations.service.foresight import Foresight
from cloudwright.conversations.service.forking import Forking
from cloudwright.conversations.service.leases import Leases
from cloudwright.conversations.service.runs import Runs
from cloudwright.conversations.service.turns import Turns
from cloudwright.events.service import EventLog
from cloudwright.events.writer import TextWriter
from cloudwright.gateway.counted import CountedAdmission
from cloudwright.gateway.factory import ModelFactory
from cloudwright.gateway.ports import ModelSource
from cloudwright.gateway.pricing import BUILT_IN
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.settlement import Settlement
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.service.changing import Changing
from cloudwright.projects.service.imagining import Imagining
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.reading import Reading
from cloudwright.projects.service.returning import Returning
from cloudwright.quotas.service.holding import Quotas
from cloudwright.quotas.service.limits import Standings
from cloudwright.tenancy.work import UnitsOfWork


def register_models(registry: svcs.Registry, models: Sequence[ModelSource], *, servers: Declaration) -> None:
    def ledger(services: svcs.Container) -> Ledger:
        return Ledger(services.get(AsyncSession))

    card = models[0].card
    registry.register_factory(Ledger, ledger)
    # The built-in designer asks our own server alone; another model asks whichever is there.
    local = card.local and (card.id == BUILT_IN or servers.stays_here)
    registry.register_value(ActiveModel, ActiveModel(id=card.id, label=card.label, local=local))
    units = svcs.Container(registry).get(UnitsOfWork)
    registry.register_value(
        ModelFactory, ModelFactory(models, Settlement(units), admission=CountedAdmission(units))
    )


def register_servers(registry: svcs.Registry, servers: Declaration) -> None:
    facts = svcs.Container(registry).get(Knowledge).facts
    pool = McpPool(servers, knowledge=lambda: knowledge_server(facts))
    registry.register_value(McpPool, pool)
    registry.register_value(Watched, Watched(pool.health))


def register_runs(registry: svcs.Registry, settings: RunSettings) -> None:
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


def register_conversations(registry: svcs.Registry, settings: RunSettings) -> None:
    def conversations(services: svcs.Container) -> Conversations:
        db, log, projects = services.get(AsyncSession, EventLog, Projects)
        return Conversations(db, log, projects=projects)

    def turns(services: svcs.Container) -> Turns:
        db, log, launcher, quotas = services.get(AsyncSession, EventLog, LocalRuns, Quotas)
        return Turns(db, log, launcher=launcher, quotas=quotas, settings=settings)

    def runs(services: svcs.Container) -> Runs:
        db, log, ledger, launcher = services.get(AsyncSession, EventLog, Ledger, LocalRuns)
        quotas = services.get(Quotas)
        return Runs(db, log, ledger=ledger, launcher=launcher, quotas=quotas, settings=settings)

    def leases(services: svcs.Container) -> Leases:
        return Leases(services.get(AsyncSession), settings)

    def foresight(services: svcs.Container) -> Foresight:
        db, standings = services.get(AsyncSession, Standings)
        return Foresight(db, standings)

    def forking(services: svcs.Container) -> Forking:
        return Forking(services.get(AsyncSession))

    registry.register_factory(Conversations, conversations)
    registry.register_factory(Foresight, foresight)
    registry.register_factory(Forking, forking)
    registry.register_factory(Turns, turns)
    registry.register_factory(Runs, runs)
    registry.register_factory(Leases, leases)
