"""Keys of applications: made, narrowed, rotated and revoked."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.gateway.applications.errors import KeyNotFound, RotationUnderway, TooMany
from cloudwright.gateway.applications.identity.peppers import Peppers
from cloudwright.gateway.applications.repository import KeysTable, Revisions, Times
from cloudwright.gateway.applications.schemas import (
    ApplicationKey,
    CreatedKey,
    KeyChange,
    KnownSecret,
    NewApplicationKey,
    Rotation,
)
from cloudwright.gateway.applications.service.applications import Applications
from cloudwright.gateway.applications.texts import digest, new_key_id, new_text
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.principal import Principal

MOST_KEYS = 50


class Keys:
    """Everything here is felt by calls within two seconds."""

    def __init__(
        self,
        db: AsyncSession,
        applications: Applications,
        *,
        peppers: Peppers,
        audit: AuditTrail,
        clock: Clock = utc_now,
    ) -> None:
        self._keys = KeysTable(db)
        self._revisions = Revisions(db)
        self._applications = applications
        self._peppers = peppers
        self._audit = audit
        self._clock = clock

    async def make(self, application_id: str, new: NewApplicationKey, *, by: Principal) -> CreatedKey:
        """Make a key and return its secret, this once.

        Raises:
            ApplicationNotFound: there is no such application.
            TooMany: it has as many keys as it may.
        """
        application = await self._applications.find(application_id)
        if len(application.keys) >= MOST_KEYS:
            raise TooMany(f"An application has at most {MOST_KEYS} keys. Revoke one that nobody uses.")
        now, key_id = self._clock(), new_key_id()
        times = Times(now, expires_at=_end(new.expires_in_days, now))
        await self._keys.add(key_id, application_id, new, by=by.user_id, times=times)
        secret = await self._secret(key_id)
        details = {"application": application.name, "name": new.name, "expires": _said(times.expires_at)}
        await self._told("application_key.made", key_id, by=by, details=details)
        return CreatedKey(key=await self.find(key_id), secret=secret)

    async def find(self, key_id: str) -> ApplicationKey:
        """Return a key.

        Raises:
            KeyNotFound: there is none, or it was revoked.
        """
        found = await self._keys.find(key_id, now=self._clock())
        if found is None:
            raise KeyNotFound("There is no such key, or it was revoked before.", details={"id": key_id})
        return found

    async def change(self, key_id: str, change: KeyChange, *, by: Principal) -> ApplicationKey:
        """Change what is named and leave the rest.

        Raises:
            KeyNotFound: there is none, or it was revoked.
        """
        before = await self.find(key_id)
        named = change.model_dump(exclude={"expires_in_days"}, exclude_none=True)
        if change.scopes is not None:
            named["scopes"] = tuple(sorted(change.scopes))
        if "expires_in_days" in change.model_fields_set:
            named["expires_at"] = _end(change.expires_in_days, self._clock())
        after = before.model_copy(update=named)
        if after == before:
            return before
        await self._keys.write(after)
        changed = {name: str(value) for name, value in named.items() if getattr(before, name) != value}
        await self._told("application_key.changed", key_id, by=by, details=changed)
        return after

    async def rotate(self, key_id: str, rotation: Rotation, *, by: Principal) -> CreatedKey:
        """Make a new secret; the one before goes on for the overlap.

        Raises:
            KeyNotFound: there is none, or it was revoked.
            RotationUnderway: the one before that is still good.
        """
        before, now = await self.find(key_id), self._clock()
        if len(before.secrets) > 1:
            ends = _said(before.secrets[1].not_after)
            raise RotationUnderway(
                f"This key is being rotated: the secret before is good until {ends}. End it first. "
                "Nothing was changed.",
                details={"id": key_id, "secret_id": before.secrets[1].id},
            )
        ends_at = now + timedelta(hours=rotation.overlap_hours)
        for each in before.secrets:
            await self._keys.end_secret(each.id, not_after=ends_at)
        secret = await self._secret(key_id)
        await self._told("application_key.rotated", key_id, by=by, details={"until": _said(ends_at)})
        return CreatedKey(key=await self.find(key_id), secret=secret)

    async def end_secret(self, key_id: str, secret_id: str, *, by: Principal) -> ApplicationKey:
        """End the secret that is being replaced before its time.

        Raises:
            KeyNotFound: there is no such key, or this is not a secret that it replaced.
        """
        key, now = await self.find(key_id), self._clock()
        if secret_id not in {each.id for each in key.secrets[1:]}:
            raise KeyNotFound(
                "This key has no such secret, or it is the newest. To end that one, revoke the key.",
                details={"id": key_id, "secret_id": secret_id},
            )
        await self._keys.end_secret(secret_id, not_after=now)
        await self._told("application_key.secret_ended", key_id, by=by, details={"secret": secret_id})
        return await self.find(key_id)

    async def revoke(self, key_id: str, *, by: Principal) -> None:
        """End a key with all its secrets and tokens.

        Raises:
            KeyNotFound: there is none, or it was revoked before.
        """
        found = await self.find(key_id)
        await self._keys.revoke(key_id, now=self._clock())
        await self._told("application_key.revoked", key_id, by=by, details={"name": found.name})

    async def _secret(self, key_id: str) -> str:
        version, pepper = await self._peppers.newest()
        text = new_text(key_id)
        secret = KnownSecret(id=new_id("sec"), hash=digest(text, pepper), pepper=version, not_after=None)
        await self._keys.add_secret(secret, key_id, now=self._clock())
        return text.whole

    async def _told(self, action: str, subject: str, *, by: Principal, details: Mapping[str, str]) -> None:
        await self._revisions.grow()
        await self._audit.record(action, subject, actor_id=by.user_id, details=details)


def _end(days: int | None, now: datetime) -> datetime | None:
    return now + timedelta(days=days) if days else None


def _said(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"
