"""The golden designs, by name."""

from pathlib import Path

from cloudwright.design.model.architecture import Architecture, Region
from cloudwright.design.model.document import Document, read

_FOLDER = Path(__file__).parents[1] / "golden"
NAMES = ("image-pipeline", "web-app", "web-app-guarded")
REGIONS: tuple[Region, ...] = ("us-east-1", "eu-west-1")


def golden_document(name: str) -> Document:
    """Return the golden design with its brief."""
    return read((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def golden(name: str, *, region: Region = "eu-west-1") -> Architecture:
    """Return the golden design, moved to the Region."""
    return golden_document(name).architecture.model_copy(update={"region": region})
