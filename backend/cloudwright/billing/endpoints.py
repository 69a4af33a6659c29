"""Plans and payments over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Header, Request

from cloudwright.billing.ports import PayerSource
from cloudwright.billing.schemas import Hosted, PlanChoice, ShownInvoice, SubscriptionView
from cloudwright.billing.service.payments import Payments
from cloudwright.billing.service.receiving import Receiving
from cloudwright.billing.service.shopping import Shopping
from cloudwright.idempotency.dependencies import IdempotencyKey
from cloudwright.kit.lists import All
from cloudwright.tenancy.dependencies import CurrentPrincipal, Services

router = APIRouter(tags=["billing"])

_SIGNED = {
    "requestBody": {
        "required": True,
        "description": "An event, signed by Stripe.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}


@router.get("/billing/subscription")
async def get_subscription(services: Services, principal: CurrentPrincipal) -> SubscriptionView:
    """Get the plan of the organisation, where it stands with its payments, and what else can be had."""
    return await (await services.aget(Shopping)).subscription(principal)


@router.get("/billing/invoices")
async def list_invoices(services: Services, principal: CurrentPrincipal) -> All[ShownInvoice]:
    """List invoices, newest first."""
    return All(items=await (await services.aget(Shopping)).invoices(principal))


@router.post("/billing/checkout")
async def start_checkout(
    services: Services,
    principal: CurrentPrincipal,
    choice: PlanChoice,
    idempotency_key: IdempotencyKey = None,
) -> Hosted:
    """Start buying a plan for everybody who has a seat: answers with the page to go to."""
    source = await services.aget(PayerSource)
    payer = await source.payer_of(principal)
    shopping = await services.aget(Shopping)
    return await shopping.checkout(principal, choice, payer=payer, key=idempotency_key)


@router.post("/billing/portal")
async def open_billing_portal(services: Services, principal: CurrentPrincipal) -> Hosted:
    """Open the customer portal: payment methods, plan, cancellation."""
    return await (await services.aget(Payments)).portal(principal)


@router.post("/billing/webhooks/stripe", openapi_extra=_SIGNED)
async def receive_stripe_webhook(
    services: Services,
    request: Request,
    signature: Annotated[str, Header(alias="Stripe-Signature", max_length=2_000)] = "",
) -> dict[str, str]:
    """Take an event of Stripe; answered once it is kept."""
    await (await services.aget(Receiving)).receive(await request.body(), signature)
    return {}
