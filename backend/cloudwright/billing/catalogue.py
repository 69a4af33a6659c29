"""The catalogue of plans, and how the payment provider keeps it."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from cloudwright.billing.schemas import Catalogue, Currency, Part, Plan, PlanId, PriceOffer, ProductOffer

_PRODUCT = "cloudwright_"


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of this version of the product."""
    return read(files("cloudwright.billing").joinpath("plans.yaml").read_text(encoding="utf-8"))


def read(text: str) -> Catalogue:
    """Return the catalogue written in `text` (YAML).

    Raises:
        ValueError: a plan is missing or twice there, or one on sale has no price in some currency.
    """
    found = Catalogue.model_validate(yaml.safe_load(text))
    if [plan.id for plan in found.plans] != [*PlanId]:
        raise ValueError(f"the catalogue has to have the plans {', '.join(PlanId)}, in this order")
    for each in found.plans:
        if each.on_sale and set(each.prices) != set(Currency):
            raise ValueError(f"the plan {each.id} is on sale, so it needs a price in every currency")
    return found


def plan(whole: Catalogue, plan_id: PlanId) -> Plan:
    """Return one plan."""
    return next(each for each in whole.plans if each.id is plan_id)


def products(whole: Catalogue) -> tuple[ProductOffer, ...]:
    """Return what the payment provider is to have: a product for each plan with prices."""
    return tuple(
        ProductOffer(
            id=f"{_PRODUCT}{each.id}",
            name=f"Cloudwright {each.name}",
            description=each.summary,
            prices=tuple(_prices(each)),
        )
        for each in whole.plans
        if each.prices
    )


def plan_of(product_id: str) -> PlanId | None:
    """Return the plan that a product stands for, None for a product of somebody else."""
    name = product_id.removeprefix(_PRODUCT)
    return PlanId(name) if product_id.startswith(_PRODUCT) and name in [*PlanId] else None


def lines(chosen: Plan, *, seats: int, currency: Currency) -> tuple[tuple[str, int], ...]:
    """Return the lookup keys and quantities of an order; a part that costs nothing has no line."""
    return tuple(
        (offer.lookup_key, seats if offer.part is Part.SEAT else 1)
        for offer in _prices(chosen)
        if offer.currency is currency
    )


def _prices(chosen: Plan) -> Iterator[PriceOffer]:
    for currency, price in chosen.prices.items():
        for part, amount in ((Part.BASE, price.base), (Part.SEAT, price.seat)):
            if amount:
                yield PriceOffer(
                    lookup_key=f"{_PRODUCT}{chosen.id}_{part}_{currency}_month",
                    part=part,
                    currency=currency,
                    amount=amount,
                )
