"""Programs that come in with an API key: for its maker, with the role and the rules of this moment."""

from cloudwright.auth.api_keys.schemas import Recognised
from cloudwright.auth.api_keys.service import ApiKeys
from cloudwright.auth.sign_in import RecognisedKey
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.tenancy.principal import Approach, Principal
from cloudwright.users.service import People


class KeyEntrance:
    """Works before the organisation is known."""

    def __init__(self, keys: ApiKeys, *, organizations: Organizations, people: People) -> None:
        self._keys = keys
        self._organizations = organizations
        self._people = people

    async def recognise(self, secret: str, *, address: str) -> RecognisedKey | None:
        """Return for whom a key acts; None when it ended, or its maker is no member any more."""
        key = await self._keys.recognise(secret)
        if key is None or not await self._people.may_enter(key.person_id):
            return None
        standing = await self._organizations.standing(key.organization_id, key.person_id)
        if standing is None:
            return None
        approach = Approach(
            address=address,
            scopes=frozenset(scope.value for scope in key.scopes),
            expires_at=key.expires_at,
            rules=standing.rules,
        )
        principal = Principal(
            user_id=key.person_id,
            organization_id=key.organization_id,
            role=standing.membership.role,
            sign_in_id=key.key_id,
            approach=approach,
        )
        return RecognisedKey(key=key, principal=principal, stale=self._keys.is_stale(key))

    async def seen(self, key: Recognised) -> None:
        """Note that a key was used just now."""
        await self._keys.seen(key)
