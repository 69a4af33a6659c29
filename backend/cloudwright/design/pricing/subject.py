"""What is priced: the elements of one design for one environment, and their catalogue entries."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from cloudwright.design.catalog.entries import ENTRY_DEFAULT, entry_assumptions
from cloudwright.design.catalog.kind import AssumptionSpec, Element, Kind, Properties
from cloudwright.design.model.architecture import Architecture, Environment


@dataclass(frozen=True, slots=True)
class Subject:
    architecture: Architecture
    environment: Environment
    elements: Mapping[str, Element[Properties]]
    kinds: Mapping[str, Kind[Properties]]

    @property
    def priced(self) -> tuple[Element[Properties], ...]:
        """The elements this design brings: what exists already is somebody else's cost."""
        return tuple(element for element in self.elements.values() if not element.component.existing)

    def kind_of(self, element: Element[Properties]) -> Kind[Properties]:
        return self.kinds[element.component.kind]

    def specs(self, stated: Container[str]) -> Mapping[str, AssumptionSpec]:
        """Return every assumption in play by id: those of the kinds used, and the calls of each entry.

        An element's own number (`<spec>_<element>`) is in play when somebody stated it.
        """
        found: dict[str, AssumptionSpec] = {}
        for element in self.elements.values():
            for spec in self.kind_of(element).assumptions:
                found.setdefault(spec.id, spec)
                own = f"{spec.id}_{element.id.replace('-', '_')}"
                if own in stated:
                    label = f"{spec.label} ({element.component.title})"
                    found[own] = replace(spec, id=own, label=label)
        for assumption_id, title in entry_assumptions(self.elements.values()):
            found.setdefault(assumption_id, _calls(assumption_id, title))
        return found


def _calls(assumption_id: str, title: str) -> AssumptionSpec:
    return AssumptionSpec(
        id=assumption_id,
        label=f"Calls from {title}",
        default=ENTRY_DEFAULT,
        unit="requests/month",
        low=ENTRY_DEFAULT / 2,
        high=ENTRY_DEFAULT * 2,
    )
