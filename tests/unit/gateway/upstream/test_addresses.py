"""Which addresses the gateway may call."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from cloudwright.gateway.upstream.addresses import (
    AddressRefused,
    Permitted,
    allowed_address,
    checked_addresses,
    permitted,
)

PUBLIC = "93.184.216.34"
NOTHING = Permitted()


async def _allowed(url: str, *numbers: str, by: Sequence[str] = ()) -> tuple[str, ...]:
    async def resolver(host: str, port: int) -> Sequence[str]:
        del host, port
        return numbers

    return (await allowed_address(url, resolver, permitted(by))).addresses


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",  # noqa: S104 - it is refused
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "168.63.129.16",
        "192.0.0.192",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::1",
        "2001:db8::1",
    ],
)
async def test_addresses_inside_of_something_are_refused(number: str) -> None:
    with pytest.raises(AddressRefused):
        await _allowed("https://models.test/v1", number)


@pytest.mark.parametrize("number", [PUBLIC, "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
async def test_public_addresses_are_allowed_and_handed_on(number: str) -> None:
    assert await _allowed("https://models.test/v1", number) == (number,)


async def test_a_name_with_a_public_and_a_private_number_is_refused() -> None:
    with pytest.raises(AddressRefused):
        await _allowed("https://models.test", PUBLIC, "10.0.0.1")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "models.test",
        "ftp://models.test",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@models.test",
        "https://models.test#x",
        "https://models.test:99999",
        "https://127.0.0.1/v1",
        "https://[::1]/v1",
        "https://[::ffff:7f00:1]/v1",
        "http://93.184.216.34/v1",
        "http://models.test/v1",
    ],
)
async def test_addresses_that_are_none_for_keys_are_refused_without_a_look_up(url: str) -> None:
    async def never(host: str, port: int) -> Sequence[str]:
        raise AssertionError(f"{host}:{port} was looked up")

    with pytest.raises(AddressRefused):
        await allowed_address(url, never, NOTHING)


@pytest.mark.parametrize(
    ("url", "number", "by"),
    [
        ("http://ollama.internal:11434/v1", "10.0.0.5", "ollama.internal"),
        ("http://ollama.internal:11434/v1", "10.0.0.5", "ollama.internal:11434"),
        ("https://ollama.internal./v1", "10.0.0.5", "ollama.internal"),
        ("https://models.test/v1", "10.0.0.5", "10.0.0.0/24"),
        ("http://127.0.0.1:8000/v1", "127.0.0.1", "127.0.0.1"),
        ("http://[::1]:8000/v1", "::1", "::1"),
    ],
)
async def test_the_operator_may_allow_more(url: str, number: str, by: str) -> None:
    assert await _allowed(url, number, by=[by]) == (number,)


@pytest.mark.parametrize(
    ("url", "number", "by"),
    [
        ("http://ollama.internal:22/v1", "10.0.0.5", "ollama.internal:11434"),
        ("https://evil.ollama.internal/v1", "10.0.0.5", "ollama.internal"),
        ("https://models.test/v1", "10.0.1.5", "10.0.0.0/24"),
        ("https://models.test/v1", "169.254.169.254", "models.test"),
        ("https://models.test/v1", "169.254.169.254", "169.254.0.0/16"),
    ],
)
async def test_what_the_operator_allows_is_no_more_than_that(url: str, number: str, by: str) -> None:
    with pytest.raises(AddressRefused):
        await _allowed(url, number, by=[by])


@pytest.mark.parametrize("entry", ["", "http://x", "a/b", "10.0.0.1/8", "user@host", "host:99999"])
def test_entries_of_the_operator_that_mean_nothing_are_not_taken(entry: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        permitted([entry])


@settings(max_examples=2_000 if FULL else 100, deadline=None)
@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7"))
def test_no_private_number_is_ever_allowed(number: object) -> None:
    with pytest.raises(AddressRefused):
        checked_addresses("models.test", 443, [str(number)], permitted=NOTHING)
