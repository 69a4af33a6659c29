"""Which addresses the gateway may call: public ones over TLS, and what the operator allows by name."""

import ipaddress
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from yarl import URL

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

# Services that tell a machine its own secrets; 168.63.129.16 is Azure's and looks public.
_METADATA = frozenset(
    ipaddress.ip_address(each)
    for each in (
        "169.254.169.254",
        "169.254.170.2",
        "fd00:ec2::254",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
    )
)
_ASSIGNMENTS = ipaddress.ip_network("192.0.0.0/24")  # Python counts only a part of it as private
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefused(Exception):
    """The address is not one that may be called; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Permitted:
    """What the operator allows besides public addresses over TLS; a name without a port has every port."""

    names: frozenset[tuple[str, int | None]] = frozenset()
    networks: tuple[Network, ...] = ()

    def names_host(self, host: str, port: int) -> bool:
        return (host, None) in self.names or (host, port) in self.names

    def holds(self, ip: Ip) -> bool:
        return any(ip in network for network in self.networks)

    def holds_alone(self, ip: Ip) -> bool:
        return any(ip in network and network.num_addresses == 1 for network in self.networks)


@dataclass(frozen=True, slots=True)
class Address:
    """A host that may be called, and the numbers that were looked at: no other may be connected to."""

    host: str
    port: int
    addresses: tuple[str, ...]


def permitted(entries: Iterable[str]) -> Permitted:
    """Return what entries such as `10.1.0.0/16`, `ollama.internal` or `127.0.0.1:11434` allow.

    Raises:
        ValueError: an entry is none of these.
    """
    names: set[tuple[str, int | None]] = set()
    networks: list[Network] = []
    for entry in entries:
        try:
            networks.append(ipaddress.ip_network(entry))
        except ValueError:
            names.add(_name(entry))
    return Permitted(frozenset(names), tuple(networks))


async def allowed_address(url: str, resolver: Resolver, permitted: Permitted) -> Address:
    """Return the address of a URL with the numbers to connect to.

    Raises:
        AddressRefused: the URL or one of the numbers is not allowed.
        OSError: the name is not known.
    """
    host, port = checked_url(url, permitted)
    try:
        found: Sequence[str] = (str(ipaddress.ip_address(host)),)
    except ValueError:
        found = await resolver(host, port)
    return Address(host, port, checked_addresses(host, port, found, permitted=permitted))


def checked_url(url: str | URL, permitted: Permitted) -> tuple[str, int]:
    """Return host and port of a URL, after a look at everything that needs no name server.

    Raises:
        AddressRefused: it is not one for the gateway.
    """
    try:
        parsed = URL(url)
        host, port = (parsed.host or "").lower().rstrip("."), parsed.port
    except ValueError as error:
        raise AddressRefused(
            "This is not an address. Give one such as https://models.example.com/v1."
        ) from error
    if parsed.scheme not in {"https", "http"} or not host or not port:
        raise AddressRefused("Give an address that begins with https:// and names a host.")
    if parsed.user or parsed.password or parsed.fragment:
        raise AddressRefused(
            "Give an address without a user, a password or a fragment; keys have their own place."
        )
    ip = _literal(host)
    known = permitted.names_host(host, port) or (ip is not None and permitted.holds(ip))
    if parsed.scheme == "http" and not known:
        raise AddressRefused(
            f"Keys are not sent to {host} unencrypted. Use https://, or have the operator allow it."
        )
    if ip is not None:
        checked_addresses(host, port, (host,), permitted=permitted)
    return host, port


def checked_addresses(host: str, port: int, found: Iterable[str], *, permitted: Permitted) -> tuple[str, ...]:
    """Return the numbers of a host.

    Raises:
        AddressRefused: one of them is not allowed; a name with a public and a private one is a trap.
    """
    named = permitted.names_host(host.lower().rstrip("."), port)
    numbers = tuple(found)
    for number in numbers:
        ip = _inner(ipaddress.ip_address(number))
        if ip in _METADATA:
            allowed = permitted.holds_alone(ip)
        else:
            allowed = named or permitted.holds(ip) or _public(ip)
        if not allowed:
            raise AddressRefused(
                f"{host} is inside a private network or belongs to the machine itself. "
                "Use a public address, or have the operator allow this one."
            )
    return numbers


def _public(ip: Ip) -> bool:
    if ip in _ASSIGNMENTS or (isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _inner(ip: Ip) -> Ip:
    """Return the address that a packet ends at, where an IPv6 address only wraps another one."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    teredo = ip.teredo[1] if ip.teredo else None
    return ip.ipv4_mapped or ip.sixtofour or teredo or ip


def _literal(host: str) -> Ip | None:
    try:
        return _inner(ipaddress.ip_address(host))
    except ValueError:
        return None


def _name(entry: str) -> tuple[str, int | None]:
    parsed = URL(f"//{entry}")
    if not parsed.host or parsed.path not in {"", "/"} or parsed.user or parsed.query_string:
        raise ValueError(f"'{entry}' is neither a host, a host with a port, nor a network.")
    return parsed.host.lower().rstrip("."), parsed.explicit_port
