"""Where calls enter a design: people and systems outside, and schedules."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Protocol, TypeGuard

from cloudwright.design.catalog.kind import Element, Properties

ENTRY_DEFAULT = Decimal(100_000)


class Calling(Protocol):
    """Properties of an element whose calls a month are an assumption."""

    @property
    def calls_assumption(self) -> str: ...


class Scheduled(Protocol):
    """Properties of an element that starts by itself; None when it waits for events instead."""

    @property
    def schedule_runs_per_month(self) -> Decimal | None: ...


def entries(
    elements: Iterable[Element[Properties]], assumptions: Mapping[str, Decimal]
) -> Mapping[str, Decimal]:
    """Return the calls a month that enter at each element that is an entry (element id -> calls)."""
    found: dict[str, Decimal] = {}
    for element in elements:
        properties = element.properties
        if _calls(properties) and properties.calls_assumption:
            found[element.id] = assumptions.get(properties.calls_assumption, ENTRY_DEFAULT)
        elif _starts(properties) and properties.schedule_runs_per_month is not None:
            found[element.id] = properties.schedule_runs_per_month
    return found


def entry_assumptions(elements: Iterable[Element[Properties]]) -> tuple[tuple[str, str], ...]:
    """Return (assumption id, title of the element that calls), each assumption once, in element order."""
    found: dict[str, str] = {}
    for element in elements:
        properties = element.properties
        if _calls(properties) and properties.calls_assumption:
            found.setdefault(properties.calls_assumption, element.component.title)
    return tuple(found.items())


def _calls(properties: Properties) -> TypeGuard[Calling]:
    return _has(type(properties), "calls_assumption")


def _starts(properties: Properties) -> TypeGuard[Scheduled]:
    return _has(type(properties), "schedule_runs_per_month")


def _has(shape: type[Properties], name: str) -> bool:
    """Say whether values of the type have the attribute, as a field or as a property."""
    return name in shape.model_fields or hasattr(shape, name)
