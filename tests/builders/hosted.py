"""Golden designs on containers and instances, changed a little, for one environment."""

from collections.abc import Sequence
from decimal import Decimal

from pydantic import JsonValue

from builders.computed import a_subject
from builders.golden import golden
from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.catalog import registry
from cloudwright.design.catalog.entries import entries
from cloudwright.design.catalog.kind import PricingContext, Usage
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture, Connection, Environment
from cloudwright.design.model.edits import Connect, Disconnect, Edit
from cloudwright.design.model.load import monthly_load
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.registry import rules
from cloudwright.design.review.rule import Hit


def changed(name: str, *edits: Edit) -> Architecture:
    """Return the golden design with the edits; raises EditRejected when the catalogue refuses one."""
    return apply(golden(name), edits, CatalogVocabulary(load_facts()))


def lowered(name: str, *edits: Edit, environment: Environment = Environment.PROD) -> Blueprint:
    return lower(changed(name, *edits), environment, load_facts())


def without(source: str, verb: Verb, target: str, /) -> Edit:
    return Disconnect(source=source, verb=verb, target=target)


def connecting(source: str, verb: Verb, target: str, /, **properties: JsonValue) -> Edit:
    return Connect(connection=Connection(source=source, verb=verb, target=target, properties=properties))


def of_type(blueprint: Blueprint, element_id: str, type_name: str) -> list[Resource]:
    return [resource for resource in blueprint.of(element_id) if resource.type == type_name]


def usages(name: str, element_id: str, *edits: Edit, **assumptions: int) -> Sequence[Usage]:
    """Return what the element of a golden design uses in production under the assumptions."""
    design = changed(name, *edits)
    known = {name: Decimal(value) for name, value in assumptions.items()}
    elements = registry.elements(design, Environment.PROD)
    context = PricingContext(
        architecture=design,
        environment=Environment.PROD,
        elements=elements,
        load=monthly_load(design, entries(elements.values(), known)),
        assumptions=known,
    )
    element = elements[element_id]
    return registry.kind(element.component.kind).price(context, element)


def quantity(found: Sequence[Usage], dimension_id: str) -> Decimal:
    return sum((u.quantity for u in found if u.dimension_id == dimension_id), Decimal(0))


def hits(rule_id: str, name: str, *edits: Edit) -> list[Hit]:
    """Return what a review rule finds about the golden design in production."""
    resources = lowered(name, *edits).resources
    rule = next(rule for rule in rules() if rule.id == rule_id)
    return [*rule.findings(a_subject(*resources, architecture=changed(name, *edits)))]
