"""The links of a project, in the transaction of whoever asks."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.projects.sharing.errors import ShareLinkNotFound
from cloudwright.projects.sharing.repository import Content, Draft, ShareLinksTable, Stored
from cloudwright.projects.sharing.schemas import LinkState, ShareLink
from cloudwright.rbac.permissions import Permission
from cloudwright.rbac.roles import GRANTS, Reach
from cloudwright.tenancy.principal import Principal
from cloudwright.users.schemas import Person
from cloudwright.users.service import People

_GONE = "Somebody who left"


class Links:
    """Works for the organisation of the caller."""

    def __init__(
        self, db: AsyncSession, *, people: People, audit: AuditTrail, clock: Clock = utc_now
    ) -> None:
        self._table = ShareLinksTable(db)
        self._people = people
        self._audit = audit
        self._clock = clock

    async def of_project(self, project_id: str, principal: Principal) -> tuple[ShareLink, ...]:
        """Return every link that was made for a project, newest first."""
        found = await self._table.of_project(project_id)
        people = await self._people.many({each.created_by for each in found})
        now = self._clock()
        return tuple(_shown(each, people, now=now, viewer=principal) for each in found)

    async def keep(self, draft: Draft, principal: Principal) -> ShareLink:
        """Store a link, with its entry in the audit trail."""
        await self._table.add(draft)
        await self._audit.record(
            "share_link.made",
            draft.id,
            actor_id=principal.user_id,
            details={
                "revision": draft.revision_id,
                "parts": ", ".join(draft.parts),
                "expires_at": draft.expires_at.isoformat() if draft.expires_at else "never",
            },
        )
        return await self._one(draft.id, principal)

    async def maker(self, link_id: str) -> str:
        """Return who made a link; raises ShareLinkNotFound."""
        return (await self._stored(link_id)).created_by

    async def revoke(self, link_id: str, principal: Principal) -> ShareLink:
        """Let a link open nothing from now on; raises ShareLinkNotFound. Revoking it twice is revoking it."""
        stored = await self._stored(link_id)
        if stored.revoked_at is None:
            await self._table.revoke(link_id, at=self._clock())
            await self._audit.record(
                "share_link.revoked",
                link_id,
                actor_id=principal.user_id,
                details={"revision": stored.revision_id, "opened": str(stored.opened)},
            )
        return await self._one(link_id, principal)

    async def behind(self, token_hash: str) -> Content | None:
        """Return what a link shows; nothing when it opens nothing any more."""
        found = await self._table.content(token_hash)
        return found if found is not None and found.link.works(self._clock()) else None

    async def count_opening(self, link_id: str) -> None:
        """Note that a link was opened now."""
        await self._table.count_opening(link_id, at=self._clock())

    async def _one(self, link_id: str, principal: Principal) -> ShareLink:
        stored = await self._stored(link_id)
        people = await self._people.many({stored.created_by})
        return _shown(stored, people, now=self._clock(), viewer=principal)

    async def _stored(self, link_id: str) -> Stored:
        stored = await self._table.find(link_id)
        if stored is None:
            raise ShareLinkNotFound("There is no such link.", details={"id": link_id})
        return stored


def _shown(stored: Stored, people: Mapping[str, Person], *, now: datetime, viewer: Principal) -> ShareLink:
    maker = people.get(stored.created_by)
    yours = stored.created_by == viewer.user_id
    reach = GRANTS.get(viewer.role, {}).get(Permission.SHARING_MANAGE)
    return ShareLink(
        id=stored.id,
        revision_id=stored.revision_id,
        revision_number=stored.revision_number,
        option_name=stored.option_name,
        parts=stored.parts,
        state=_state(stored, now),
        made_by=maker.name if maker else _GONE,
        made_by_you=yours,
        may_revoke=yours or reach is Reach.ANY,
        created_at=stored.created_at,
        expires_at=stored.expires_at,
        opened=stored.opened,
        last_opened_at=stored.last_opened_at,
    )


def _state(stored: Stored, now: datetime) -> LinkState:
    if stored.revoked_at is not None:
        return LinkState.REVOKED
    return LinkState.OPEN if stored.works(now) else LinkState.EXPIRED
