"""Plans, invoices and what a plan would not have room for, as screens show them."""

from collections.abc import Iterable, Iterator, Sequence

from cloudwright.billing.schemas import (
    Allowances,
    Currency,
    Invoice,
    InvoiceState,
    MonthlyPrice,
    Plan,
    PlanCard,
    PlanId,
    ShownInvoice,
)
from cloudwright.kit.money import MinorMoney
from cloudwright.quotas.schemas import GAUGES, Metric, Quota
from cloudwright.quotas.wording import amount

_NOTHING = MonthlyPrice(base=0, seat=0)
_EVERY_MONTH = ("sessions", "tokens", "bundles")
_STATES = {
    "paid": InvoiceState.PAID,
    "open": InvoiceState.OPEN,
    "uncollectible": InvoiceState.FAILED,
    "void": InvoiceState.VOID,
}


def card(plan: Plan, *, currency: Currency, used: Sequence[Quota], seats: int) -> PlanCard:
    """Return a plan as it is offered; `used` and `seats` are what the organisation has in use."""
    price = plan.prices.get(currency, _NOTHING)
    return PlanCard(
        id=plan.id,
        name=plan.name,
        summary=plan.summary,
        gives=tuple(gives(plan.allowances)),
        base=_money(price.base, currency),
        per_seat=_money(price.seat, currency),
        trial_days=plan.trial_days,
        by_agreement=not plan.on_sale and plan.id is not PlanId.FREE,
        over=tuple(beyond(plan.allowances, used, seats=seats)),
    )


def gives(allowances: Allowances) -> Iterator[str]:
    """Yield what a plan gives, a line each."""
    yield "Any number of seats" if allowances.seats is None else _seats(allowances.seats)
    for name, most in allowances.model_dump(exclude={"seats", "models"}).items():
        metric = Metric(name)
        what = _unlimited(metric) if most is None else amount(metric, most)
        yield f"{what} a month" if name in _EVERY_MONTH else what
    yield "Models of providers" if not allowances.models else "The built-in designer"


def beyond(allowances: Allowances, used: Iterable[Quota], *, seats: int) -> Iterator[str]:
    """Yield what is in use and has no room in a plan; it stays, nothing new begins."""
    most = allowances.model_dump(exclude={"seats", "models"})
    if allowances.seats is not None and seats > allowances.seats:
        yield f"{_seats(seats)} in use, the plan has {allowances.seats}"
    for quota in used:
        limit = most.get(quota.metric.value)
        if quota.metric in GAUGES and limit is not None and quota.used > limit:
            yield f"{amount(quota.metric, quota.used)} in use, the plan has {amount(quota.metric, limit)}"


def shown(invoice: Invoice) -> ShownInvoice:
    """Return an invoice as a row of the list."""
    return ShownInvoice(
        id=invoice.id,
        number=invoice.number or invoice.id,
        at=invoice.created,
        total=MinorMoney(amount_minor=invoice.total, currency=invoice.currency.upper()),
        status=_STATES.get(invoice.status or "", InvoiceState.OPEN),
        url=invoice.page or invoice.pdf,
    )


def _seats(seats: int) -> str:
    return "1 seat" if seats == 1 else f"{seats:,} seats"


def _unlimited(metric: Metric) -> str:
    return "Storage without a limit" if metric is Metric.STORAGE_BYTES else f"Any number of {metric.value}"


def _money(minor: int, currency: Currency) -> MinorMoney:
    return MinorMoney(amount_minor=minor, currency=currency.value.upper())
