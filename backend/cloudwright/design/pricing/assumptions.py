"""The numbers a price depends on: what the brief says, what the design overrides, and defaults."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import AssumptionSpec
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.brief import Assumption, Brief
from cloudwright.design.model.budget import labelled, rate_assumptions
from cloudwright.design.pricing.subject import Subject


def effective(brief: Brief, architecture: Architecture, *, facts: Facts) -> tuple[Assumption, ...]:
    """Return every assumption in force for the design: the brief's first, then rates and kinds' defaults.

    A value that the design overrides replaces the brief's.
    """
    subject = Subject(
        architecture=architecture,
        environment=Environment.PROD,
        elements=registry.elements(architecture, Environment.PROD),
        kinds=registry.kinds(),
    )
    stated = {a.id for a in brief.assumptions} | architecture.assumptions.keys()
    rates = [rate for each, rate in rate_assumptions(brief, facts).items() if brief.assumption(each) is None]
    known = completed((*brief.assumptions, *rates), subject.specs(stated).values())
    return tuple(labelled(each) for each in overridden(known, architecture.assumptions))


def completed(assumptions: Iterable[Assumption], specs: Iterable[AssumptionSpec]) -> tuple[Assumption, ...]:
    """Add the default of every assumption that nobody stated; one stated by its id alone gets its unit."""
    known = {assumption.id: assumption for assumption in assumptions}
    for spec in specs:
        stated = known.setdefault(spec.id, _default(spec))
        if not stated.unit:
            known[spec.id] = stated.model_copy(update={"label": spec.label, "unit": spec.unit})
    return tuple(known.values())


def overridden(assumptions: Iterable[Assumption], values: Mapping[str, Decimal]) -> list[Assumption]:
    """Give the design's own values precedence; one that nobody declared is added under its id."""
    rest = dict(values)
    result = [_override(a, rest.pop(a.id)) if a.id in rest else a for a in assumptions]
    result += [_undeclared(assumption_id, value) for assumption_id, value in sorted(rest.items())]
    return result


def _override(assumption: Assumption, value: Decimal) -> Assumption:
    return assumption.model_copy(update={"value": value, "basis": "stated", "reason": "Set for this design."})


def _undeclared(assumption_id: str, value: Decimal) -> Assumption:
    label = assumption_id.replace("_", " ").capitalize()
    return Assumption(
        id=assumption_id, label=label, value=value, unit="", basis="stated", reason="Set for this design."
    )


def _default(spec: AssumptionSpec) -> Assumption:
    return Assumption(id=spec.id, label=spec.label, value=spec.default, unit=spec.unit, basis="default")
