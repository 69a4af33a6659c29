"""The parts of a bundle that a person may leave out; design.yaml, README and checks are always in."""

from collections.abc import Mapping
from enum import StrEnum

from cloudwright.design.model.architecture import Standards


class Part(StrEnum):
    CLOUDFORMATION = "cloudformation"
    TERRAFORM = "terraform"
    DIAGRAMS = "diagrams"
    DOCUMENTS = "documents"


EVERY_PART = frozenset(Part)
_CALLED: Mapping[Part, str] = {
    Part.CLOUDFORMATION: "CloudFormation",
    Part.TERRAFORM: "Terraform",
    Part.DIAGRAMS: "diagrams",
    Part.DOCUMENTS: "documents",
}


def parts_under(standards: Standards) -> frozenset[Part]:
    """Return the parts that a bundle may hold under the standards; naming none allows every part."""
    return frozenset(map(Part, standards.formats)) or EVERY_PART


def left_out_under(standards: Standards) -> str:
    """Return what the standards keep out of every bundle, in words: "CloudFormation, diagrams"."""
    allowed = parts_under(standards)
    return ", ".join(name for part, name in _CALLED.items() if part not in allowed)
