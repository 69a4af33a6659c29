"""The audit trail: what is recorded, and what somebody reads of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.circumstances import circumstances
from cloudwright.audit.ports import Names
from cloudwright.audit.repository import Entries
from cloudwright.audit.schemas import (
    ActorKind,
    AuditActor,
    AuditEntry,
    AuditPage,
    Entry,
    Filters,
    Result,
)
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.observability.request import request_id
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import OneTenant, scope_of
from cloudwright.tenancy.work import UnitsOfWork

_PERSON = "usr_"
_NO_REQUEST = "-"
_SUBJECTS = ("name", "email")
_GONE = "Somebody who left"


class AuditTrail:
    """Adds entries in the caller's transaction, so that a deed and its record commit together."""

    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._db = db
        self._entries = Entries(db)
        self._clock = clock

    async def record(
        self,
        action: str,
        subject_id: str,
        *,
        actor_id: str,
        organization_id: str | None = None,
        details: Mapping[str, str] | None = None,
        actor_kind: ActorKind | None = None,
        result: Result = Result.DONE,
    ) -> None:
        """Record a deed; `organization_id` is needed only in a session for every organisation.

        `actor_kind` is found out where it is not given: a key, a person, or what works by itself.
        """
        scope = scope_of(self._db)
        owner = scope.organization_id if isinstance(scope, OneTenant) else organization_id
        if owner is None:
            raise ValueError("an audit entry needs its organisation")
        around, request = circumstances(), request_id()
        by_key = {"api_key": around.key_id} if around.key_id else {}
        entry = Entry(
            id=new_id("aud"),
            at=self._clock(),
            actor_id=actor_id,
            actor_kind=actor_kind or _kind(actor_id, around.key_id),
            action=action,
            subject_id=subject_id,
            result=result,
            address=around.address or None,
            request_id=None if request == _NO_REQUEST else request,
            details={**(details or {}), **by_key},
        )
        await self._entries.add(entry, organization_id=owner)

    async def newest(self, limit: int = 50) -> Sequence[Entry]:
        """Return the newest entries first."""
        return await self._entries.newest(Filters(), before=None, limit=limit)


class AuditReading:
    """Reads the trail of the caller's organisation page by page, with names where there are some."""

    def __init__(self, units: UnitsOfWork, names: Names) -> None:
        self._units = units
        self._names = names

    async def page(
        self, principal: Principal, filters: Filters, *, cursor: str | None, limit: int
    ) -> AuditPage:
        """Return the entries that fit, from the one after `cursor` on, the newest first."""
        filters = await self._with_people(principal, filters)
        async with self._units.read(principal) as services:
            entries = Entries(await services.aget(AsyncSession))
            found = await entries.newest(filters, before=cursor, limit=limit + 1)
            actions = await entries.actions()
        shown = found[:limit]
        return AuditPage(
            items=await self._named(shown),
            next_cursor=shown[-1].id if len(found) > limit else None,
            actions=tuple(actions),
        )

    async def _with_people(self, principal: Principal, filters: Filters) -> Filters:
        """Names are not in the trail: who is meant is looked up among those who did something."""
        if not filters.text:
            return filters
        async with self._units.read(principal) as services:
            actors = await Entries(await services.aget(AsyncSession)).actors()
        names = await self._names.of(actors)
        wanted = filters.text.casefold()
        people = {person_id for person_id, name in names.items() if wanted in name.casefold()}
        return replace(filters, people=frozenset({*people, filters.text}))

    async def _named(self, entries: Sequence[Entry]) -> tuple[AuditEntry, ...]:
        ids = {each.actor_id for each in entries} | {each.subject_id for each in entries}
        names = await self._names.of({each for each in ids if each.startswith(_PERSON)})
        return tuple(_shown(each, names) for each in entries)


def _kind(actor_id: str, key_id: str | None) -> ActorKind:
    if not actor_id.startswith(_PERSON):
        return ActorKind.SYSTEM
    return ActorKind.KEY if key_id else ActorKind.PERSON


def _shown(entry: Entry, names: Mapping[str, str]) -> AuditEntry:
    who = names.get(entry.actor_id, _GONE if entry.actor_id.startswith(_PERSON) else entry.actor_id)
    said = next((entry.details[name] for name in _SUBJECTS if name in entry.details), None)
    return AuditEntry(
        id=entry.id,
        at=entry.at,
        actor=AuditActor(id=entry.actor_id, name=who, kind=entry.actor_kind),
        action=entry.action,
        subject=said or names.get(entry.subject_id, entry.subject_id),
        result=entry.result,
        address=entry.address,
        request_id=entry.request_id,
        details=entry.details,
    )
