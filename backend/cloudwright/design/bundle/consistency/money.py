"""Adds the price lines up again and compares the sums with what the README says."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from cloudwright.design.bundle.consistency.contents import COST, README, Contents, Disagreement
from cloudwright.design.bundle.consistency.markup import Page

_AMOUNT = re.compile(r"[A-Z]{3} (-?[\d,]+\.\d+)")
_CENT = Decimal("0.01")
_ENVIRONMENTS = ("prod", "dev")


def adds_up(contents: Contents) -> Sequence[Disagreement]:
    """Compare lines, components and totals."""
    page = contents.pages.get(COST)
    if page is None:
        return []
    found: list[Disagreement] = []
    for environment in _ENVIRONMENTS:
        found += _environment(contents, page, environment)
    return [*found, *_readme(contents, page)]


def _environment(contents: Contents, page: Page, environment: str) -> Iterator[Disagreement]:
    lines = page.rows(environment, "Every line", column="component")
    sums, counts = _sums(lines), Counter(line["component"] for line in lines)
    stated = {row["component"]: row for row in page.rows(environment, "By component", column="component")}
    for element_id in sorted(sums.keys() | stated.keys()):
        row = stated.get(element_id)
        if element_id not in contents.components:
            yield Disagreement(COST, element_id, f"{environment}: {element_id} is not designed")
        elif row is None or row.get("lines") != str(counts[element_id]):
            yield Disagreement(
                COST, element_id, f"{environment}: {counts[element_id]} price lines, not as many as stated"
            )
        elif not _close(sums[element_id], _amount(row["a month"]), counts[element_id]):
            yield Disagreement(
                COST, element_id, f"{environment}: the lines do not add up to {row['a month']}"
            )
    part = page.part(environment)
    total = next((_amount(line) for line in part.lines if line.startswith("**")), None) if part else None
    if stated and not _close(sum(sums.values(), Decimal(0)), total, len(lines)):
        yield Disagreement(COST, "", f"{environment}: the lines do not add up to the total")


def _readme(contents: Contents, page: Page) -> Iterator[Disagreement]:
    if README not in contents.pages:
        return
    stated = {row["component"]: row for row in page.rows("prod", "By component", column="component")}
    for row in contents.pages[README].rows("Components", column="id"):
        here = _amount(row.get("a month", ""))
        there = _amount(stated[row["id"]]["a month"]) if row["id"] in stated else None
        if (here or Decimal(0)) != (there or Decimal(0)):
            yield Disagreement(README, row["id"], f"{row['id']}: {here} a month here, {there} in {COST}")
            yield Disagreement(COST, row["id"], f"{row['id']}: {there} a month here, {here} in {README}")
    cost = contents.pages[README].part("What it costs")
    prod = page.part("prod")
    totals = [
        next((_amount(line) for line in part.lines if line.startswith("**")), None)
        for part in (cost, prod)
        if part
    ]
    if len(set(totals)) != 1:
        yield Disagreement(README, "", f"the total is not the one of {COST}")


def _sums(lines: Sequence[Mapping[str, str]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line["component"]] = sums.get(line["component"], Decimal(0)) + (_amount(line["a month"]) or 0)
    return sums


def _amount(text: str) -> Decimal | None:
    found = _AMOUNT.search(text)
    return Decimal(found[1].replace(",", "")) if found else None


def _close(computed: Decimal, stated: Decimal | None, lines: int) -> bool:
    """Every line is rounded to the cent, and so is the sum."""
    return stated is not None and abs(computed - stated) <= _CENT * (lines + 1) / 2
