"""Names that lead inside, and names that change their mind."""

import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from typing_extensions import override

from builders.providers_at_fault import Talk, a_faulty_provider
from cloudwright.adapters.http.client import PooledSender
from cloudwright.adapters.http.resolving import GuardedResolver
from cloudwright.gateway.upstream.addresses import Permitted, allowed_address, permitted
from cloudwright.gateway.upstream.failures import Failed, FailureKind
from cloudwright.gateway.upstream.ports import Timeouts
from cloudwright.gateway.upstream.target import Outgoing

TIMEOUTS = Timeouts(connect_seconds=0.2, first_byte_seconds=0.2)
PUBLIC = "93.184.216.34"


class Names(AbstractResolver):
    """Answers with these numbers, one after the other; the last one stays."""

    def __init__(self, *numbers: str) -> None:
        self.numbers = [*numbers]
        self.asked: list[str] = []

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        self.asked.append(host)
        number = self.numbers.pop(0) if len(self.numbers) > 1 else self.numbers[0]
        return [
            ResolveResult(hostname=host, host=number, port=port, family=socket.AF_INET, proto=0, flags=0),
        ]

    @override
    async def close(self) -> None:
        """Nothing is open."""


async def _kind(sender: PooledSender, url: str) -> FailureKind:
    with pytest.raises(Failed) as error:
        await sender.send(Outgoing("POST", url, {}, b"{}"), timeouts=TIMEOUTS)
    await sender.close()
    return error.value.failure.kind


async def _answers(talk: Talk) -> None:
    await talk.whole(b"inside")


async def test_a_name_that_leads_inside_when_it_is_used_reaches_nothing() -> None:
    names = Names(PUBLIC, "127.0.0.1")
    guarded = GuardedResolver(Permitted(), names)
    async with a_faulty_provider(_answers) as inside:
        url = f"https://models.test:{inside.port}/v1"
        checked = await allowed_address(url, guarded.numbers, Permitted())
        assert checked.addresses == (PUBLIC,)
        assert await _kind(PooledSender(resolver=names), url) is FailureKind.ADDRESS_REFUSED
        assert inside.connections == 0
    assert names.asked == ["models.test", "models.test"]


async def test_the_number_that_was_checked_is_the_one_that_is_connected_to() -> None:
    async with a_faulty_provider(_answers) as provider:
        names = Names("127.0.0.1", "10.0.0.1")
        sender = PooledSender(permitted([f"models.test:{provider.port}"]), names)
        request = Outgoing("POST", f"http://models.test:{provider.port}/v1", {}, b"{}")
        incoming = await sender.send(request, timeouts=TIMEOUTS)
        assert [chunk async for chunk in incoming.chunks] == [b"inside"]
        await sender.close()
    assert names.asked == ["models.test"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "0"]
)
async def test_no_spelling_of_this_machine_is_called(host: str) -> None:
    async with a_faulty_provider(_answers) as inside:
        kind = await _kind(PooledSender(), f"https://{host}:{inside.port}/")
        assert inside.connections == 0
    assert kind is FailureKind.ADDRESS_REFUSED


async def test_an_unknown_name_is_unreachable() -> None:
    class Unknown(Names):
        @override
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
        ) -> list[ResolveResult]:
            raise OSError("unknown")

    kind = await _kind(PooledSender(resolver=Unknown("")), "https://nowhere.test/")
    assert kind is FailureKind.UNREACHABLE


@pytest.mark.parametrize("url", ["https://models.test:99999/", "https://[::1/", "not an address", ""])
async def test_what_is_no_address_is_refused(url: str) -> None:
    assert await _kind(PooledSender(), url) is FailureKind.ADDRESS_REFUSED


async def test_a_key_with_a_line_break_is_never_sent() -> None:
    async with a_faulty_provider(_answers) as provider:
        sender = PooledSender(permitted(["127.0.0.1"]))
        request = Outgoing("POST", provider.url, {"x-api-key": "a\r\nx-other: b"}, b"{}")
        with pytest.raises(Failed) as error:
            await sender.send(request, timeouts=TIMEOUTS)
        await sender.close()
        assert provider.talks == []
    assert error.value.failure.kind is FailureKind.KEY_REFUSED
