"""The SLA floor: published commitments multiplied along what a caller waits for."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_DOWN, Decimal

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import Category, Element, Kind, Properties
from cloudwright.design.facts.facts import Facts
from cloudwright.design.facts.rows import Sla
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.resilience.floor import SlaFloor, Term
from cloudwright.design.resilience.network import gateways_beside, ways_out
from cloudwright.design.resilience.paths import Paths, paths

_THREE_DECIMALS = Decimal("0.001")
_WHOLE = Decimal(100)
_NOTE = "A floor composed from published service level agreements, not a measured availability."


def floor(architecture: Architecture, facts: Facts) -> SlaFloor:
    """Return the product of the commitments on the request path, rounded down to three decimals.

    A commitment with regional or global scope covers a whole service and counts once; one with a narrower
    scope (per instance, per cluster) counts for every element, and several NAT gateways in their zones as
    one of which one is enough. What happens after the caller has its answer
    is left out and named in the note.
    """
    return floor_of(architecture, registry.kinds(), facts=facts)


def floor_of(architecture: Architecture, kinds: Mapping[str, Kind[Properties]], *, facts: Facts) -> SlaFloor:
    """Return the floor with the catalogue given."""
    callers = frozenset(c.id for c in architecture.components if kinds[c.kind].category is Category.EXTERNAL)
    elements = _in_production(architecture, kinds)
    route = paths(architecture, callers)
    terms: dict[tuple[str, ...], Term] = {}
    without: list[str] = []
    for element_id in (
        *route.waiting,
        *ways_out(architecture, kinds, elements=elements, users=route.waiting),
    ):
        element = elements[element_id]
        kind = kinds[element.component.kind]
        promised = kind.commitment(element.properties)
        row = None if promised is None else facts.sla(*promised)
        if row is None or row.percent is None:
            without += [element_id] if kind.category is not Category.EXTERNAL else []
        else:
            beside = gateways_beside(architecture, elements, element_id)
            terms.setdefault(
                _once(row, element_id), _term(element_id, row, percent=row.percent, beside=beside)
            )
    return SlaFloor(
        percent=_product(terms.values()),
        terms=tuple(terms.values()),
        without_commitment=tuple(without),
        note=_note(route),
    )


def _in_production(
    architecture: Architecture, kinds: Mapping[str, Kind[Properties]]
) -> Mapping[str, Element[Properties]]:
    found: dict[str, Element[Properties]] = {}
    for component in architecture.components:
        kind = kinds[component.kind]
        stated = {**kind.defaults(Environment.PROD), **component.properties}
        found[component.id] = Element(component, kind.properties.model_validate(stated))
    return found


def _once(row: Sla, element_id: str) -> tuple[str, ...]:
    covers_service = row.scope in ("regional", "global")
    return (row.service, row.condition) if covers_service else (row.service, row.condition, element_id)


def _term(element_id: str, row: Sla, *, percent: Decimal, beside: int) -> Term:
    """Return the commitment as it is published, or that of several of which one is enough."""
    together = _WHOLE - _WHOLE * ((_WHOLE - percent) / _WHOLE) ** beside
    several = f"{row.condition}, one in each of {beside} zones"
    return Term(
        element_id=element_id,
        service=row.service,
        condition=several if beside > 1 else row.condition,
        percent=str(together.normalize() if beside > 1 else percent),
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
