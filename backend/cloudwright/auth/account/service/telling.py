"""What is written when an account changes: an audit entry, and a message to its owner."""

from cloudwright.audit.service import AuditTrail
from cloudwright.auth.devices import device_name
from cloudwright.auth.entry.schemas import Browser
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.notifications.schemas import AccountChanged, Message
from cloudwright.notifications.service import Outbox
from cloudwright.tenancy.principal import Principal
from cloudwright.users.service import People


class Telling:
    """Works in the caller's transaction, for every tenant."""

    def __init__(
        self, people: People, outbox: Outbox, *, audit: AuditTrail, origin: str, clock: Clock = utc_now
    ) -> None:
        self._people = people
        self._outbox = outbox
        self._audit = audit
        self._origin = origin
        self._clock = clock

    async def changed(self, action: str, what: str, *, principal: Principal, browser: Browser) -> None:
        """Record `action`, and tell the owner in the sentence `what`."""
        await self._audit.record(
            action,
            principal.user_id,
            actor_id=principal.user_id,
            organization_id=principal.organization_id,
        )
        person = await self._people.get(principal.user_id)
        content = AccountChanged(
            person=person.name,
            what=what,
            device=device_name(browser.device),
            at=self._clock(),
            link=f"{self._origin}/sign-in?step=forgot",
        )
        await self._outbox.add(Message(to=person.email, content=content))
