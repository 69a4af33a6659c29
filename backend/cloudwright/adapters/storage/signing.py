"""The Signer port on a key file that only its owner can read."""

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from functools import cached_property
from pathlib import Path

_KEY_BYTES = 32
_OWNER_ONLY = 0o600


class KeyFile:
    """HMAC-SHA-256; the key is made on first use."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def sign(self, text: str) -> str:
        """Return the signature in URL-safe base64, without padding."""
        digest = hmac.new(self._key, text.encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(digest).decode().rstrip("=")

    def verify(self, text: str, signature: str) -> bool:
        """Compare in constant time."""
        return hmac.compare_digest(self.sign(text).encode(), signature.encode())

    @cached_property
    def _key(self) -> bytes:
        return kept_secret(self._path)


def kept_secret(path: Path) -> bytes:
    """Return the random bytes of a file that only its owner may read; they are made on first use."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        key = secrets.token_bytes(_KEY_BYTES)
        file.write(key)
    return key
