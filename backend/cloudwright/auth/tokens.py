"""Opaque tokens: 256 random bits for the client, their SHA-256 for the table."""

import hashlib
import secrets

REFRESH_COOKIE = "cw_refresh"
REFRESH_PATH = "/api/v1/sign-in"
ACCESS_COOKIE = "cw_access"
ACCESS_PATH = "/api/v1"
PRESENT_COOKIE = "cw_present"  # holds no secret: it tells a page that there may be a sign-in to go on with

_BYTES = 32


def new_token() -> str:
    """Return a fresh token, 43 URL-safe characters."""
    return secrets.token_urlsafe(_BYTES)


def token_hash(token: str) -> str:
    """Return what the table keeps of a token: 64 hex digits."""
    return hashlib.sha256(token.encode()).hexdigest()
