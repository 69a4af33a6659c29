"""What attempts to take over a model sound like, in families, each with a weight of its own.

Texts are folded by `plain_words` before. A weight is how much one signal alone should be feared, by judgement
and by the corpus of the tests; nothing here is complete, and a text without signals is not proven harmless.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from cloudwright.gateway.inspection.plain_words import unaccented


class Family(StrEnum):
    OVERRIDE = "override"  # earlier instructions shall not count
    ROLE = "role"  # the model shall be somebody without rules
    EXTRACTION = "extraction"  # it shall tell its instructions
    FORGERY = "forgery"  # a text plays a turn of somebody else
    EXFILTRATION = "exfiltration"  # data shall be carried out
    STEERING = "steering"  # a document speaks to the model, or wants it to act unseen
    PRESSURE = "pressure"  # it shall not be able to refuse
    DISGUISE = "disguise"  # one of the others, hidden


@dataclass(frozen=True, slots=True)
class Sign:
    name: str
    family: Family
    weight: float
    pattern: str


_NAMED = re.compile(r"%([A-Z_]+)(\d*)%")


@cache
def signs() -> Sequence[Sign]:
    """Return the packaged signs, with what they have in common put in its place."""
    words = {row["name"]: row["pattern"] for row in _rows("injection_words.csv")}
    return [
        Sign(row["name"], Family(row["family"]), float(row["weight"]), _spelled_out(row["pattern"], words))
        for row in _rows("injection_signs.csv")
    ]


def _spelled_out(pattern: str, words: Mapping[str, str]) -> str:
    whole = _NAMED.sub(lambda named: words[named[1]].replace("N", named[2] or "N"), pattern)
    return unaccented(whole).lower()


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("cloudwright.gateway.inspection").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
