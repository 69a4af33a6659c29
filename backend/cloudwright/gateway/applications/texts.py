"""The text of an application key: `sk-cw-<key id>-<secret><checksum>`.

It begins as keys of model providers do, so that clients take it as one. The key id is public and finds the
key, the secret proves it (256 random bits), and the checksum tells a key from what only looks like one.
"""

import hmac
import re
import secrets
import zlib
from dataclasses import dataclass, field

MARK = "sk-cw-"
KEY_ID_LENGTH = 16
LONGEST_TOKEN = 4_096
"""Characters; what is longer is no credential of ours, and is not looked at."""

_PUBLIC = "0123456789abcdefghjkmnpqrstvwxyz"
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SECRET_LENGTH, _CHECKSUM_LENGTH = 43, 6
_SECRET_BITS = 256
PATTERN = rf"\b{MARK}[{_PUBLIC}]{{{KEY_ID_LENGTH}}}-[0-9A-Za-z]{{{_SECRET_LENGTH + _CHECKSUM_LENGTH}}}\b"
"""What scanners of leaked secrets look for."""

_WHOLE = re.compile(PATTERN, re.ASCII)


@dataclass(frozen=True, slots=True)
class KeyText:
    """A key that is shaped as ours are; whether it opens anything is not known yet."""

    key_id: str
    whole: str = field(repr=False)


def new_key_id() -> str:
    """Return a fresh public id."""
    return "".join(secrets.choice(_PUBLIC) for _ in range(KEY_ID_LENGTH))


def new_text(key_id: str) -> KeyText:
    """Return a fresh secret for a key."""
    body = f"{MARK}{key_id}-{_base62(secrets.randbits(_SECRET_BITS), length=_SECRET_LENGTH)}"
    return KeyText(key_id=key_id, whole=body + _checksum(body))


def parsed(text: str) -> KeyText | None:
    """Return the key that `text` is; None where it is none of ours or was mistyped."""
    if not _WHOLE.fullmatch(text):
        return None
    body, given = text[:-_CHECKSUM_LENGTH], text[-_CHECKSUM_LENGTH:]
    if not hmac.compare_digest(_checksum(body), given):
        return None
    return KeyText(key_id=text[len(MARK) : len(MARK) + KEY_ID_LENGTH], whole=text)


def digest(text: KeyText, pepper: bytes) -> str:
    """Return what the table keeps: HMAC-SHA256, 64 hex digits."""
    return hmac.digest(pepper, text.whole.encode(), "sha256").hex()


def _checksum(body: str) -> str:
    return _base62(zlib.crc32(body.encode()), length=_CHECKSUM_LENGTH)


def _base62(value: int, *, length: int) -> str:
    digits = []
    for _ in range(length):
        value, remainder = divmod(value, len(_DIGITS))
        digits.append(_DIGITS[remainder])
    return "".join(reversed(digits))
