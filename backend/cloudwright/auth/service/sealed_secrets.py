"""Looks at start whether the keys are there that sealed what is stored."""

import base64

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.entry.repository import SecondFactorsTable
from cloudwright.auth.repository import SigningKeysTable
from cloudwright.encryption.errors import KeyMissing, SealRefused
from cloudwright.encryption.ports import KeyRing
from cloudwright.encryption.schemas import KeyName, Sealed
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_AT_START = EveryTenant("keys of the whole installation are compared with what they sealed")


class SealedSecrets:
    """A key that is missing is better found now than by the first person who cannot sign in."""

    def __init__(self, units: UnitsOfWork, ring: KeyRing) -> None:
        self._units = units
        self._ring = ring

    async def insist(self) -> None:
        """Return when the ring holds every key that signing keys and second factors were sealed with.

        A value that is damaged is left to whoever needs it; only a missing key ends the start.

        Raises:
            KeyMissing: it names the key and its fingerprint.
        """
        async with self._units.read(_AT_START) as services:
            db = services.get(AsyncSession)
            signing = [each.secret for each in await SigningKeysTable(db).all()]
            factors = await SecondFactorsTable(db).some_secrets()
        needed = {name for text in (*signing, *factors) if (name := _sealed_by(text)) is not None}
        if not needed:
            return
        held = {each.name for each in await self._ring.keys()}
        for name in sorted(needed - held, key=lambda each: each.id):
            raise KeyMissing(
                f"What is stored was sealed with key {name.id} (fingerprint {name.fingerprint}), which the "
                "key file does not hold. Nothing was changed. Restore the key file that belongs to this "
                "database, then start again.",
                details={"key_id": name.id, "fingerprint": name.fingerprint},
            )


def _sealed_by(text: str) -> KeyName | None:
    try:
        return Sealed.from_bytes(base64.b64decode(text)).wrapped.name
    except (SealRefused, ValueError):
        return None
