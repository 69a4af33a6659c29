"""Applications of an organisation."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.gateway.applications.errors import ApplicationNotFound, TooMany
from cloudwright.gateway.applications.repository import ApplicationsTable, KeysTable, Revisions
from cloudwright.gateway.applications.rules.service import Rules
from cloudwright.gateway.applications.schemas import (
    Application,
    ApplicationChange,
    ApplicationList,
    NewApplication,
)
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.principal import Principal

MOST_APPLICATIONS = 500


class Applications:
    """Everything here is felt by calls within two seconds."""

    def __init__(self, db: AsyncSession, *, rules: Rules, audit: AuditTrail, clock: Clock = utc_now) -> None:
        self._applications = ApplicationsTable(db)
        self._keys = KeysTable(db)
        self._revisions = Revisions(db)
        self._rules = rules
        self._audit = audit
        self._clock = clock

    async def list(self) -> ApplicationList:
        """Return them with their keys, newest first."""
        return ApplicationList(items=tuple(await self._applications.all(now=self._clock())))

    async def find(self, application_id: str) -> Application:
        """Return one of them.

        Raises:
            ApplicationNotFound: there is none, or it was removed.
        """
        found = await self._applications.find(application_id, now=self._clock())
        if found is None:
            raise ApplicationNotFound(
                "There is no such application, or it was removed.", details={"id": application_id}
            )
        return found

    async def create(self, new: NewApplication, *, by: Principal) -> Application:
        """Make an application, without a key yet.

        Raises:
            RuleNotFound: there is no such inspection profile.
            TooMany: the organisation has as many as it may.
        """
        await self._rules.insist_on_profile(new.profile)
        if await self._applications.count() >= MOST_APPLICATIONS:
            raise TooMany(
                f"An organisation has at most {MOST_APPLICATIONS} applications. Remove one that nobody uses."
            )
        application_id = new_id("app")
        await self._applications.add(application_id, new, by=by.user_id, now=self._clock())
        await self._told("application.created", application_id, by=by, details=_words(new))
        return await self.find(application_id)

    async def change(self, application_id: str, change: ApplicationChange, *, by: Principal) -> Application:
        """Change what is named and leave the rest.

        Raises:
            ApplicationNotFound: there is none, or it was removed.
            RuleNotFound: there is no such inspection profile.
        """
        before = await self.find(application_id)
        await self._rules.insist_on_profile(change.profile or "")
        named = {name: value for name, value in change if value is not None}
        after = before.model_copy(update=named)
        if after == before:
            return before
        await self._applications.write(after, disabled_at=self._clock() if after.disabled else None)
        changed = {name: str(value) for name, value in named.items() if getattr(before, name) != value}
        await self._told("application.changed", application_id, by=by, details=changed)
        return after

    async def remove(self, application_id: str, *, by: Principal) -> None:
        """End an application with all its keys; what it used stays in the ledger.

        Raises:
            ApplicationNotFound: there is none, or it was removed before.
        """
        found, now = await self.find(application_id), self._clock()
        await self._keys.revoke_of(application_id, now=now)
        await self._applications.remove(application_id, now=now)
        await self._told("application.removed", application_id, by=by, details={"name": found.name})

    async def _told(self, action: str, subject: str, *, by: Principal, details: Mapping[str, str]) -> None:
        await self._revisions.grow()
        await self._audit.record(action, subject, actor_id=by.user_id, details=details)


def _words(new: NewApplication) -> dict[str, str]:
    return {name: ", ".join(value) if isinstance(value, tuple) else str(value) for name, value in new}
