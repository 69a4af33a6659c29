"""The whole way through a provider of identities, as a browser goes it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from pydantic import SecretStr
from sqlalchemy import update

from builders.accounts import shown_code
from builders.openid_provider import CLIENT, EMAIL, SECRET, Provider, openid_provider
from builders.people import SYSTEM
from builders.platform import CHANGING, a_client, some_settings
from cloudwright.auth.dependencies import ACCESS_COOKIE, ATTEMPT_COOKIE
from cloudwright.config import OpenIdSettings, ProviderSettings
from cloudwright.database.engine import Database
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import SCOPE
from cloudwright.users.models import PersonRow

pytestmark = pytest.mark.asyncio(loop_scope="module")

BEGIN = "/api/v1/sign-in/providers/test"
BACK = f"{BEGIN}/callback"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with openid_provider() as provider:
        yield provider


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(directory: Path, provider: Provider) -> AsyncIterator[httpx.AsyncClient]:
    known = ProviderSettings(
        id="test",
        title="Test",
        issuer=provider.issuer,
        client_id=CLIENT,
        client_secret=SecretStr(SECRET),
    )
    settings = some_settings(directory).model_copy(update={"open_id": OpenIdSettings(providers=(known,))})
    async with a_client(directory, settings=settings) as client:
        yield client


@pytest.fixture(autouse=True)
def _fresh(client: httpx.AsyncClient, provider: Provider) -> None:
    client.cookies.clear()
    provider.claims.clear()


async def begun(client: httpx.AsyncClient) -> str:
    """Leave for the provider; return where the browser is sent."""
    answer = await client.get(BEGIN)
    assert answer.status_code == 303
    return answer.headers["location"]


async def returned(client: httpx.AsyncClient, query: dict[str, str]) -> httpx.Response:
    answer = await client.get(BACK, params=query)
    assert answer.status_code == 303
    return answer


async def signed_in(client: httpx.AsyncClient, provider: Provider, *, subject: str) -> dict[str, object]:
    provider.claims["sub"] = subject
    answer = await returned(client, provider.approve(await begun(client)))
    assert answer.headers["location"] == "/designs"
    return dict((await client.get("/api/v1/me")).json()["data"])


async def test_somebody_new_gets_an_organisation_and_is_known_the_next_time(
    client: httpx.AsyncClient, provider: Provider
) -> None:
    provider.profile = {"email": "New@Example.com", "email_verified": True, "name": "Nell"}
    provider.claims.update(provider.profile)
    first = await signed_in(client, provider, subject="nell")
    client.cookies.clear()
    provider.claims["email"] = "moved@example.com"
    again = await signed_in(client, provider, subject="nell")

    assert first == again
    assert isinstance(first["user"], dict)
    assert first["user"]["email"] == "new@example.com"
    assert first["role"] == "owner"


async def test_the_options_name_the_provider_and_the_way_there_is_bound_to_this_browser(
    client: httpx.AsyncClient, provider: Provider
) -> None:
    options = (await client.get("/api/v1/sign-in/options")).json()["data"]
    url = urlsplit(await begun(client))
    query = provider.approve(url.geturl())
    attempt = client.cookies[ATTEMPT_COOKIE]
    client.cookies.clear()
    elsewhere = await returned(client, query)

    assert options["providers"] == [{"id": "test", "label": "Test"}]
    assert f"{url.scheme}://{url.netloc}" == provider.issuer
    assert query["state"] not in attempt
    assert elsewhere.headers["location"] == "/sign-in?error=PROVIDER_SIGN_IN_REFUSED"
    assert ACCESS_COOKIE not in elsewhere.cookies


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"state": "another"}, "PROVIDER_SIGN_IN_REFUSED"),
        ({"code": "guessed"}, "PROVIDER_SIGN_IN_REFUSED"),
        ({"error": "access_denied", "code": ""}, "PROVIDER_SIGN_IN_CANCELLED"),
        ({"iss": "https://evil.example"}, "PROVIDER_SIGN_IN_REFUSED"),
    ],
)
async def test_what_does_not_fit_leads_back_to_the_sign_in_page(
    client: httpx.AsyncClient, provider: Provider, *, change: dict[str, str], problem: str
) -> None:
    query = provider.approve(await begun(client))
    answer = await returned(client, {**query, **change})

    assert answer.headers["location"] == f"/sign-in?error={problem}"
    assert (await client.get("/api/v1/me")).status_code == 401


@pytest.mark.bar("B12", "accounts were entered or made by an unproven address")
async def test_a_strangers_account_with_an_unproven_address_is_not_entered(
    client: httpx.AsyncClient, provider: Provider, directory: Path
) -> None:
    """Whoever registered the address first has not shown that it is theirs."""
    database = Database(some_settings(directory).database_url, session_class=guarded_session())
    provider.claims.update({"email": EMAIL, "email_verified": True})
    await signed_in(client, provider, subject="ada")
    async with database.write({SCOPE: SYSTEM}) as db:
        await db.execute(update(PersonRow).where(PersonRow.email == EMAIL).values(email_verified_at=None))
    await database.close()
    client.cookies.clear()
    provider.claims["sub"] = "somebody-else"

    answer = await returned(client, provider.approve(await begun(client)))

    assert answer.headers["location"] == "/sign-in?error=ACCOUNT_EXISTS"


@pytest.mark.bar("B12", "accounts were entered or made by an unproven address")
async def test_an_address_that_the_provider_does_not_vouch_for_makes_no_account(
    client: httpx.AsyncClient, provider: Provider
) -> None:
    provider.claims.update({"sub": "unproven", "email": "u@example.com", "email_verified": False})

    answer = await returned(client, provider.approve(await begun(client)))

    assert answer.headers["location"] == "/sign-in?error=ADDRESS_UNPROVEN"


async def test_an_unknown_provider_is_not_there(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/sign-in/providers/nobody")

    assert answer.status_code == 404


async def test_a_second_factor_is_asked_for_after_the_provider_and_leads_on(
    client: httpx.AsyncClient, provider: Provider
) -> None:
    provider.profile = {"email": "two@example.com", "email_verified": True, "name": "Two"}
    provider.claims.update(provider.profile)
    await signed_in(client, provider, subject="two")
    client.headers.update(CHANGING)
    secret = (await client.post("/api/v1/account/second-factor")).json()["data"]["secret"]
    await client.post("/api/v1/account/second-factor/confirm", json={"code": shown_code(secret)})
    client.cookies.clear()
    provider.claims.update({**provider.profile, "sub": "two"})

    begun_at = (await client.get(BEGIN, params={"next": "/artifacts?q=1"})).headers["location"]
    answer = await returned(client, provider.approve(begun_at))
    outside = await client.get("/api/v1/me")
    code = {"code": shown_code(secret, steps_ahead=1)}
    entered = await client.post("/api/v1/sign-in/second-factor", json=code)

    assert answer.headers["location"] == "/sign-in?step=second-factor&next=%2Fartifacts%3Fq%3D1"
    assert (outside.status_code, entered.status_code) == (401, 200)
    devices = (await client.get("/api/v1/account/sign-ins")).json()["data"]["items"]
    assert {each["method"] for each in devices} == {"provider"}
