"""What answers are computed from: one design with its brief and everything computed about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.catalog import registry
from cloudwright.design.catalog.entries import entries
from cloudwright.design.catalog.kind import Category, Element, Kind, Properties
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.evaluation.ripple import Ripple
from cloudwright.design.facts.facts import Facts
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.intake.changes.sketch import Sketch
from cloudwright.design.intake.changes.understand import understand
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture, Component, Environment
from cloudwright.design.model.brief import Assumption, Brief
from cloudwright.design.model.errors import DesignError
from cloudwright.design.model.load import Load, monthly_load
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.price import estimate
from cloudwright.design.trace.design import Design
from cloudwright.kit.money import Money


@dataclass(frozen=True, slots=True)
class Other:
    """Another option of the same project; `number` counts from 1 as they are shown."""

    name: str
    architecture: Architecture
    total: Money
    number: int = 0
    idea: str = ""


@dataclass(frozen=True, slots=True)
class LastChange:
    """What the newest revision is called, and what it did."""

    note: str
    told: Ripple


@dataclass(frozen=True)
class Subject:
    name: str
    architecture: Architecture
    brief: Brief
    evaluation: Evaluation
    facts: Facts
    as_of: date
    others: tuple[Other, ...] = ()
    cons: tuple[str, ...] = ()
    change: LastChange | None = None

    @cached_property
    def kinds(self) -> Mapping[str, Kind[Properties]]:
        return registry.kinds()

    @cached_property
    def elements(self) -> Mapping[str, Element[Properties]]:
        return registry.elements(self.architecture, Environment.PROD)

    @cached_property
    def blueprint(self) -> Blueprint:
        return lower(self.architecture, Environment.PROD, self.facts)

    @cached_property
    def sketch(self) -> Sketch:
        return Sketch.model_validate(
            self.architecture.model_dump(mode="json", include={"region", "components", "connections"})
        )

    @cached_property
    def traced(self) -> Design:
        found = self.evaluation
        return Design(
            architecture=self.architecture,
            kinds=self.kinds,
            estimate=found.estimate,
            floor=found.floor,
            review=found.review,
            facts=self.facts,
        )

    @cached_property
    def load(self) -> Load:
        """Calls a month that reach each component and go along each connection."""
        values = {a.id: a.value for a in self.assumptions}
        return monthly_load(self.architecture, entries(self.elements.values(), values))

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        return self.evaluation.estimate.assumptions

    @property
    def total(self) -> Money:
        return self.evaluation.estimate.total

    def title(self, element_id: str) -> str:
        found = self.architecture.by_id.get(element_id)
        return element_id if found is None else found.title

    def kind_of(self, element_id: str) -> Kind[Properties]:
        return self.kinds[self.architecture.component(element_id).kind]

    def named(self, asked: Asked) -> tuple[Component, ...]:
        """Return the parts that are asked about; ids that are gone are left out."""
        return tuple(self.architecture.by_id[i] for i in asked.components if i in self.architecture.by_id)

    def of_kind(self, *kind_ids: str) -> tuple[Component, ...]:
        return tuple(c for c in self.architecture.components if c.kind in kind_ids)

    def of_category(self, *categories: Category) -> Iterator[Component]:
        return (c for c in self.architecture.components if self.kinds[c.kind].category in categories)

    def setting(self, element_id: str, name: str) -> object:
        """Return the value in production, defaults counted in; None where there is no such setting."""
        return getattr(self.elements[element_id].properties, name, None)

    def amount(self, *units: str) -> Decimal | None:
        """Return the largest assumption of one of these units."""
        return max((a.value for a in self.assumptions if a.unit in units), default=None)

    def cost_of(self, architecture: Architecture) -> Money:
        """Return what another design would cost under the same brief; raises EditRejected."""
        assumptions = effective(self.brief, architecture, facts=self.facts)
        return estimate(architecture, Environment.PROD, assumptions=assumptions, facts=self.facts).total

    def after(self, order: str) -> Money | None:
        """Return what the design would cost after an order; None where it is not understood or not possible."""
        proposed = understand(order, self.sketch).proposed
        if proposed is None:
            return None
        try:
            return self.cost_of(apply(self.architecture, proposed.edits, CatalogVocabulary(self.facts)))
        except DesignError:
            return None

    def offer(self, order: str) -> str:
        """Return an order with what it does to the bill, or nothing where it cannot be carried out."""
        then = self.after(order)
        if then is None:
            return ""
        difference = then.rounded - self.total.rounded
        if not difference:
            return f"{order}: no change in price"
        sign = "+" if difference > 0 else "-"
        return f"{order}: {sign}{then.currency} {abs(difference):,.2f} a month"
