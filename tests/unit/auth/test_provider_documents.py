"""Providers are asked rarely, and what they say about themselves has to fit."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from cloudwright.auth.oidc.documents import ProviderDocuments
from cloudwright.auth.oidc.errors import ProviderMisconfigured, ProviderUnreachable
from cloudwright.auth.oidc.schemas import Answer
from cloudwright.config import OpenIdSettings, ProviderSettings
from cloudwright.kit.canonical import JsonValue
from unit.auth.token_corpus import OWN_EC, public_jwk

ISSUER = "https://id.example.com"
PROVIDER = ProviderSettings(id="own", title="Own", issuer=ISSUER, client_id="ours")
WELL_KNOWN, KEYS = f"{ISSUER}/.well-known/openid-configuration", f"{ISSUER}/jwks"
GOOD: Mapping[str, JsonValue] = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": KEYS,
    "something_else": [1],
}


class Web:
    """Documents by their addresses; counts what is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)
        self.kids = ["a"]
        self.discovery: Mapping[str, JsonValue] = GOOD
        self.reachable = True
        self.asked: list[str] = []

    def clock(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    async def read(self, url: str, *, bearer: str | None = None) -> Answer:
        assert bearer is None
        self.asked.append(url)
        await asyncio.sleep(0)
        if not self.reachable:
            raise ProviderUnreachable("out of reach")
        if url == WELL_KNOWN:
            return Answer(200, self.discovery)
        return Answer(200, {"keys": [public_jwk(OWN_EC, kid) for kid in self.kids]})

    async def send(
        self, url: str, form: Mapping[str, str], *, basic: tuple[str, str] | None = None
    ) -> Answer:
        raise ProviderUnreachable(f"{url} takes neither {form} nor {basic}")


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def documents(web: Web) -> ProviderDocuments:
    return ProviderDocuments(web, OpenIdSettings(), clock=web.clock)


async def test_documents_are_read_once_an_hour(web: Web, documents: ProviderDocuments) -> None:
    for _ in range(3):
        assert (await documents.keys(PROVIDER)).ids == {"a"}
    assert web.asked == [WELL_KNOWN, KEYS]

    web.wait(3_600)
    await documents.keys(PROVIDER)
    assert web.asked == [WELL_KNOWN, KEYS] * 2


@pytest.mark.bar("B9", "unknown keys made a provider be asked more than once in 30 s")
async def test_an_unknown_key_causes_one_reading_in_half_a_minute(
    web: Web, documents: ProviderDocuments
) -> None:
    await documents.keys(PROVIDER)
    web.wait(30)
    async with asyncio.TaskGroup() as tasks:
        for _ in range(50):
            tasks.create_task(documents.keys_again(PROVIDER))
    assert web.asked.count(KEYS) == 2

    web.wait(29.9)
    await documents.keys_again(PROVIDER)
    assert web.asked.count(KEYS) == 2
    web.wait(0.1)
    web.kids = ["a", "b"]
    assert (await documents.keys_again(PROVIDER)).ids == {"a", "b"}
    assert web.asked.count(KEYS) == 3


async def test_a_provider_that_does_not_answer_is_not_asked_for_each_unknown_key(
    web: Web, documents: ProviderDocuments
) -> None:
    await documents.keys(PROVIDER)
    web.reachable = False
    web.wait(60)

    for _ in range(5):
        assert (await documents.keys_again(PROVIDER)).ids == {"a"}
        web.wait(5)
    assert web.asked.count(KEYS) == 2


async def test_many_at_once_cause_one_reading(web: Web, documents: ProviderDocuments) -> None:
    async with asyncio.TaskGroup() as tasks:
        for _ in range(50):
            tasks.create_task(documents.keys(PROVIDER))

    assert web.asked == [WELL_KNOWN, KEYS]


async def test_keys_stay_known_for_a_day_when_the_provider_is_out_of_reach(
    web: Web, documents: ProviderDocuments
) -> None:
    await documents.keys(PROVIDER)
    web.reachable = False

    web.wait(86_399)
    assert (await documents.keys(PROVIDER)).ids == {"a"}
    web.wait(1)
    for _ in range(2):
        with pytest.raises(ProviderUnreachable):
            await documents.keys(PROVIDER)
    web.reachable = True
    assert (await documents.keys(PROVIDER)).ids == {"a"}


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": ISSUER + "/"},
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": "http://id.example.com/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": "file:///etc/passwd"},
        {"userinfo_endpoint": "http://id.example.com/me"},
        {"jwks_uri": 5},
        {"token_endpoint": ""},
        {"code_challenge_methods_supported": ["plain"]},
    ],
    ids=str,
)
async def test_a_provider_that_is_not_the_one_of_the_settings_is_not_used(
    web: Web, documents: ProviderDocuments, changed: Mapping[str, JsonValue]
) -> None:
    web.discovery = {**GOOD, **changed}

    with pytest.raises(ProviderMisconfigured):
        await documents.discovery(PROVIDER)


async def test_a_slash_after_the_issuer_makes_one_address_and_another_issuer(
    web: Web, documents: ProviderDocuments
) -> None:
    web.discovery = {**GOOD, "issuer": ISSUER + "/"}
    slashed = PROVIDER.model_copy(update={"issuer": ISSUER + "/"})

    assert (await documents.discovery(slashed)).issuer == ISSUER + "/"
    assert web.asked == [WELL_KNOWN]
