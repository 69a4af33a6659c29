"""The outbox: what is added here is sent after the caller's transaction is committed, and only then."""

from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.notifications.models import NO_ORGANIZATION
from cloudwright.notifications.repository import Notifications
from cloudwright.notifications.schemas import Message
from cloudwright.tenancy.scope import OneTenant, scope_of


class Outbox:
    """Adds messages in the caller's transaction."""

    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._db = db
        self._table = Notifications(db)
        self._clock = clock

    async def add(self, message: Message, *, organization_id: str = NO_ORGANIZATION) -> str:
        """Add a message and return its id; one with the same `once` is added once.

        `organization_id` is for sessions that work for the whole installation; a tenant's are its own.
        """
        scope = scope_of(self._db)
        owner = scope.organization_id if isinstance(scope, OneTenant) else organization_id
        message_id = _id_of(message.once, message.to, owner) if message.once else new_id("ntf")
        await self._table.add(message_id, message, organization_id=owner, at=self._clock())
        return message_id


def _id_of(once: str, to: str, organization_id: str) -> str:
    digest = sha256(f"{organization_id}\n{to.lower()}\n{once}".encode()).hexdigest()
    return f"ntf_{digest[:32]}"
