"""Makes, lists, recognises and revokes API keys."""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.auth.api_keys.errors import ApiKeyNotFound, ScopeRefused
from cloudwright.auth.api_keys.repository import ApiKeysTable
from cloudwright.auth.api_keys.schemas import (
    ApiKey,
    ApiKeyList,
    CreatedApiKey,
    GivenScope,
    Kept,
    NewKey,
    Recognised,
)
from cloudwright.auth.api_keys.text import MARK, digest, new_key, parsed
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.rbac.permissions import MEANINGS, NEVER_BY_KEY, Permission
from cloudwright.rbac.roles import permitted
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.users.schemas import Person
from cloudwright.users.service import People

_SEEN_AGAIN_AFTER = timedelta(minutes=5)
_SHORTEST_PEPPER_BYTES = 32
_NO_HASH = "0" * 64
_GONE = "somebody who left"


class ApiKeys:
    """Keys of an organisation. `recognise` and `seen` work before it is known, in a session for all.

    The first of `peppers` goes into new keys; older ones are still accepted, until they are taken out.
    """

    def __init__(
        self,
        db: AsyncSession,
        peppers: Sequence[bytes],
        *,
        people: People,
        audit: AuditTrail,
        clock: Clock = utc_now,
    ) -> None:
        if not peppers or any(len(pepper) < _SHORTEST_PEPPER_BYTES for pepper in peppers):
            raise ValueError("API keys need a pepper of at least 32 bytes")
        self._keys = ApiKeysTable(db)
        self._peppers = tuple(peppers)
        self._people = people
        self._audit = audit
        self._clock = clock

    async def make(self, wanted: NewKey, *, by: Principal) -> CreatedApiKey:
        """Make a key and return its secret, this once.

        Raises:
            ScopeRefused: it would be allowed what its maker is not, or what no key may do.
        """
        beyond = sorted(wanted.scopes - givable(by.role))
        if beyond:
            raise ScopeRefused(
                f"A key of yours cannot have the scopes {', '.join(beyond)}. No key was made.",
                details={"scopes": [*beyond]},
            )
        now, text = self._clock(), new_key()
        days = wanted.expires_in_days
        key = Kept(
            id=new_id("key"),
            name=wanted.name,
            prefix=text.prefix,
            scopes=tuple(sorted(wanted.scopes)),
            created_by=by.user_id,
            created_at=now,
            expires_at=now + timedelta(days=days) if days else None,
            last_used_at=None,
        )
        await self._keys.add(
            key, organization_id=by.organization_id, secret_hash=digest(text, pepper=self._peppers[0])
        )
        details = {"name": key.name, "scopes": ", ".join(key.scopes), "expires": _words(key.expires_at)}
        await self._record("api_key.made", key.id, by=by, details=details)
        names = await self._people.many([by.user_id])
        return CreatedApiKey(api_key=_shown(key, names), secret=text.whole)

    async def list(self, principal: Principal) -> ApiKeyList:
        """Return the keys that work, newest first, and the scopes that the caller may give."""
        kept = await self._keys.live(now=self._clock())
        names = await self._people.many({each.created_by for each in kept})
        scopes = sorted(givable(principal.role))
        return ApiKeyList(
            items=tuple(_shown(each, names) for each in kept),
            scopes=tuple(GivenScope(scope=scope, meaning=MEANINGS[scope]) for scope in scopes),
        )

    async def revoke(self, key_id: str, *, by: Principal) -> None:
        """End a key at once.

        Raises:
            ApiKeyNotFound: there is none, or it was revoked before.
        """
        if not await self._keys.revoke(key_id, now=self._clock()):
            raise ApiKeyNotFound("There is no such key, or it was revoked before.", details={"id": key_id})
        await self._record("api_key.revoked", key_id, by=by)

    async def of(self, person_id: str, *, by: Principal) -> None:
        """End the keys that a person made, who is no member any more: `organizations.ports.Departures`."""
        for key_id in await self._keys.revoke_of(person_id, now=self._clock()):
            await self._record("api_key.revoked", key_id, by=by)

    async def recognise(self, secret: str) -> Recognised | None:
        """Return whose key this is; None for an unknown, ended or revoked one, after the same work."""
        text = parsed(secret)
        if text is None:
            return None
        stored = await self._keys.live_by_prefix(text.prefix, now=self._clock())
        expected = stored.secret_hash if stored else _NO_HASH
        given = [digest(text, pepper=pepper) for pepper in self._peppers]
        matches = [hmac.compare_digest(each, expected) for each in given]
        return stored.recognised if stored and any(matches) else None

    def is_stale(self, key: Recognised) -> bool:
        """Return whether the time of its last use is worth writing again."""
        return key.last_used_at is None or self._clock() - key.last_used_at >= _SEEN_AGAIN_AFTER

    async def seen(self, key: Recognised) -> bool:
        """Note that it was used just now; False when that was noted less than five minutes ago."""
        now = self._clock()
        return await self._keys.seen(key, now=now, unless_since=now - _SEEN_AGAIN_AFTER)

    async def _record(
        self, action: str, key_id: str, *, by: Principal, details: Mapping[str, str] | None = None
    ) -> None:
        await self._audit.record(
            action, key_id, actor_id=by.user_id, organization_id=by.organization_id, details=details
        )


def givable(role: Role) -> frozenset[Permission]:
    """Return the scopes that a member of this role may give to a key."""
    return permitted(role) - NEVER_BY_KEY


def _shown(key: Kept, people: Mapping[str, Person]) -> ApiKey:
    return ApiKey(
        id=key.id,
        name=key.name,
        prefix=f"{MARK}_{key.prefix}",
        scopes=key.scopes,
        created_by=people[key.created_by].name if key.created_by in people else _GONE,
        created_at=key.created_at,
        expires_at=key.expires_at,
        last_used_at=key.last_used_at,
    )


def _words(moment: datetime | None) -> str:
    return moment.isoformat() if moment else "never"
