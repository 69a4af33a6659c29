"""The golden designs, lowered for the environments and regions that they are proven in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model import document
from cloudwright.design.model.architecture import Architecture, Environment, Region

FOLDER = Path(__file__).parent.parent / "golden"
REGIONS: Sequence[Region] = ("us-east-1", "eu-west-1")


@dataclass(frozen=True)
class Golden:
    name: str
    environment: Environment
    region: Region

    def __str__(self) -> str:
        return f"{self.name}-{self.environment}-{self.region}"

    def blueprint(self) -> Blueprint:
        architecture = _architecture(self.name).model_copy(update={"region": self.region})
        return lower(architecture, self.environment, load_facts())


def names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def every_golden() -> tuple[Golden, ...]:
    return tuple(_all())


def covering_goldens() -> tuple[Golden, ...]:
    """Return each design twice, so that each environment and each region is met by every design."""
    return tuple(
        golden
        for golden in _all()
        if (golden.environment is Environment.PROD) == (golden.region == REGIONS[-1])
    )


def _all() -> Iterator[Golden]:
    for name in names():
        for environment in Environment:
            yield from (Golden(name, environment, region) for region in REGIONS)


@cache
def _architecture(name: str) -> Architecture:
    return document.read((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).architecture
