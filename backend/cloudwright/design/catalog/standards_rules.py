"""What the standards of an organisation do not allow in a design."""

from collections.abc import Iterator

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import Category
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.errors import Problem


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
