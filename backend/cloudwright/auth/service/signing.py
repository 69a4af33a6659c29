"""The keys that sign access tokens: made in time, published before they sign, kept while they are needed."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.access_tokens import Access, AccessToken, AccessTokens
from cloudwright.auth.errors import SigningKeyUnknown
from cloudwright.auth.repository import SigningKeysTable
from cloudwright.auth.schemas import SigningKeySettings
from cloudwright.auth.signed_tokens import Document, Expected, PublicKeys, SigningPair, verified
from cloudwright.auth.signing_keys import KeyTimes, StoredKey, next_signs_from, published, signer
from cloudwright.encryption.schemas import Sealed
from cloudwright.encryption.service import Sealer
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_KEYS = EveryTenant("keys that sign access tokens belong to the installation", turn="signing keys")
_READ_AGAIN_AFTER = timedelta(seconds=60)
_UNKNOWN_READ_AFTER = timedelta(seconds=30)
_Said = TypeVar("_Said")


@dataclass(frozen=True, slots=True)
class _Known:
    keys: Sequence[StoredKey]
    read_at: datetime

    @property
    def times(self) -> Sequence[KeyTimes]:
        return [each.times for each in self.keys]


class Signing:
    """One per process. Reads the keys again now and then, so that all processes sign with the same one."""

    def __init__(
        self,
        units: UnitsOfWork,
        tokens: AccessTokens,
        *,
        settings: SigningKeySettings,
        sealer: Sealer,
        clock: Clock = utc_now,
    ) -> None:
        self._units = units
        self._tokens = tokens
        self._settings = settings
        self._sealer = sealer
        self._clock = clock
        self._known: _Known | None = None
        self._pairs: dict[str, SigningPair] = {}

    async def sign(self, access: Access) -> str:
        """Return a new access token."""
        now = self._clock()
        return self._tokens.issue(access, pair=await self._active(now), now=now)

    async def sign_claims(self, claims: Document, *, token_type: str) -> str:
        """Return a new token of another kind than access tokens."""
        return (await self._active(self._clock())).sign(claims, token_type=token_type)

    async def verify(self, token: str) -> AccessToken:
        """Return what an access token says.

        Raises:
            TokenExpired, SigningKeyUnknown, TokenRefused: it is not believed.
        """
        return await self._believed(lambda keys, now: self._tokens.verify(token, keys=keys, now=now))

    async def verify_claims(self, token: str, *, expected: Expected) -> Document:
        """Return the claims of a token of another kind.

        Raises:
            TokenExpired, SigningKeyUnknown, TokenRefused: it is not believed.
        """
        return await self._believed(lambda keys, now: verified(token, keys, expected=expected, now=now))

    async def document(self) -> Document:
        """Return the public keys as a JSON Web Key Set (RFC 7517)."""
        now = self._clock()
        return self._public(await self._current(now), now).document()

    async def _active(self, now: datetime) -> SigningPair:
        known = await self._current(now)
        if next_signs_from(known.times, now=now, settings=self._settings) is not None:
            known = await self._grown(now)
        active = signer(known.times, now=now, settings=self._settings)
        return await self._pair(next(each for each in known.keys if each.times == active))

    async def _believed(self, read: Callable[[PublicKeys, datetime], _Said]) -> _Said:
        """Read a token, with the keys of this moment where it names one that is not known yet."""
        now = self._clock()
        known = await self._current(now)
        try:
            return read(self._public(known, now), now)
        except SigningKeyUnknown:
            if now - known.read_at < _UNKNOWN_READ_AFTER:
                raise
        return read(self._public(await self._read(now), now), now)

    async def _current(self, now: datetime) -> _Known:
        if self._known is None or now - self._known.read_at > _READ_AGAIN_AFTER:
            return await self._read(now)
        return self._known

    async def _read(self, now: datetime) -> _Known:
        async with self._units.read(_KEYS) as services:
            keys = await SigningKeysTable(services.get(AsyncSession)).all()
        self._known = _Known(keys, read_at=now)
        return self._known

    async def _grown(self, now: datetime) -> _Known:
        """Add the key that is due, unless another process was faster."""
        pair = SigningPair.generate()
        secret = await self._sealer.seal(pair.private(), context=_context(pair.kid))
        async with self._units.write(_KEYS) as services:
            table = SigningKeysTable(services.get(AsyncSession))
            times = [each.times for each in await table.all()]
            from_when = next_signs_from(times, now=now, settings=self._settings)
            if from_when is not None:
                made = KeyTimes(kid=pair.kid, published_at=now, signs_from=from_when)
                text = base64.b64encode(secret.to_bytes()).decode()
                await table.add(StoredKey(times=made, public=pair.public(), secret=text))
        return await self._read(now)

    def _public(self, known: _Known, now: datetime) -> PublicKeys:
        shown = {each.kid for each in published(known.times, now=now, settings=self._settings)}
        return PublicKeys.of({"keys": [each.public for each in known.keys if each.times.kid in shown]})

    async def _pair(self, stored: StoredKey) -> SigningPair:
        kid = stored.times.kid
        if kid not in self._pairs:
            sealed = Sealed.from_bytes(base64.b64decode(stored.secret))
            secret = await self._sealer.open(sealed, context=_context(kid))
            self._pairs = {kid: SigningPair.from_private(secret)}
        return self._pairs[kid]


def _context(kid: str) -> dict[str, str]:
    return {"table": "signing_keys", "row": kid, "column": "secret"}
