"""Ten codes for the day the phone is lost, each used once; what is stored of them is a value."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

COUNT = 10

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # without letters that look like digits
_LETTERS = 16  # 80 bits, so that a plain hash is enough
_GROUP = 4
_READ_AS = str.maketrans({"o": "0", "i": "1", "l": "1"})


@dataclass(frozen=True, slots=True)
class RecoveryCodes:
    """The hashes of the codes that were not used yet."""

    unused: frozenset[str]


def new_codes(person_id: str) -> tuple[tuple[str, ...], RecoveryCodes]:
    """Return the codes, to be shown this once, and what is stored of them."""
    codes = tuple("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(COUNT))
    shown = tuple(
        "-".join(code[start : start + _GROUP] for start in range(0, _LETTERS, _GROUP)) for code in codes
    )
    return shown, RecoveryCodes(frozenset(_hash(person_id, code) for code in codes))


def without(codes: RecoveryCodes, typed: str, *, person_id: str) -> RecoveryCodes | None:
    """Return what is left when a code is used; None when it is not one of the unused ones."""
    hashed = _hash(person_id, _plain(typed))
    found = [kept for kept in codes.unused if hmac.compare_digest(kept, hashed)]
    return RecoveryCodes(codes.unused.difference(found)) if found else None


def _plain(typed: str) -> str:
    return "".join(typed.replace("-", " ").split()).lower().translate(_READ_AS)


def _hash(person_id: str, code: str) -> str:
    """Bind the hash to its person: a row that is copied to another person is worth nothing."""
    fields = ("cloudwright/recovery-code/v1", person_id, code)
    data = b"".join(
        len(field).to_bytes(4, "big") + field
        for field in (text.encode("utf-8", "surrogatepass") for text in fields)
    )
    return hashlib.sha256(data).hexdigest()
