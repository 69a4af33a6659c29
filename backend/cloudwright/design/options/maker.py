"""What makes the candidates of one reference architecture."""

from collections.abc import Callable
from dataclasses import dataclass

from cloudwright.design.model.brief import Brief
from cloudwright.design.options.candidate import Candidate


@dataclass(frozen=True, slots=True)
class Maker:
    """`candidates` gives whole designs for a brief of the pattern, simplest first."""

    pattern: str
    title: str
    summary: str
    candidates: Callable[[Brief], tuple[Candidate, ...]]
