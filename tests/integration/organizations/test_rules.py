"""Rules of an organisation over HTTP: they hold with the next request, and nobody locks themselves out."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
import svcs

from builders.people import SignedIn, a_person
from builders.platform import a_transport, some_settings
from cloudwright.config import OpenIdSettings, ProviderSettings, ServerSettings

pytestmark = pytest.mark.asyncio(loop_scope="module")

Installation = tuple[svcs.Container, httpx.AsyncBaseTransport]
OFFICE, HOME = {"x-forwarded-for": "203.0.113.7"}, {"x-forwarded-for": "198.51.100.1"}
GUEST = ProviderSettings(id="guest-list", title="Guest list", issuer="https://idp.test", client_id="us")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def installation(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    directory = tmp_path_factory.mktemp("installation")
    server = ServerSettings(frontend_directory=directory / "dist", trusted_proxies=["127.0.0.0/8"])
    settings = some_settings(directory, server=server)
    chosen = settings.model_copy(update={"open_id": OpenIdSettings(providers=(GUEST,))})
    async with a_transport(directory, settings=chosen) as (services, transport):
        yield services, transport


@pytest_asyncio.fixture(loop_scope="module")
async def ada(installation: Installation) -> AsyncIterator[SignedIn]:
    services, transport = installation
    async with a_person(services, transport, name="Ada") as ada:
        yield ada


async def change(ada: SignedIn, **rules: object) -> httpx.Response:
    return await ada.client.patch("/organization/security", json=rules, headers=OFFICE)


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def test_nothing_is_decided_until_somebody_does(ada: SignedIn) -> None:
    answer = await ada.client.get("/organization/security", headers=OFFICE)

    assert answer.json()["data"] == {
        "require_second_factor": False,
        "identity_provider": None,
        "providers": [{"id": "guest-list", "label": "Guest list"}],
        "ip_allow_list": [],
        "your_address": "203.0.113.7",
        "sharing": True,
    }


async def test_an_allow_list_keeps_other_networks_out_and_leaves_ones_own_account_open(ada: SignedIn) -> None:
    changed = await change(ada, ip_allow_list=["203.0.113.0/24"])

    assert changed.json()["data"]["ip_allow_list"] == ["203.0.113.0/24"]
    assert (await ada.client.get("/projects", headers=OFFICE)).status_code == 200
    assert code(await ada.client.get("/projects", headers=HOME)) == (403, "ADDRESS_REFUSED")
    assert (await ada.client.get("/me", headers=HOME)).status_code == 200


async def test_a_forged_header_does_not_reach_past_the_proxy(ada: SignedIn) -> None:
    await change(ada, ip_allow_list=["203.0.113.0/24"])

    forged = {"x-forwarded-for": "203.0.113.7, 198.51.100.1"}
    assert code(await ada.client.get("/projects", headers=forged)) == (403, "ADDRESS_REFUSED")


@pytest.mark.parametrize(
    ("rule", "refusal"),
    [
        ({"ip_allow_list": ["192.0.2.0/24"]}, (409, "WOULD_LOCK_YOU_OUT")),
        ({"require_second_factor": True}, (409, "WOULD_LOCK_YOU_OUT")),
        ({"identity_provider": "guest-list"}, (409, "WOULD_LOCK_YOU_OUT")),
        ({"identity_provider": "unheard-of"}, (422, "PROVIDER_UNKNOWN")),
        ({"ip_allow_list": ["203.0.113.0/33"]}, (422, "NETWORK_UNREADABLE")),
    ],
)
async def test_a_rule_that_locks_out_who_sets_it_or_means_nothing_changes_nothing(
    ada: SignedIn, rule: dict[str, object], refusal: tuple[int, str]
) -> None:
    assert code(await change(ada, **rule)) == refusal
    assert (await ada.client.get("/projects", headers=HOME)).status_code == 200


async def test_a_change_of_the_rules_is_in_the_audit_trail_with_what_was_and_what_is(ada: SignedIn) -> None:
    await change(ada, sharing=False)
    await change(ada, sharing=False)

    trail = (await ada.client.get("/organization/audit?action=organization.security_changed")).text
    assert trail.count("aud_") == 1
    assert "on -> off" in trail
