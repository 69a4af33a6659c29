"""The golden designs, by name, and lowered for the environments and Regions that they are proven in.

They are the designs of tests/golden and the reference architectures that are drawn as designs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Architecture, Environment, Region
from cloudwright.design.model.budget import stated_budget
from cloudwright.design.model.document import Document, read
from cloudwright.design.patterns import drawn

_FOLDERS = (Path(__file__).parents[1] / "golden", Path(drawn.__file__).parent / "designs")
_FILES = {path.stem: path for folder in _FOLDERS for path in folder.glob("*.yaml")}
NAMES = tuple(sorted(_FILES))
REGIONS: Sequence[Region] = ("us-east-1", "eu-west-1")


@cache
def golden_document(name: str) -> Document:
    """Return the golden design with its brief."""
    return read(_FILES[name].read_text(encoding="utf-8"))


def golden(name: str, *, region: Region = "eu-west-1") -> Architecture:
    """Return the golden design, moved to the Region."""
    return golden_document(name).architecture.model_copy(update={"region": region})


@dataclass(frozen=True)
class Golden:
    """One golden design in one environment and Region."""

    name: str
    environment: Environment
    region: Region

    def __str__(self) -> str:
        return f"{self.name}-{self.environment}-{self.region}"

    def blueprint(self) -> Blueprint:
        architecture, facts = golden(self.name, region=self.region), load_facts()
        budget = stated_budget(golden_document(self.name).brief, architecture, facts=facts)
        return lower(architecture, self.environment, facts, budget=budget)


def every_golden() -> tuple[Golden, ...]:
    return tuple(_all())


def fewest_goldens() -> tuple[Golden, ...]:
    """Return production, away from us-east-1, of so few designs that every kind is still met."""
    kinds = {name: {component.kind for component in golden(name).components} for name in NAMES}
    wanted = set().union(*kinds.values())
    chosen: list[str] = []
    while wanted:
        best = max(sorted(kinds), key=lambda name: len(kinds[name] & wanted))
        chosen.append(best)
        wanted -= kinds[best]
    return tuple(Golden(name, Environment.PROD, REGIONS[-1]) for name in sorted(chosen))


def covering_goldens() -> tuple[Golden, ...]:
    """Return the first patterns in every environment and Region, each other design once, in turns."""
    whole = {"web-app", "image-pipeline"}
    corners = ((Environment.PROD, REGIONS[-1]), (Environment.DEV, REGIONS[0]))
    return tuple(
        each
        for each in _all()
        if each.name in whole or (each.environment, each.region) == corners[NAMES.index(each.name) % 2]
    )


def _all() -> Iterator[Golden]:
    for name in NAMES:
        for environment in Environment:
            yield from (Golden(name, environment, region) for region in REGIONS)
