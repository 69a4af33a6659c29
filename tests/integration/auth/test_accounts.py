"""Accounts over HTTP: from sign-up to a second factor, and what nobody learns on the way."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from builders.accounts import PASSWORD, Studio, a_studio_with_accounts, enters, shown_code
from builders.platform import a_client, a_signed_in_client
from cloudwright.encryption.errors import KeyMissing

pytestmark = pytest.mark.asyncio(loop_scope="module")

NEW_PASSWORD = "brave lantern moss 9"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Studio]:
    async with a_studio_with_accounts(tmp_path_factory.mktemp("installation")) as studio:
        yield studio


def code(answer: httpx.Response) -> object:
    return answer.json().get("error", {}).get("code", answer.status_code)


async def factor(client: httpx.AsyncClient) -> tuple[str, list[str]]:
    """Set up a second factor; its secret and the recovery codes."""
    secret = (await client.post("/account/second-factor")).json()["data"]["secret"]
    shown = await client.post("/account/second-factor/confirm", json={"code": shown_code(secret)})
    return secret, shown.json()["data"]["recovery_codes"]


async def test_somebody_signs_up_confirms_their_address_and_is_in(studio: Studio) -> None:
    client = await studio.account("ada@example.com")

    me = (await client.get("/me")).json()["data"]
    account = (await client.get("/account")).json()["data"]

    assert me["user"]["email"] == "ada@example.com"
    assert me["organization"]["name"] == "Ada's organisation"
    assert (account["email_verified"], account["has_password"], account["local"]) == (True, True, False)


async def test_a_link_is_worth_nothing_to_who_does_not_know_the_password(studio: Studio) -> None:
    thief, owner = studio.browser(), studio.browser()
    body = {"name": "Eve", "email": "owner@example.com", "password": "password of the thief"}
    await thief.post("/sign-up", json=body)
    planted = await studio.token("owner@example.com")
    await owner.post("/sign-up", json={**body, "name": "Owner", "password": PASSWORD})
    own = await studio.token("owner@example.com")

    wrong = await owner.post("/sign-up/verify", json={"token": planted, "password": PASSWORD})
    right = await owner.post("/sign-up/verify", json={"token": own, "password": PASSWORD})
    late = await thief.post("/sign-up/verify", json={"token": planted, "password": body["password"]})

    assert (code(wrong), right.status_code, code(late)) == ("PASSWORD_WRONG", 200, "LINK_REFUSED")
    assert code(await enters(studio.browser(), "owner@example.com", body["password"])) == "SIGN_IN_REFUSED"


async def test_a_link_works_once(studio: Studio) -> None:
    client = await studio.account("once@example.com")
    token = await studio.token("once@example.com")

    again = await client.post("/sign-up/verify", json={"token": token, "password": PASSWORD})

    assert code(again) == "LINK_REFUSED"


@pytest.mark.bar("B11", "known addresses were told from unknown ones")
async def test_a_known_and_an_unknown_address_are_answered_alike(studio: Studio) -> None:
    await studio.account("known@example.com")
    stranger = studio.browser()

    def without_ids(answer: httpx.Response) -> object:
        body = answer.json()
        return answer.status_code, {**body, "meta": ""}, sorted(answer.headers)

    signing_up, resets, entering = [], [], []
    for email in ("known@example.com", "unknown@example.com"):
        new = {"name": "X", "email": email, "password": PASSWORD}
        signing_up.append(without_ids(await stranger.post("/sign-up", json=new)))
        resets.append(without_ids(await stranger.post("/password-resets", json={"email": email})))
        entering.append(without_ids(await enters(stranger, email, "wrong password")))

    assert signing_up[0] == signing_up[1]
    assert resets[0] == resets[1]
    assert entering[0] == entering[1]
    assert [each.template for each in await studio.mails("known@example.com")][1:] == [
        "account_exists",
        "reset_password",
    ]
    assert [each.template for each in await studio.mails("unknown@example.com")] == [
        "verify_address",
        "no_account",
    ]


@pytest.mark.bar("B11", "spellings of a name got around the counters")
async def test_a_name_is_one_however_it_is_typed(studio: Studio) -> None:
    await studio.account("grace@example.com")

    typed = [" Grace@Example.com ", "\uff47race@example.com", "gra\u200bce@example.com"]
    answers = [(await enters(studio.browser(), each)).status_code for each in typed]

    assert answers == [200, 200, 200]


async def test_a_second_factor_is_asked_for_and_each_code_works_once(studio: Studio) -> None:
    client = await studio.account("two@example.com")
    secret, recovery = await factor(client)
    browser = studio.browser()

    first = await enters(browser, "two@example.com")
    refused = await browser.get("/me")
    used = shown_code(secret)
    replayed = await browser.post("/sign-in/second-factor", json={"code": used})
    fresh = await browser.post("/sign-in/second-factor", json={"code": shown_code(secret, steps_ahead=1)})
    inside = await browser.get("/me")
    other = studio.browser()
    await enters(other, "two@example.com")
    by_recovery = await other.post("/sign-in/second-factor", json={"recovery_code": recovery[0].upper()})
    await enters(other, "two@example.com")
    spent = await other.post("/sign-in/second-factor", json={"recovery_code": recovery[0]})

    assert first.json()["data"] == {"outcome": "second_factor"}
    assert refused.status_code == 401
    assert code(replayed) == "CODE_REFUSED"
    assert (fresh.status_code, inside.status_code, by_recovery.status_code) == (200, 200, 200)
    assert code(spent) == "CODE_REFUSED"
    left = (await client.get("/account")).json()["data"]["second_factor"]
    assert left == {"enabled": True, "recovery_codes_left": 9}


async def test_a_challenge_belongs_to_the_browser_that_gave_the_password(studio: Studio) -> None:
    client = await studio.account("bound@example.com")
    secret, _ = await factor(client)
    await enters(studio.browser(), "bound@example.com")

    stranger = await studio.browser().post("/sign-in/second-factor", json={"code": shown_code(secret)})

    assert code(stranger) == "CHALLENGE_ENDED"


async def test_a_reset_ends_every_sign_in_and_is_told(studio: Studio) -> None:
    client = await studio.account("lost@example.com")
    token_before = client.cookies["cw_access"]
    await studio.browser().post("/password-resets", json={"email": "lost@example.com"})
    new = {"token": await studio.token("lost@example.com"), "password": NEW_PASSWORD}

    weak = await studio.browser().post(
        "/password-resets/complete", json={**new, "password": "lost@example.com"}
    )
    done = await studio.browser().post("/password-resets/complete", json=new)
    again = await studio.browser().post("/password-resets/complete", json=new)
    after = await client.get("/me", headers={"authorization": f"Bearer {token_before}"})

    assert (code(weak), done.status_code, code(again)) == ("PASSWORD_REFUSED", 200, "LINK_REFUSED")
    assert after.status_code == 401
    assert (await client.post("/sign-in/refresh")).status_code == 401
    assert code(await enters(studio.browser(), "lost@example.com")) == "SIGN_IN_REFUSED"
    assert (await enters(studio.browser(), "lost@example.com", NEW_PASSWORD)).status_code == 200
    assert "account_changed" in [each.template for each in await studio.mails("lost@example.com")]


async def test_changing_the_password_signs_other_devices_out(studio: Studio) -> None:
    client = await studio.account("change@example.com")
    other = studio.browser()
    await enters(other, "change@example.com")
    change = {"current_password": "not this one", "new_password": NEW_PASSWORD}

    wrong = await client.post("/account/password", json=change)
    right = await client.post("/account/password", json={**change, "current_password": PASSWORD})

    assert (wrong.status_code, code(wrong), right.status_code) == (403, "PASSWORD_WRONG", 200)
    assert ((await client.get("/me")).status_code, (await other.get("/me")).status_code) == (200, 401)


async def test_a_person_sees_and_ends_their_devices(studio: Studio) -> None:
    client = await studio.account("devices@example.com")
    other = studio.browser()
    await enters(other, "devices@example.com")

    listed = (await client.get("/account/sign-ins")).json()["data"]["items"]
    theirs = next(each["id"] for each in listed if not each["current"])
    ended = await client.delete(f"/account/sign-ins/{theirs}")

    assert [each["device"] for each in listed] == ["Firefox on Linux"] * 2
    assert (ended.status_code, (await other.get("/me")).status_code) == (200, 401)
    mails = [each.template for each in await studio.mails("devices@example.com")]
    assert mails == ["verify_address", "new_device"]
    await client.delete("/account/sign-ins")
    assert (await client.get("/me")).status_code == 401


async def test_without_accounts_nothing_of_them_answers(tmp_path: Path) -> None:
    async with a_client(tmp_path) as client:
        client.headers["x-cloudwright"] = "1"
        answer = await client.post("/api/v1/sign-in/password", json={"email": "a@b.c", "password": "x"})

    assert (answer.status_code, code(answer)) == (404, "PASSWORD_SIGN_IN_OFF")


async def test_without_the_key_of_what_is_stored_nothing_starts(tmp_path: Path) -> None:
    async with a_signed_in_client(tmp_path):
        pass
    keys = tmp_path / "data" / "keys.json"
    own = json.loads(keys.read_text("utf-8"))["keys"][0]["id"]
    keys.unlink()

    with pytest.raises(KeyMissing) as refused:
        async with a_client(tmp_path):
            pass

    assert refused.value.details["key_id"] == own
    assert str(refused.value.details["fingerprint"]) in refused.value.message


async def test_public_keys_are_where_verifiers_look_for_them(studio: Studio) -> None:
    client = studio.browser()
    client.base_url = "http://localhost:8000"

    answer = await client.get("/.well-known/jwks.json")

    assert {(key["alg"], key["use"]) for key in answer.json()["keys"]} == {("ES256", "sig")}
    assert not any("d" in key for key in answer.json()["keys"])
    assert answer.headers["cache-control"] == "public, max-age=3600"


@pytest.mark.bar("B11", "guessers locked the owner out or went on")
async def test_guessing_gets_slow_and_never_locks_the_owner_out(studio: Studio) -> None:
    owner = await studio.account("target@example.com")
    thief = studio.browser()

    guesses = [await enters(thief, "target@example.com", f"guess number {n}") for n in range(6)]
    variant = await enters(thief, " TARGET@example.com", "guess number 7")
    elsewhere = await enters(owner, "target@example.com")

    assert [code(each) for each in guesses] == ["SIGN_IN_REFUSED"] * 5 + ["TOO_MANY_ATTEMPTS"]
    assert guesses[-1].json()["error"]["details"]["retry_after_seconds"] == 2
    assert guesses[-1].headers["retry-after"] == "2"
    assert code(variant) == "TOO_MANY_ATTEMPTS"
    assert elsewhere.status_code == 200
