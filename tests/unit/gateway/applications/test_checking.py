"""What a provider is asked when a key is checked, and what its answer means."""

from collections.abc import AsyncIterator, Mapping
from types import MappingProxyType

import pytest
from pydantic import SecretStr

from cloudwright.gateway.applications.accounts.checking import ModelListCheck
from cloudwright.gateway.applications.accounts.schemas import Account
from cloudwright.gateway.upstream.failures import FailureKind, failed
from cloudwright.gateway.upstream.ports import Incoming, Timeouts
from cloudwright.gateway.upstream.target import Outgoing, Provider

KEY = "sk-proj-0123456789abcdef"


class Provided:
    """A provider that answers with a status, or not at all when that is 0."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.asked: list[Outgoing] = []
        self.closed = 0

    async def send(self, outgoing: Outgoing, *, timeouts: Timeouts) -> Incoming:
        assert timeouts.whole_seconds <= 15
        self.asked.append(outgoing)
        if not self.status:
            raise failed(FailureKind.UNREACHABLE, f"no route for {KEY}")
        return _Answer(self)


class _Answer:
    """An answer whose body nobody may read."""

    headers: Mapping[str, str] = MappingProxyType({})

    @property
    def chunks(self) -> AsyncIterator[bytes]:
        raise AssertionError("the body was read")

    def __init__(self, provided: Provided) -> None:
        self.status = provided.status
        self._provided = provided

    async def close(self) -> None:
        self._provided.closed += 1


def an_account(provider: Provider, *, base_url: str = "", region: str = "", key: str = KEY) -> Account:
    return Account("pky_1", provider, name="Ours", base_url=base_url, region=region, secret=SecretStr(key))


@pytest.mark.parametrize(
    ("account", "url", "header"),
    [
        (an_account(Provider.OPENAI), "https://api.openai.com/v1/models", "authorization"),
        (an_account(Provider.ANTHROPIC), "https://api.anthropic.com/v1/models", "x-api-key"),
        (
            an_account(Provider.COMPATIBLE, base_url="https://vllm.example/v1/"),
            "https://vllm.example/v1/models",
            "authorization",
        ),
        (
            an_account(Provider.AZURE, base_url="https://a.openai.azure.com"),
            "https://a.openai.azure.com/openai/v1/models",
            "api-key",
        ),
        (
            an_account(Provider.BEDROCK, region="eu-west-1"),
            "https://bedrock.eu-west-1.amazonaws.com/foundation-models",
            "authorization",
        ),
    ],
    ids=lambda each: getattr(each, "provider", None),
)
async def test_each_provider_is_asked_for_its_models_with_its_own_header(
    account: Account, url: str, header: str
) -> None:
    provided = Provided(200)
    found = await ModelListCheck(provided).check(account)

    assert found.works
    assert (provided.asked[0].method, provided.asked[0].url, provided.closed) == ("GET", url, 1)
    assert provided.asked[0].headers[header].endswith(KEY)


@pytest.mark.parametrize(
    ("status", "works"),
    [(401, False), (403, False), (404, None), (429, None), (500, None), (302, None), (0, None)],
)
async def test_only_a_clear_answer_says_that_a_key_works_or_not(status: int, *, works: bool | None) -> None:
    found = await ModelListCheck(Provided(status)).check(an_account(Provider.OPENAI))

    assert found.works is works
    assert KEY not in found.finding


async def test_a_key_that_signs_is_not_sent_anywhere() -> None:
    provided = Provided(200)
    signs = an_account(Provider.BEDROCK, region="eu-west-1", key="AKIA0000000000000000:secret")

    assert (await ModelListCheck(provided).check(signs)).works is None
    assert not provided.asked
