"""Compares hosts and origins."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers

_WEB = frozenset({"http", "https"})
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


def host_name(host: str) -> str:
    """Return the name in a `Host` header, without port and brackets, in lower case; empty when malformed."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def is_own_origin(headers: Headers, origins: Collection[str]) -> bool:
    """Return whether the request comes from our own pages; one without `Origin` is not a browser's."""
    origin = headers.get("origin")
    if origin is None or origin in origins:
        return True
    scheme, separator, authority = origin.lower().partition("://")
    return scheme in _WEB and bool(separator) and authority == headers.get("host", "").lower()
