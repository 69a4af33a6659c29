"""Plans and payments over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request

from cloudwright.billing.ports import PayerSource
from cloudwright.billing.schemas import (
    CheckoutRequest,
    Hosted,
    Invoice,
    Overview,
    Plan,
    Preview,
    SeatsRequest,
)
from cloudwright.billing.service.payments import Payments
from cloudwright.billing.service.receiving import Receiving
from cloudwright.idempotency.dependencies import IdempotencyKey
from cloudwright.tenancy.dependencies import CurrentPrincipal, Services

router = APIRouter(tags=["billing"])

_SIGNED = {
    "requestBody": {
        "required": True,
        "description": "An event, signed by Stripe.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}


@router.get("/billing/plans")
async def list_plans(services: Services, principal: CurrentPrincipal) -> tuple[Plan, ...]:
    """List what can be had: plans, prices in minor units a month, and what they give."""
    del principal
    return (await services.aget(Payments)).plans()


@router.get("/billing")
async def get_billing(services: Services, principal: CurrentPrincipal) -> Overview:
    """Get the plan of the organisation and where it stands with its payments."""
    return await (await services.aget(Payments)).overview(principal)


@router.post("/billing/checkout")
async def start_checkout(
    services: Services,
    principal: CurrentPrincipal,
    order: CheckoutRequest,
    idempotency_key: IdempotencyKey = None,
) -> Hosted:
    """Start buying a plan: answers with the page to go to."""
    source = await services.aget(PayerSource)
    payer = await source.payer_of(principal)
    payments = await services.aget(Payments)
    return await payments.checkout(principal, order, payer=payer, key=idempotency_key)


@router.post("/billing/portal")
async def open_billing_portal(services: Services, principal: CurrentPrincipal) -> Hosted:
    """Open the customer portal: payment methods, plan, cancellation."""
    return await (await services.aget(Payments)).portal(principal)


@router.get("/billing/invoices")
async def list_invoices(services: Services, principal: CurrentPrincipal) -> tuple[Invoice, ...]:
    """List invoices, newest first; amounts in minor units."""
    return await (await services.aget(Payments)).invoices(principal)


@router.get("/billing/seats/preview")
async def preview_seats(
    services: Services, principal: CurrentPrincipal, seats: Annotated[int, Query(ge=1, le=100_000)]
) -> Preview:
    """See what another number of seats costs, before it is changed."""
    return await (await services.aget(Payments)).preview(principal, seats)


@router.put("/billing/seats")
async def change_seats(
    services: Services,
    principal: CurrentPrincipal,
    change: SeatsRequest,
    idempotency_key: IdempotencyKey = None,
) -> Overview:
    """Buy or give back seats; the difference is prorated."""
    payments = await services.aget(Payments)
    return await payments.change_seats(principal, change.seats, key=idempotency_key)


@router.post("/billing/webhooks/stripe", openapi_extra=_SIGNED)
async def receive_stripe_webhook(
    services: Services,
    request: Request,
    signature: Annotated[str, Header(alias="Stripe-Signature", max_length=2_000)] = "",
) -> dict[str, str]:
    """Take an event of Stripe; answered once it is kept."""
    await (await services.aget(Receiving)).receive(await request.body(), signature)
    return {}
