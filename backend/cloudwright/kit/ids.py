"""Identifiers: a short prefix that names the thing, then time-ordered random text."""

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id(prefix: str) -> str:
    """Return `prefix_` and 22 characters, 48 bits of milliseconds and 60 random: ids sort by age."""
    value = (time.time_ns() // 1_000_000 << 60) | secrets.randbits(60)
    return f"{prefix}_{_encode(value, length=22)}"


def _encode(value: int, *, length: int) -> str:
    digits = []
    for _ in range(length):
        value, remainder = divmod(value, 32)
        digits.append(_ALPHABET[remainder])
    return "".join(reversed(digits))
