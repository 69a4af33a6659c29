"""The SLA floor: published commitments multiplied along what a caller waits for."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_DOWN, Decimal

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import Category, Kind, Properties
from cloudwright.design.facts.facts import Facts
from cloudwright.design.facts.rows import Sla
from cloudwright.design.model.architecture import Architecture, Component, Environment
from cloudwright.design.resilience.floor import SlaFloor, Term
from cloudwright.design.resilience.paths import Paths, paths

_THREE_DECIMALS = Decimal("0.001")
_WHOLE = Decimal(100)
_NOTE = "A floor composed from published service level agreements, not a measured availability."


def floor(architecture: Architecture, facts: Facts) -> SlaFloor:
    """Return the product of the commitments on the request path, rounded down to three decimals.

    A commitment with regional or global scope covers a whole service and counts once; one with a narrower
    scope (per instance, per cluster) counts for every element. What happens after the caller has its answer
    is left out and named in the note.
    """
    return floor_of(architecture, registry.kinds(), facts=facts)


def floor_of(architecture: Architecture, kinds: Mapping[str, Kind[Properties]], *, facts: Facts) -> SlaFloor:
    """Return the floor with the catalogue given."""
    callers = frozenset(c.id for c in architecture.components if kinds[c.kind].category is Category.EXTERNAL)
    route = paths(architecture, callers)
    terms: dict[tuple[str, ...], Term] = {}
    without: list[str] = []
    for element_id in route.waiting:
        component = architecture.component(element_id)
        kind = kinds[component.kind]
        row = _commitment(kind, component, facts=facts)
        if row is None or row.percent is None:
            without += [element_id] if kind.category is not Category.EXTERNAL else []
        else:
            terms.setdefault(_once(row, component), _term(component, row))
    return SlaFloor(
        percent=_product(terms.values()),
        terms=tuple(terms.values()),
        without_commitment=tuple(without),
        note=_note(route),
    )


def _commitment(kind: Kind[Properties], component: Component, *, facts: Facts) -> Sla | None:
    """Return the row for the component as it is in production."""
    if kind.sla is None:
        return None
    stated = {**kind.defaults(Environment.PROD), **component.properties}
    found = kind.commitment(kind.properties.model_validate(stated))
    return None if found is None else facts.sla(*found)


def _once(row: Sla, component: Component) -> tuple[str, ...]:
    covers_service = row.scope in ("regional", "global")
    return (row.service, row.condition) if covers_service else (row.service, row.condition, component.id)


def _term(component: Component, row: Sla) -> Term:
    return Term(
        element_id=component.id,
        service=row.service,
        condition=row.condition,
        percent=str(row.percent),
        source=row.provenance.source,
        as_of=row.provenance.as_of,
        status=row.provenance.standing,
    )


def _product(terms: Iterable[Term]) -> str | None:
    factors = [Decimal(term.percent) / _WHOLE for term in terms]
    if not factors:
        return None
    product = _WHOLE
    for factor in factors:
        product *= factor
    return str(product.quantize(_THREE_DECIMALS, rounding=ROUND_DOWN))


def _note(route: Paths) -> str:
    if not route.callers:
        return f"{_NOTE} Nobody outside calls this design."
    if not route.later:
        return _NOTE
    return f"{_NOTE} Not counted, because callers do not wait for it: {', '.join(route.later)}."
