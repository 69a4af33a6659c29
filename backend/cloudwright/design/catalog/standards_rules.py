"""What the standards of an organisation do not allow in a design."""

from collections.abc import Iterator
from typing import Literal

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import Category
from cloudwright.design.catalog.suggestions import no_such_kind
from cloudwright.design.model.architecture import Architecture, Standards
from cloudwright.design.model.errors import DesignError, Problem
from cloudwright.design.model.frozen import Frozen, Sentence


class Departure(Frozen):
    """One way in which a design is not as standards want it; under older ones it can be put as it is."""

    rule: Literal["standards-region", "standards-service", "standards-older"]
    sentence: Sentence


_CARRIED = {
    "name_prefix": "name prefix",
    "tags": "tags",
    "permissions_boundary": "permissions boundary",
    "formats": "formats",
}


def standards_problems(architecture: Architecture) -> Iterator[Problem]:
    """Yield a problem for the Region and for each component that the standards of the design rule out.

    People and systems outside, and what exists already, are not services that the design brings.
    """
    standards = architecture.standards
    if standards.allowed_regions and architecture.region not in standards.allowed_regions:
        yield Problem(
            path="region",
            rule="standards-region",
            got=architecture.region,
            allowed=[*standards.allowed_regions],
            hint=f"your standards allow {', '.join(standards.allowed_regions)}: move the design there",
        )
    for component in architecture.components:
        entry = registry.kinds().get(component.kind)
        if entry is None or component.existing or entry.category is Category.EXTERNAL:
            continue
        if not standards.allows(component.kind):
            yield Problem(
                path=f"components.{component.id}.kind",
                rule="standards-service",
                got=component.kind,
                allowed=[*standards.allowed_kinds],
                hint=f"your standards do not allow {entry.service} ({entry.title}): do without it",
            )


def ruled_out(architecture: Architecture) -> tuple[str, ...]:
    """Return the titles of the kinds in the design that its standards do not allow, each once."""
    return tuple(
        dict.fromkeys(
            registry.kind(component.kind).title
            for component in architecture.components
            if not component.existing
            and registry.kind(component.kind).category is not Category.EXTERNAL
            and not architecture.standards.allows(component.kind)
        )
    )


def checked(standards: Standards) -> Standards:
    """Return the standards; raises DesignError for each kind they name that the catalogue does not have."""
    known = registry.kinds()
    problems = [
        no_such_kind(kind_id, known, path=f"{field}.{index}")
        for field, named in (
            ("allowed_kinds", standards.allowed_kinds),
            ("forbidden_kinds", standards.forbidden_kinds),
        )
        for index, kind_id in enumerate(named)
        if kind_id not in known
    ]
    if problems:
        message = "The standards name a service that the catalogue does not have. Nothing was changed."
        raise DesignError(message, problems=problems)
    return standards


def departures(architecture: Architecture, standards: Standards) -> tuple[Departure, ...]:
    """Return each way in which a design departs from standards that need not be its own."""
    found = []
    if standards.allowed_regions and architecture.region not in standards.allowed_regions:
        allowed = ", ".join(standards.allowed_regions)
        stands = f"It stands in {architecture.region}; your standards allow {allowed}."
        found.append(Departure(rule="standards-region", sentence=stands))
    under = architecture.model_copy(update={"standards": standards})
    found += [
        Departure(rule="standards-service", sentence=f"It uses {title}, which your standards do not allow.")
        for title in ruled_out(under)
    ]
    older = [
        words
        for field, words in _CARRIED.items()
        if getattr(architecture.standards, field) != getattr(standards, field)
    ]
    if older:
        keeps = f"It keeps what it had before your standards changed: {', '.join(older)}."
        found.append(Departure(rule="standards-older", sentence=keeps))
    return tuple(found)
