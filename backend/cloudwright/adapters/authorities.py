"""Which certificate authorities our own HTTP clients believe."""

import ssl
from functools import cache

import httpx


@cache
def trusted_authorities() -> ssl.SSLContext:
    """Return what `SSL_CERT_FILE` or `SSL_CERT_DIR` name, else certifi's list; read once (30 ms)."""
    return httpx.create_ssl_context()
