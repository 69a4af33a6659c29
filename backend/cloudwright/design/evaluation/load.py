"""The same design under more or less load: every amount that comes a month, times a factor."""

from collections.abc import Iterable
from decimal import Decimal

from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Assumption, Brief, RequirementKind
from cloudwright.design.pricing.assumptions import effective

_MONTHLY = "/month"
_PEOPLE = ("MAU", "users/month", "people/month")


def under_load(brief: Brief, architecture: Architecture, times: Decimal, *, facts: Facts) -> Brief:
    """Return the brief with what comes a month (requests, people, files, GB) multiplied by `times`.

    Sizes, shares and durations stay: more callers do not send larger files. What the design itself states
    keeps its precedence, so pass `without_own_amounts(architecture)` along with the brief.
    """
    known = effective(brief, architecture, facts=facts)
    loaded = tuple(
        each.model_copy(update={"value": each.value * times}) if each.unit.endswith(_MONTHLY) else each
        for each in known
    )
    return brief.model_copy(update={"assumptions": loaded})


def without_own_amounts(architecture: Architecture) -> Architecture:
    """Return the design without assumptions of its own: they are in the brief that `under_load` returns."""
    return architecture.model_copy(update={"assumptions": {}})


def requests_a_month(brief: Brief, architecture: Architecture, *, facts: Facts) -> Decimal | None:
    """Return the requests a month that the design is priced for, or None when nothing counts them."""
    known = effective(brief, architecture, facts=facts)
    return next((each.value for each in known if each.unit == "requests/month" and each.value > 0), None)


def people_a_month(brief: Brief, assumptions: Iterable[Assumption]) -> Decimal | None:
    """Return how many people use the design a month: as stated, else as priced; None when nobody knows."""
    for requirement in brief.of_kind(RequirementKind.USERS):
        if isinstance(requirement.value, int | float) and requirement.value > 0:
            return Decimal(str(requirement.value))
    return next((a.value for a in assumptions if a.unit in _PEOPLE and a.value > 0), None)
