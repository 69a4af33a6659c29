"""Prices one design again and again under different assumptions, repeating only what they change."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain

from cloudwright.design.catalog.entries import entries, entry_assumptions
from cloudwright.design.catalog.kind import Element, PricingContext, Properties, Usage
from cloudwright.design.model.load import Load, monthly_load
from cloudwright.design.pricing.charges import Bill, bill, due
from cloudwright.design.pricing.subject import Subject
from cloudwright.design.pricing.tariff import Tariff


class Witness(Mapping[str, Decimal]):
    """The assumptions, noting which ones were looked at: an element depends on those and on no other."""

    def __init__(self, values: Mapping[str, Decimal]) -> None:
        self._values = values
        self.seen: set[str] = set()

    def __getitem__(self, assumption_id: str) -> Decimal:
        self.seen.add(assumption_id)
        return self._values[assumption_id]

    def __iter__(self) -> Iterator[str]:
        self.seen.update(self._values)
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Workload:
    """The usage of a design: computed whole once, then only where a changed assumption reaches."""

    def __init__(self, subject: Subject, values: Mapping[str, Decimal], *, tariff: Tariff) -> None:
        self._subject = subject
        self._values = values
        self._tariff = tariff
        self._entries = {assumption_id for assumption_id, _ in entry_assumptions(subject.elements.values())}
        self._usages: dict[str, tuple[Usage, ...]] = {}
        self._seen: dict[str, frozenset[str]] = {}
        self._load = self._spread(values)
        for element in subject.priced:
            witness = Witness(values)
            self._usages[element.id] = self._price(element, self._load, witness)
            self._seen[element.id] = frozenset(witness.seen)

    def bill(self) -> Bill:
        """Return the bill at the assumptions given."""
        return bill(chain.from_iterable(self._usages.values()), self._tariff)

    def total(self, changed: Mapping[str, Decimal]) -> Decimal:
        """Return the month's USD with some assumptions changed."""
        values = {**self._values, **changed}
        entering = not self._entries.isdisjoint(changed)
        load = self._spread(values) if entering else self._load
        usages = [
            self._price(element, load, values)
            if entering or not self._seen[element.id].isdisjoint(changed)
            else self._usages[element.id]
            for element in self._subject.priced
        ]
        return due(chain.from_iterable(usages), self._tariff)

    def _spread(self, values: Mapping[str, Decimal]) -> Load:
        return monthly_load(self._subject.architecture, entries(self._subject.elements.values(), values))

    def _price(
        self, element: Element[Properties], load: Load, values: Mapping[str, Decimal]
    ) -> tuple[Usage, ...]:
        context = PricingContext(
            architecture=self._subject.architecture,
            environment=self._subject.environment,
            elements=self._subject.elements,
            load=load,
            assumptions=values,
        )
        return tuple(self._subject.kind_of(element).price(context, element))
