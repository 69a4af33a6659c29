"""What is counted: plans, quotas, limits, and who is told of them."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.plans import CountedPlans
from cloudwright.admin.errors import PlansAreSold
from cloudwright.audit.service import AuditTrail
from cloudwright.billing.entitlements import NO_PLAN
from cloudwright.config import PaymentsBy, Settings
from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.notifications.service import Outbox
from cloudwright.organizations.seats import Seats
from cloudwright.organizations.service.members import Members
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.quotas.schemas import Grant, PlanBook
from cloudwright.quotas.service.holding import Quotas
from cloudwright.quotas.service.limits import Limits, Standings
from cloudwright.quotas.service.plans import Plans
from cloudwright.quotas.service.returning import Lapsed, Returns
from cloudwright.quotas.service.telling import Admins, Directory
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import SCOPE, OneTenant, tenant_of
from cloudwright.users.service import People

_CONSOLE = "console"


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

    def lapsed(services: svcs.Container) -> Lapsed:
        return Lapsed(services.get(AsyncSession))

    def returns(services: svcs.Container) -> Returns:
        return Returns(services.get(AsyncSession))

    registry.register_factory(Lapsed, lapsed)
    registry.register_factory(Returns, returns)
    registry.register_factory(Plans, plans)
    registry.register_factory(Directory, directory)
    registry.register_factory(Admins, admins)
    registry.register_factory(Quotas, quotas)
    registry.register_factory(Limits, limits)
    registry.register_factory(Standings, standings)


async def give_plan(settings: Settings, organization_id: str, grant: Grant) -> None:
    """Give an organisation a plan, for programs that need nothing else.

    Raises:
        OrganizationNotFound: there is none with this id.
        PlansAreSold: a payment provider decides here.
    """
    if settings.billing.provider is not PaymentsBy.NONE:
        raise PlansAreSold("Plans are sold here: what is paid for decides. Nothing was changed.")
    whole_metadata()
    timeout = settings.database.busy_timeout_seconds
    database = Database(settings.database_url, session_class=guarded_session(), busy_timeout_seconds=timeout)
    try:
        async with database.write({SCOPE: OneTenant(organization_id)}) as db:
            seats, plans = Seats(db), Plans(db, PlanBook({}, otherwise=NO_PLAN))
            await Organizations(db, People(db), seats=seats).get(organization_id)
            await CountedPlans(seats, plans, AuditTrail(db)).give(organization_id, grant, by=_CONSOLE)
    finally:
        await database.close()
