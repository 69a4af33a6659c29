"""Numbers that prices depend on: the element's own when somebody stated it, else the kind's."""

from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.catalog.kind import AssumptionSpec, PricingContext


@dataclass(frozen=True, slots=True)
class Assumed:
    """A number with the id of the assumption that it came from, so that a price line can name it."""

    id: str
    value: Decimal


def assumed(context: PricingContext, spec: AssumptionSpec, *, element_id: str) -> Assumed:
    """Return `<spec>_<element>` when the assumptions have it, else `<spec>`, else the default of the spec."""
    own = f"{spec.id}_{element_id.replace('-', '_')}"
    if own in context.assumptions:
        return Assumed(own, context.assumptions[own])
    return Assumed(spec.id, context.assumption(spec.id, spec.default))
