"""The parts of a bundle that a person may leave out; design.yaml, README and checks are always in."""

from enum import StrEnum


class Part(StrEnum):
    CLOUDFORMATION = "cloudformation"
    TERRAFORM = "terraform"
    DIAGRAMS = "diagrams"
    DOCUMENTS = "documents"


EVERY_PART = frozenset(Part)
