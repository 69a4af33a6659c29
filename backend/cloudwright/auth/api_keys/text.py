"""The text of an API key: `cw_live_<prefix>_<secret><checksum>`.

The first part says whose it is and what it is for, to people and to scanners of leaked secrets. The
prefix finds the key, the secret proves it (256 random bits), and the checksum tells a key from what only
looks like one, without asking anybody.
"""

import hmac
import re
import secrets
import zlib
from dataclasses import dataclass

MARK = "cw_live"
PREFIX_LENGTH = 10
SECRET_LENGTH = 43
CHECKSUM_LENGTH = 6
PATTERN = rf"\b{MARK}_[0-9A-Za-z]{{{PREFIX_LENGTH}}}_[0-9A-Za-z]{{{SECRET_LENGTH + CHECKSUM_LENGTH}}}\b"
"""What scanners of leaked secrets look for; `checksum` then tells whether it is one."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SECRET_BITS = 256
_WHOLE = re.compile(PATTERN, re.ASCII)


@dataclass(frozen=True, slots=True)
class KeyText:
    """A key that is shaped as ours are; whether it opens anything is not known yet."""

    prefix: str
    whole: str


def new_key() -> KeyText:
    """Return a fresh key."""
    prefix = "".join(secrets.choice(_DIGITS) for _ in range(PREFIX_LENGTH))
    body = f"{MARK}_{prefix}_{_base62(secrets.randbits(_SECRET_BITS), length=SECRET_LENGTH)}"
    return KeyText(prefix=prefix, whole=body + checksum(body))


def is_api_key(text: str) -> bool:
    """Return whether a text means to be one of our keys, and no token of a sign-in."""
    return text.startswith(f"{MARK}_")


def parsed(text: str) -> KeyText | None:
    """Return the key that `text` is; None where it is none of ours or was mistyped."""
    if not _WHOLE.fullmatch(text):
        return None
    body, given = text[:-CHECKSUM_LENGTH], text[-CHECKSUM_LENGTH:]
    if not hmac.compare_digest(checksum(body), given):
        return None
    return KeyText(prefix=text.removeprefix(f"{MARK}_")[:PREFIX_LENGTH], whole=text)


def checksum(body: str) -> str:
    """Return the CRC-32 of what stands before it, as six base-62 digits."""
    return _base62(zlib.crc32(body.encode()), length=CHECKSUM_LENGTH)


def digest(key: KeyText, *, pepper: bytes) -> str:
    """Return what the table keeps: HMAC-SHA256, 64 hex digits. The pepper is not in the database."""
    return hmac.digest(pepper, key.whole.encode(), "sha256").hex()


def _base62(value: int, *, length: int) -> str:
    digits = []
    for _ in range(length):
        value, remainder = divmod(value, len(_DIGITS))
        digits.append(_DIGITS[remainder])
    return "".join(reversed(digits))
