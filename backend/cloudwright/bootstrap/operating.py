"""The platform's pages, and the watch over what the product needs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.probes import (
    DatabaseProbe,
    InstalledProbes,
    MailProbe,
    ModelProbe,
    PaymentsProbe,
    StoreProbe,
)
from cloudwright.admin.figures.service import Figures
from cloudwright.admin.health.watch import DependencyWatch
from cloudwright.admin.service.appointing import Appointing
from cloudwright.admin.service.deeds import Deeds
from cloudwright.admin.service.directory import Directory
from cloudwright.admin.service.impersonating import Impersonating
from cloudwright.admin.service.running import Running
from cloudwright.admin.service.suspending import Suspending
from cloudwright.admin.trail.service import Looks, Trail
from cloudwright.agents.ports import Watched
from cloudwright.artifacts.ports import ArtifactStore
from cloudwright.audit.service import AuditTrail
from cloudwright.auth.impersonation.service import Impersonations
from cloudwright.auth.schemas import ActiveModel
from cloudwright.billing.ports import PaymentProvider
from cloudwright.billing.schemas import PlanId
from cloudwright.config import Settings
from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.notifications.service import Outbox
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_CONSOLE = EveryTenant("who runs the installation says who its operators are")


def register_operators(registry: svcs.Registry, settings: Settings) -> None:
    """Register what operators do; last, since it looks at everything else."""
    process = svcs.Container(registry)
    units, payments = process.get(UnitsOfWork), process.get(PaymentProvider)
    plans = tuple(PlanId) if payments.live is None else ()
    page = f"{settings.public_origin}/organization/audit"

    def trail(services: svcs.Container) -> Trail:
        return Trail(services.get(AsyncSession))

    def directory(services: svcs.Container) -> Directory:
        return Directory(services.get(AsyncSession), plans=plans)

    def figures(services: svcs.Container) -> Figures:
        return Figures(services.get(AsyncSession))

    def running(services: svcs.Container) -> Running:
        return Running(services.get(AsyncSession))

    def impersonations(services: svcs.Container) -> Impersonations:
        return Impersonations(services.get(AsyncSession))

    def suspending(services: svcs.Container) -> Suspending:
        db, entries, audit = services.get(AsyncSession, Trail, AuditTrail)
        return Suspending(db, trail=entries, audit=audit)

    def impersonating(services: svcs.Container) -> Impersonating:
        db, entries, audit, outbox = services.get(AsyncSession, Trail, AuditTrail, Outbox)
        return Impersonating(db, trail=entries, audit=audit, outbox=outbox, page=page)

    registry.register_factory(Trail, trail)
    registry.register_factory(Directory, directory)
    registry.register_factory(Figures, figures)
    registry.register_factory(Running, running)
    registry.register_factory(Impersonations, impersonations)
    registry.register_factory(Suspending, suspending)
    registry.register_factory(Impersonating, impersonating)
    registry.register_value(Looks, Looks(units))
    registry.register_value(Deeds, Deeds(units, payments))
    registry.register_value(DependencyWatch, DependencyWatch(_probes(process, settings)))


@asynccontextmanager
async def appointments(settings: Settings) -> AsyncIterator[Appointing]:
    """Open the database of an installation, to say who its operators are."""
    whole_metadata()
    timeout = settings.database.busy_timeout_seconds
    database = Database(settings.database_url, session_class=guarded_session(), busy_timeout_seconds=timeout)
    try:
        async with svcs.Registry() as registry, UnitsOfWork(database, registry).write(_CONSOLE) as services:
            db = services.get(AsyncSession)
            yield Appointing(db, Trail(db))
    finally:
        await database.close()


def _probes(process: svcs.Container, settings: Settings) -> InstalledProbes:
    database, units, model, watched = process.get(Database, UnitsOfWork, ActiveModel, Watched)
    return InstalledProbes.of(
        watched,
        DatabaseProbe(database),
        StoreProbe(process.get(ArtifactStore)),
        MailProbe(settings.notifications),
        PaymentsProbe(process.get(PaymentProvider)),
        ModelProbe(units, model),
    )
