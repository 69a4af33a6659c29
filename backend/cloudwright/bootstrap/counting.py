"""What is counted: plans, quotas, limits, and who is told of them."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.notifications.service import Outbox
from cloudwright.organizations.service.members import Members
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.quotas.schemas import PlanBook
from cloudwright.quotas.service.holding import Quotas
from cloudwright.quotas.service.limits import Limits, Standings
from cloudwright.quotas.service.plans import Plans
from cloudwright.quotas.service.telling import Admins, Directory
from cloudwright.tenancy.scope import tenant_of


def register_quotas(registry: svcs.Registry, book: PlanBook, *, page: str) -> None:
    def plans(services: svcs.Container) -> Plans:
        return Plans(services.get(AsyncSession), book)

    def directory(services: svcs.Container) -> Directory:
        db, members, organizations = services.get(AsyncSession, Members, Organizations)
        return Directory(tenant_of(db), members, organizations)

    def admins(services: svcs.Container) -> Admins:
        known, outbox = services.get(Directory, Outbox)
        return Admins(known, outbox, page=page)

    def quotas(services: svcs.Container) -> Quotas:
        db, plan, teller = services.get(AsyncSession, Plans, Admins)
        return Quotas(db, plan, teller=teller)

    def limits(services: svcs.Container) -> Limits:
        db, audit = services.get(AsyncSession, AuditTrail)
        return Limits(db, audit)

    def standings(services: svcs.Container) -> Standings:
        db, plan = services.get(AsyncSession, Plans)
        return Standings(db, plan)

    registry.register_factory(Plans, plans)
    registry.register_factory(Directory, directory)
    registry.register_factory(Admins, admins)
    registry.register_factory(Quotas, quotas)
    registry.register_factory(Limits, limits)
    registry.register_factory(Standings, standings)
