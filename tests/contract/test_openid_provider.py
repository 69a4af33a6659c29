"""Sign-in with providers over HTTP: a small one of ours, and npm's oidc-provider if it is installed."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import pytest_asyncio

from builders import npm_openid_provider
from builders.openid_provider import CLIENT, EMAIL, SECRET, SUBJECT, Provider, Reply, openid_provider
from cloudwright.adapters.oidc import HttpProviderEndpoint
from cloudwright.auth.oidc.documents import ProviderDocuments
from cloudwright.auth.oidc.errors import (
    ProviderMisconfigured,
    ProviderSignInRefused,
    ProviderUnknown,
    ProviderUnreachable,
)
from cloudwright.auth.oidc.schemas import Beginning, Callback
from cloudwright.auth.oidc.service import ProviderSignIns
from cloudwright.config import OpenIdSettings, ProviderSettings
from cloudwright.kit.canonical import JsonValue
from cloudwright.kit.clock import Clock, utc_now

BACK = "http://localhost:8000/api/v1/sign-in/test/back"


@dataclass(frozen=True)
class Real:
    """A running provider, and what a browser brings back from it."""

    issuer: str
    subject: str
    email: str
    agree: Callable[[str], dict[str, str]]


@contextmanager
def _small() -> Iterator[Real]:
    with openid_provider() as provider:
        yield Real(provider.issuer, SUBJECT, EMAIL, provider.approve)


@contextmanager
def _npm() -> Iterator[Real]:
    if why := npm_openid_provider.missing():
        pytest.skip(why)
    with npm_openid_provider.npm_openid_provider(BACK, client_id=CLIENT, client_secret=SECRET) as issuer:

        def agree(url: str) -> dict[str, str]:
            return npm_openid_provider.sign_in(url, redirect_uri=BACK, login="ada")

        yield Real(issuer, "ada", "ada@example.com", agree)


@pytest.fixture(scope="module", params=[_small, _npm], ids=["small", "oidc-provider"])
def real(request: pytest.FixtureRequest) -> Iterator[Real]:
    with request.param() as provider:
        yield provider


@pytest.fixture
def provider() -> Iterator[Provider]:
    with openid_provider() as provider:
        yield provider


@pytest_asyncio.fixture
async def endpoint() -> AsyncIterator[HttpProviderEndpoint]:
    made = HttpProviderEndpoint()
    yield made
    await made.close()


def _sign_ins(
    endpoint: HttpProviderEndpoint, issuer: str, *, secret: str = SECRET, clock: Clock = utc_now
) -> ProviderSignIns:
    known = ProviderSettings(id="test", title="Test", issuer=issuer, client_id=CLIENT, client_secret=secret)
    settings = OpenIdSettings(providers=(known,))
    documents = ProviderDocuments(endpoint, settings, clock=clock)
    return ProviderSignIns(endpoint, settings, documents=documents, clock=clock)


def _callback(query: dict[str, str]) -> Callback:
    return Callback(state=query["state"], code=query.get("code", ""), issuer=query.get("iss"))


async def _begun(sign_ins: ProviderSignIns, real: Real) -> tuple[Beginning, Callback]:
    beginning = await sign_ins.begin("test", redirect_uri=BACK)
    return beginning, _callback(await asyncio.to_thread(real.agree, beginning.url))


async def test_somebody_signs_in(real: Real, endpoint: HttpProviderEndpoint) -> None:
    sign_ins = _sign_ins(endpoint, real.issuer)
    beginning, callback = await _begun(sign_ins, real)

    identity = await sign_ins.finish(beginning.attempt, callback)

    assert (identity.issuer, identity.subject) == (real.issuer, real.subject)
    assert identity.verified_email == real.email


async def test_a_code_is_worth_nothing_without_its_verifier(
    real: Real, endpoint: HttpProviderEndpoint
) -> None:
    sign_ins = _sign_ins(endpoint, real.issuer)
    beginning, callback = await _begun(sign_ins, real)

    with pytest.raises(ProviderSignInRefused) as refused:
        await sign_ins.finish(replace(beginning.attempt, verifier="x" * 43), callback)
    assert refused.value.details == {"check": "exchange of the code"}


async def test_a_code_is_used_once(real: Real, endpoint: HttpProviderEndpoint) -> None:
    sign_ins = _sign_ins(endpoint, real.issuer)
    beginning, callback = await _begun(sign_ins, real)
    await sign_ins.finish(beginning.attempt, callback)

    with pytest.raises(ProviderSignInRefused):
        await sign_ins.finish(beginning.attempt, callback)


async def test_an_id_token_of_another_attempt_is_refused(real: Real, endpoint: HttpProviderEndpoint) -> None:
    sign_ins = _sign_ins(endpoint, real.issuer)
    beginning, callback = await _begun(sign_ins, real)

    with pytest.raises(ProviderSignInRefused) as refused:
        await sign_ins.finish(replace(beginning.attempt, nonce="another"), callback)
    assert refused.value.details == {"check": "nonce"}


async def test_a_wrong_secret_is_a_matter_for_an_operator(real: Real, endpoint: HttpProviderEndpoint) -> None:
    sign_ins = _sign_ins(endpoint, real.issuer, secret="wrong")
    beginning, callback = await _begun(sign_ins, real)

    with pytest.raises(ProviderMisconfigured):
        await sign_ins.finish(beginning.attempt, callback)


async def test_a_provider_that_nobody_set_up_is_unknown(endpoint: HttpProviderEndpoint) -> None:
    with pytest.raises(ProviderUnknown):
        await _sign_ins(endpoint, "http://127.0.0.1:1").begin("other", redirect_uri=BACK)


async def _signed_in(sign_ins: ProviderSignIns, provider: Provider) -> str | None:
    beginning = await sign_ins.begin("test", redirect_uri=BACK)
    identity = await sign_ins.finish(beginning.attempt, _callback(provider.approve(beginning.url)))
    return identity.verified_email


async def test_a_provider_may_change_its_key_between_two_sign_ins(
    provider: Provider, endpoint: HttpProviderEndpoint
) -> None:
    ahead = timedelta()
    sign_ins = _sign_ins(endpoint, provider.issuer, clock=lambda: utc_now() + ahead)
    await _signed_in(sign_ins, provider)
    provider.change_key()

    with pytest.raises(ProviderSignInRefused) as refused:
        await _signed_in(sign_ins, provider)
    assert refused.value.details == {"check": "signing key"}
    assert provider.asked.count("/jwks") == 1
    ahead = timedelta(seconds=31)
    assert await _signed_in(sign_ins, provider) == EMAIL
    assert provider.asked.count("/jwks") == 2


@pytest.mark.parametrize(
    ("claims", "email"),
    [
        ({"email": "ada@work.example", "email_verified": True}, "ada@work.example"),
        ({"email": "ada@work.example", "email_verified": False}, None),
        ({"email": "ada@work.example"}, None),
    ],
    ids=str,
)
async def test_an_address_in_the_id_token_is_not_asked_for_again(
    provider: Provider, endpoint: HttpProviderEndpoint, *, claims: dict[str, JsonValue], email: str | None
) -> None:
    provider.claims = claims

    assert await _signed_in(_sign_ins(endpoint, provider.issuer), provider) == email
    assert "/me" not in provider.asked


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"at_hash": "AAAA"},
        {"aud": "theirs"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"sub": ""},
    ],
    ids=str,
)
async def test_a_provider_that_says_something_else_is_not_believed(
    provider: Provider, endpoint: HttpProviderEndpoint, claims: dict[str, JsonValue]
) -> None:
    provider.claims = claims

    with pytest.raises(ProviderSignInRefused):
        await _signed_in(_sign_ins(endpoint, provider.issuer), provider)


async def test_user_information_of_somebody_else_is_refused(
    provider: Provider, endpoint: HttpProviderEndpoint
) -> None:
    provider.profile["sub"] = "somebody else"

    with pytest.raises(ProviderSignInRefused) as refused:
        await _signed_in(_sign_ins(endpoint, provider.issuer), provider)
    assert refused.value.details == {"check": "user information of somebody else"}


async def test_the_answer_of_another_provider_is_not_taken_to_this_one(
    provider: Provider, endpoint: HttpProviderEndpoint
) -> None:
    sign_ins = _sign_ins(endpoint, provider.issuer)
    beginning = await sign_ins.begin("test", redirect_uri=BACK)
    query = provider.approve(beginning.url) | {"iss": "https://evil.example"}

    with pytest.raises(ProviderSignInRefused):
        await sign_ins.finish(beginning.attempt, _callback(query))
    assert "/token" not in provider.asked


@pytest.mark.parametrize(
    ("status", "document"),
    [
        (200, {}),
        (200, {"id_token": 5}),
        (200, {"id_token": "x.y.z", "access_token": []}),
        (401, {}),
        (403, {}),
    ],
)
async def test_an_exchange_without_an_id_token_signs_nobody_in(
    provider: Provider, endpoint: HttpProviderEndpoint, *, status: int, document: dict[str, JsonValue]
) -> None:
    provider.replies["/token"] = lambda: Reply(status, document)

    with pytest.raises(ProviderSignInRefused):
        await _signed_in(_sign_ins(endpoint, provider.issuer), provider)


async def test_a_provider_that_fails_is_unreachable(
    provider: Provider, endpoint: HttpProviderEndpoint
) -> None:
    provider.replies["/token"] = lambda: Reply(503, {})

    with pytest.raises(ProviderUnreachable):
        await _signed_in(_sign_ins(endpoint, provider.issuer), provider)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, {"x": "x" * 300_000}),
        Reply(302, {}, {"location": "/jwks"}),
        Reply(307, {}, {"location": "https://evil.example/"}),
        Reply(200, {}, {"content-encoding": "gzip"}),
        Reply(200, body=b"<html>"),
        Reply(200, body=b"[]"),
        Reply(200, body=b"null"),
        Reply(200, body=b"\xff"),
        Reply(200, body=b"[" * 100_000),
        Reply(200, body=b"{}", headers={"content-length": "10", "connection": "close"}),
    ],
    ids=[
        "too large",
        "redirect",
        "redirect away",
        "gzip",
        "html",
        "array",
        "null",
        "bytes",
        "nested",
        "cut off",
    ],
)
async def test_an_answer_that_cannot_be_used_is_none(provider: Provider, reply: Reply) -> None:
    provider.replies["/odd"] = lambda: reply
    endpoint = HttpProviderEndpoint()

    with pytest.raises(ProviderUnreachable):
        await endpoint.read(f"{provider.issuer}/odd")
    assert provider.asked == ["/odd"]
    await endpoint.close()


async def test_a_provider_that_never_answers_is_given_up(provider: Provider) -> None:
    go = threading.Event()
    endpoint = HttpProviderEndpoint(seconds=0.2)

    def wait() -> Reply:
        go.wait(30)
        return Reply(200, {})

    provider.replies["/slow"] = wait
    async with asyncio.timeout(20):
        with pytest.raises(ProviderUnreachable):
            await endpoint.read(f"{provider.issuer}/slow")
    go.set()
    await endpoint.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://id.example.com/",
        "http://localhost.evil.example/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "https://ada@id.example.com/",
        "https://ada:secret@id.example.com/",
        "ftp://id.example.com/",
        "file:///etc/passwd",
        "//id.example.com/",
        "https://",
        "",
    ],
)
async def test_only_https_and_this_machine_are_asked(endpoint: HttpProviderEndpoint, url: str) -> None:
    with pytest.raises(ProviderUnreachable, match="https"):
        await endpoint.read(url)
    with pytest.raises(ProviderUnreachable, match="https"):
        await endpoint.send(url, {})


async def test_secrets_are_in_no_error(provider: Provider, endpoint: HttpProviderEndpoint) -> None:
    provider.replies["/token"] = lambda: Reply(200, body=b"broken")
    sign_ins = _sign_ins(endpoint, provider.issuer)
    beginning = await sign_ins.begin("test", redirect_uri=BACK)
    callback = _callback(provider.approve(beginning.url))

    with pytest.raises(ProviderUnreachable) as unreachable:
        await sign_ins.finish(beginning.attempt, callback)
    told = f"{unreachable.value!r} {unreachable.value.__cause__!r} {beginning!r} {callback!r}"
    assert not any(secret in told for secret in (SECRET, callback.code, beginning.attempt.verifier))
