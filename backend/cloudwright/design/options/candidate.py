"""A candidate: one whole design for a brief, and what speaks for and against it."""

from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.frozen import Frozen, Sentence, Title


class Candidate(Frozen):
    """`key` is stable within a pattern, so that a project's option follows its candidate."""

    key: str
    name: Title
    idea: Sentence
    pros: tuple[Sentence, ...]
    cons: tuple[Sentence, ...]
    architecture: Architecture
    because: Sentence = ""
