"""Billing through the doors: over HTTP, and from the command line."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from builders.command_line import Ran, command
from builders.platform import a_client, a_signed_in_client, some_settings
from builders.stripe_books import KEY, SECRET, Books, signed
from builders.stripe_server import a_stripe_server
from cloudwright.config import BillingSettings, PaymentsBy

WEBHOOK = "/api/v1/billing/webhooks/stripe"


@pytest.fixture
async def stripe_client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client without a sign-in, of an installation that sells through Stripe."""
    with a_stripe_server() as server:
        billing = BillingSettings(
            provider=PaymentsBy.STRIPE,
            api_key=SecretStr(KEY),
            webhook_secrets=[SecretStr(SECRET)],
            api_base=server.url,
        )
        settings = some_settings(tmp_path).model_copy(update={"billing": billing})
        async with a_client(tmp_path, settings=settings) as client:
            yield client


async def test_stripe_needs_no_header_of_ours_but_its_signature(stripe_client: httpx.AsyncClient) -> None:
    books = Books()
    books.emit("customer.updated", {"id": "cus_1", "object": "customer"})
    body, signature = signed(books.events[0])
    forged = signed(books.events[0], secret="whsec_other")[1]

    taken = await stripe_client.post(WEBHOOK, content=body, headers={"stripe-signature": signature})
    refused = await stripe_client.post(WEBHOOK, content=body, headers={"stripe-signature": forged})
    unsigned = await stripe_client.post(WEBHOOK, content=body)

    assert (taken.status_code, refused.status_code, unsigned.status_code) == (200, 422, 422)
    assert refused.json()["error"]["code"] == "WEBHOOK_REFUSED"


async def test_without_a_payment_provider_plans_are_shown_and_nothing_is_sold(tmp_path: Path) -> None:
    async with a_signed_in_client(tmp_path) as client:
        billing = (await client.get("/api/v1/billing/subscription")).json()["data"]
        invoices = await client.get("/api/v1/billing/invoices")
        portal = await client.post("/api/v1/billing/portal")
        hook = await client.post(WEBHOOK, content=b"{}", headers={"stripe-signature": "t=1,v1=0"})

    assert [each["id"] for each in billing["plans"]] == ["free", "team", "business", "enterprise"]
    assert (billing["plan"], billing["seats"], billing["self_service"]) == (None, None, False)
    assert invoices.json()["data"] == {"items": []}
    assert (portal.status_code, portal.json()["error"]["code"]) == (409, "NOT_SUBSCRIBED")
    assert (hook.status_code, hook.json()["error"]["code"]) == (422, "WEBHOOK_REFUSED")


async def test_an_operator_sets_a_plan_beside_the_running_server_and_takes_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = some_settings(tmp_path)
    monkeypatch.setenv("CLOUDWRIGHT_DATA__DIRECTORY", str(settings.data.directory))
    monkeypatch.setenv("CLOUDWRIGHT_DATABASE__URL", settings.database.url)

    async def told(*arguments: str) -> Ran:
        return await asyncio.to_thread(command, capsys, "billing", "set", *arguments)

    async with a_signed_in_client(tmp_path, settings=settings) as client:
        given = await told("org_local", "business", "--limit", "sessions=5")
        billing = (await client.get("/api/v1/billing/subscription")).json()["data"]
        quotas = (await client.get("/api/v1/organization/quotas")).json()["data"]["items"]
        unknown = await told("org_other", "team")
        wrong = await told("org_local", "team", "--limit", "sessions")

    assert given.code == 0
    assert (billing["plan"], billing["status"], billing["seats"]) == ("business", "active", 250)
    assert {each["metric"]: each["limit"] for each in quotas}["sessions"] == 5
    assert (unknown.code, "ORGANIZATION_NOT_FOUND" in unknown.err) == (2, True)
    assert wrong.code == 2


def test_the_command_writes_the_catalogue_to_stripe_and_repeating_it_changes_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_stripe_server() as server:
        monkeypatch.setenv("CLOUDWRIGHT_BILLING__PROVIDER", "stripe")
        monkeypatch.setenv("CLOUDWRIGHT_BILLING__API_KEY", KEY)
        monkeypatch.setenv("CLOUDWRIGHT_BILLING__API_BASE", server.url)

        first = command(capsys, "billing", "sync", "--json")
        second = command(capsys, "billing", "sync")
        monkeypatch.setenv("CLOUDWRIGHT_BILLING__PROVIDER", "none")
        off = command(capsys, "billing", "sync")

    assert (first.code, len(first.data["created"]), first.data["kept"]) == (0, 15, [])
    assert (second.code, second.out.count("kept"), second.out.count("created")) == (0, 15, 0)
    assert (off.code, "BILLING_OFF" in off.err) == (2, True)
