"""Opaque tokens: 256 random bits for the client, their SHA-256 for the table."""

import hashlib
import secrets

COOKIE = "cw_sign_in"

_BYTES = 32


def new_token() -> str:
    """Return a fresh token, 43 URL-safe characters."""
    return secrets.token_urlsafe(_BYTES)


def token_hash(token: str) -> str:
    """Return what the table keeps of a token: 64 hex digits."""
    return hashlib.sha256(token.encode()).hexdigest()
