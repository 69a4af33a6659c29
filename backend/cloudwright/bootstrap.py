"""The composition root: builds every service from settings. The only module that names adapters.

A domain adds one function `_register_<group>(registry, ...)` and its call in `build_registry`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.broadcast import MemoryBroadcaster
from cloudwright.audit.service import AuditTrail
from cloudwright.auth.schemas import ActiveModel
from cloudwright.auth.service import SignIns, Tickets
from cloudwright.config import EventSettings, Settings
from cloudwright.database.directory import held_directory
from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.database.migrate import upgrade
from cloudwright.events.pending import PendingText
from cloudwright.events.service import EventLog
from cloudwright.events.writer import TextWriter
from cloudwright.organizations.service import Organizations
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

_BUILT_IN_DESIGNER = ActiveModel(id="builtin", label="Built-in designer", local=True)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[svcs.Registry]:
    """Hold the data directory, bring the schema up to date, seed, and close everything at the end.

    Raises:
        DataDirectoryInUse: another process uses the same data directory.
    """
    with held_directory(settings.data.directory):
        async with svcs.Registry() as registry:
            build_registry(registry, settings)
            async with svcs.Container(registry) as services:
                await _prepare(services)
                async with services.get(TextWriter).running():
                    yield registry


def build_registry(registry: svcs.Registry, settings: Settings) -> None:
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
    _register_sign_in(registry)


async def _prepare(services: svcs.Container) -> None:
    database, units = await services.aget(Database, UnitsOfWork)
    await upgrade(database)
    async with units.write(EveryTenant("the local studio is seeded at start")) as scoped:
        await (await scoped.aget(Organizations)).seed_local()


def _register_platform(registry: svcs.Registry, settings: Settings, *, database: Database) -> None:
    registry.register_value(Settings, settings)
    registry.register_value(Database, database, on_registry_close=database.close)
    registry.register_value(UnitsOfWork, UnitsOfWork(database, registry))
    registry.register_value(ActiveModel, _BUILT_IN_DESIGNER)


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

    def organizations(services: svcs.Container) -> Organizations:
        db, known = services.get(AsyncSession, People)
        return Organizations(db, known)

    registry.register_factory(AuditTrail, audit_trail)
    registry.register_factory(People, people)
    registry.register_factory(Organizations, organizations)


def _register_sign_in(registry: svcs.Registry) -> None:
    def sign_ins(services: svcs.Container) -> SignIns:
        db, settings, organizations, audit = services.get(AsyncSession, Settings, Organizations, AuditTrail)
        return SignIns(db, settings.sign_in, organizations=organizations, audit=audit)

    def tickets(services: svcs.Container) -> Tickets:
        db, settings, known = services.get(AsyncSession, Settings, SignIns)
        return Tickets(db, settings.sign_in, sign_ins=known)

    registry.register_factory(SignIns, sign_ins)
    registry.register_factory(Tickets, tickets)
