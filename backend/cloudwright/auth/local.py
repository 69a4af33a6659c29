"""Decides whether a caller sits at the machine of the server."""

import ipaddress
from collections.abc import Collection

FORWARDING_HEADERS = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})


def is_local_caller(peer: str | None, header_names: Collection[str]) -> bool:
    """Return whether the socket's own peer is this machine and no proxy stands between.

    Headers only ever count against the caller: the address in them is not trusted.
    """
    if peer is None or FORWARDING_HEADERS.intersection(name.lower() for name in header_names):
        return False
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback
