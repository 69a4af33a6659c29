"""Codes that change every half minute (TOTP, RFC 6238), as apps for a second factor compute them."""

import hmac
import secrets
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

STEP_SECONDS = 30

_SECRET_BYTES = 20
_DIGITS = 6
_STEPS_OFF = (1, 0, -1)  # clocks of phones are off, and people are slow


def new_secret() -> bytes:
    """Return 160 random bits; to be sealed before they are stored."""
    return secrets.token_bytes(_SECRET_BYTES)


def spelled(secret: bytes) -> str:
    """Return the secret as people type it into an app: base32."""
    return b32encode(secret).decode().rstrip("=")


def provisioning_uri(secret: bytes, *, issuer: str, account: str) -> str:
    """Return what the QR code holds, `otpauth://totp/...`."""
    label = f"{quote(issuer, safe='')}:{quote(account, safe='@')}"
    query = urlencode(
        {"secret": spelled(secret), "issuer": issuer, "digits": _DIGITS, "period": STEP_SECONDS}
    )
    return f"otpauth://totp/{label}?{query}"


def step_at(moment: datetime) -> int:
    """Return the number of the half minute that a moment is in, counted from 1970."""
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, step: int) -> str:
    """Return the six digits of a step."""
    return HOTP(secret, _DIGITS, SHA1(), enforce_key_length=False).generate(step).decode()  # noqa: S303 - RFC 6238


def accepted_step(secret: bytes, code: str, *, now: datetime, last_step: int | None) -> int | None:
    """Return the step that a code belongs to, one to either side of now; None when it is not accepted.

    A step is used once: the caller stores the returned one, on condition that the stored one is still
    `last_step`, and no code of that step or an earlier one is accepted again.
    """
    typed = code.replace(" ", "").encode("utf-8", "surrogatepass")
    found = None
    for off in _STEPS_OFF:
        step = step_at(now) + off
        fits = hmac.compare_digest(code_at(secret, max(step, 0)).encode(), typed)
        if fits and (last_step is None or step > last_step):
            found = step
    return found
