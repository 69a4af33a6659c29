"""Units of work: a tenant scope, one transaction, and the services built on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.engine import Database
from cloudwright.tenancy.errors import OnlyLooking
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import SCOPE, EveryTenant, OneTenant, TenantScope

Actor = Principal | OneTenant | EveryTenant


class UnitsOfWork:
    """Opens containers whose services share one database session.

    async with units.write(principal) as services:
        project = await (await services.aget(Projects)).rename(project_id, name="Shop")
    """

    def __init__(self, database: Database, registry: svcs.Registry) -> None:
        self._database = database
        self._registry = registry

    @asynccontextmanager
    async def write(self, actor: Actor) -> AsyncIterator[svcs.Container]:
        """Open one transaction: committed on a normal exit, rolled back on any other.

        Raises:
            OnlyLooking: an operator who looks as a member writes nothing in their name.
        """
        if isinstance(actor, Principal) and actor.onlooker is not None:
            raise OnlyLooking("Nothing was changed: you only look as this member.")
        async with self._database.write({SCOPE: _scope(actor)}) as db, self._container(actor, db) as services:
            yield services

    @asynccontextmanager
    async def read(self, actor: Actor) -> AsyncIterator[svcs.Container]:
        """Open a session that may only read."""
        async with self._database.read({SCOPE: _scope(actor)}) as db, self._container(actor, db) as services:
            yield services

    @asynccontextmanager
    async def _container(self, actor: Actor, db: AsyncSession) -> AsyncIterator[svcs.Container]:
        async with svcs.Container(self._registry) as services:
            services.register_local_value(AsyncSession, db)
            await services.aget(AsyncSession)  # from now on plain factories get it without awaiting
            if isinstance(actor, Principal):
                services.register_local_value(Principal, actor)
            yield services


def _scope(actor: Actor) -> TenantScope:
    return OneTenant(actor.organization_id, actor.user_id) if isinstance(actor, Principal) else actor
