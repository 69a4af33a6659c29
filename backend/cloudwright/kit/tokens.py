"""Opaque tokens: 256 random bits for who is to have them, their SHA-256 for the table."""

import hashlib
import secrets

_BYTES = 32


def new_token() -> str:
    """Return a fresh token, 43 URL-safe characters."""
    return secrets.token_urlsafe(_BYTES)


def token_hash(token: str) -> str:
    """Return what a table keeps of a token: 64 hex digits."""
    return hashlib.sha256(token.encode()).hexdigest()
