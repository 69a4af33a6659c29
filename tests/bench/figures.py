"""One line of the table: what was measured, its limit, and whether it holds."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`limit` is a ceiling, or a floor when `at_least`; `absent` says why nothing was measured."""

    name: str
    value: float | None
    unit: str
    limit: float | None = None
    at_least: bool = False
    absent: str = ""

    @property
    def verdict(self) -> str:
        if self.value is None:
            return f"not measured: {self.absent}"
        if self.limit is None:
            return ""
        holds = self.value >= self.limit if self.at_least else self.value <= self.limit
        return "ok" if holds else "OVER" if not self.at_least else "UNDER"


def missing(name: str, why: str) -> Figure:
    return Figure(name, None, "", absent=why)


def percentile_95(values: Sequence[float]) -> float:
    """Return the value that 95 % do not exceed: the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * 95 // 100) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """Return one line for each figure, in columns."""
    width = max(len(figure.name) for figure in figures)
    return "\n".join(_line(figure, width) for figure in figures)


def _line(figure: Figure, width: int) -> str:
    if figure.value is None:
        return f"  {figure.name:{width}}  {'-':>10} {'':8} {'':16}{figure.verdict}"
    bound = "" if figure.limit is None else f"{'>=' if figure.at_least else '<='} {figure.limit:g}"
    return f"  {figure.name:{width}}  {figure.value:10.2f} {figure.unit:8} {bound:16}{figure.verdict}"
