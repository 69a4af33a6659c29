"""The packaged Well-Architected entries: one statement, one page of AWS, one date."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import StringConstraints

from cloudwright.design.model.frozen import Frozen

PILLARS = ("security", "reliability", "performance", "cost", "operations", "sustainability")
Pillar = Literal["security", "reliability", "performance", "cost", "operations", "sustainability"]


class Entry(Frozen):
    """`question` is the Well-Architected question it belongs to; `status` says whether the page was read."""

    id: str
    pillar: Pillar
    question: Annotated[str, StringConstraints(pattern=r"^(SEC|REL|PERF|COST|OPS|SUS)\d\d$")]
    title: str
    text: str
    url: Annotated[str, StringConstraints(pattern=r"^https://docs\.aws\.amazon\.com/")]
    as_of: date
    status: Literal["sourced", "recalled-unverified"]


@cache
def entries() -> tuple[Entry, ...]:
    """Return all entries in the order of the pillars."""
    folder = files("cloudwright.agents.knowledge") / "entries"
    found = []
    for pillar in PILLARS:
        rows = yaml.safe_load((folder / f"{pillar}.yaml").read_text(encoding="utf-8"))
        found += [Entry.model_validate({**row, "pillar": pillar}) for row in rows]
    return tuple(found)
