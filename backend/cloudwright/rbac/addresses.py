"""Which network addresses an organisation lets in."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from cloudwright.rbac.errors import NetworkUnreadable
from cloudwright.tenancy.principal import Network

Address = IPv4Address | IPv6Address


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Return the networks of an allow list; a single address is a network of one.

    Raises:
        NetworkUnreadable: an entry is neither an address nor a network in CIDR notation.
    """
    return tuple(_network(text.strip()) for text in texts)


def address_allowed(address: str | None, allowed: Sequence[Network]) -> bool:
    """Return whether a caller at `address` is let in; an empty list lets everybody in.

    An IPv4 address that arrives in its IPv6 form (`::ffff:192.0.2.1`) counts as what it is. An address
    that is missing or cannot be read is in no network.
    """
    if not allowed:
        return True
    caller = _address(address)
    return caller is not None and any(caller.version == each.version and caller in each for each in allowed)


def _address(text: str | None) -> Address | None:
    try:
        caller = ip_address((text or "").strip())
    except ValueError:
        return None
    mapped = caller.ipv4_mapped if isinstance(caller, IPv6Address) else None
    return mapped or caller


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise NetworkUnreadable(
            f"“{text}” is neither an address nor a network such as 192.0.2.0/24. Nothing was changed.",
            details={"network": text},
        ) from error
