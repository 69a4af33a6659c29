"""Sealed cookies of a browser on its way in: a challenge it has to meet, and that it is known."""

import base64
from datetime import datetime, timedelta

from cloudwright.auth.entry.errors import ChallengeEnded
from cloudwright.auth.entry.schemas import Challenge, KnownDevice
from cloudwright.encryption.errors import KeyMissing, SealRefused
from cloudwright.encryption.schemas import Sealed
from cloudwright.encryption.service import Sealer
from cloudwright.kit.ids import new_id

CHALLENGE_SECONDS = 600
KNOWN_SECONDS = 365 * 86_400

_CHALLENGE = {"cookie": "cw_challenge"}
_DEVICE = {"cookie": "cw_device"}
_MOST_PEOPLE = 5


async def sealed_challenge(challenge: Challenge, sealer: Sealer) -> str:
    """Return the text of the cookie."""
    return await _sealed(challenge.model_dump_json(), sealer, context=_CHALLENGE)


async def opened_challenge(text: str, sealer: Sealer, *, now: datetime) -> Challenge:
    """Return the challenge of a cookie.

    Raises:
        ChallengeEnded: it is missing, was changed, or is too old.
    """
    try:
        challenge = Challenge.model_validate_json(await _opened(text, sealer, context=_CHALLENGE))
    except (SealRefused, KeyMissing, ValueError) as error:
        raise _ended() from error
    if not timedelta() <= now - challenge.at <= timedelta(seconds=CHALLENGE_SECONDS):
        raise _ended()
    return challenge


async def sealed_device(device: KnownDevice, sealer: Sealer) -> str:
    """Return the text of the cookie."""
    return await _sealed(device.model_dump_json(), sealer, context=_DEVICE)


async def opened_device(text: str, sealer: Sealer) -> KnownDevice:
    """Return the device of a cookie; a new one when there is none that we made."""
    if text:
        try:
            return KnownDevice.model_validate_json(await _opened(text, sealer, context=_DEVICE))
        except (SealRefused, KeyMissing, ValueError):
            return KnownDevice(id=new_id("dev"))
    return KnownDevice(id=new_id("dev"))


def knowing(device: KnownDevice, person_id: str) -> KnownDevice:
    """Return the device with somebody who has just signed in with it."""
    others = [each for each in device.people if each != person_id]
    return KnownDevice(id=device.id, people=(person_id, *others)[:_MOST_PEOPLE])


async def _sealed(text: str, sealer: Sealer, *, context: dict[str, str]) -> str:
    value = await sealer.seal(text.encode(), context=context)
    return base64.urlsafe_b64encode(value.to_bytes()).decode()


async def _opened(text: str, sealer: Sealer, *, context: dict[str, str]) -> bytes:
    return await sealer.open(Sealed.from_bytes(base64.urlsafe_b64decode(text)), context=context)


def _ended() -> ChallengeEnded:
    return ChallengeEnded("This sign-in took too long or began in another browser. Start again.")
