"""What was used, added up along days, members, applications, models and more; and as a table."""

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal
from enum import StrEnum

from cloudwright.gateway.schemas import CallStatus, Entry
from cloudwright.kit.money import Money
from cloudwright.kit.spreadsheets import harmless

_NANO = Decimal(10) ** -9


class Dimension(StrEnum):
    """Along what usage is told apart."""

    DAY = "day"
    MODE = "mode"
    MEMBER = "member"
    MODEL = "model"
    APPLICATION = "application"
    TEAM = "team"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Measures:
    """Sums over calls of models; cost in billionths of a US dollar, without the calls that have no price."""

    calls: int = 0
    runs: int = 0
    unfinished_calls: int = 0
    unpriced_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_nano_usd: int = 0

    def __add__(self, other: "Measures") -> "Measures":
        return Measures(
            calls=self.calls + other.calls,
            runs=self.runs + other.runs,
            unfinished_calls=self.unfinished_calls + other.unfinished_calls,
            unpriced_calls=self.unpriced_calls + other.unpriced_calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost_nano_usd=self.cost_nano_usd + other.cost_nano_usd,
        )

    @property
    def cost(self) -> Money:
        """The cost of the calls that have a price."""
        return Money(amount=self.cost_nano_usd * _NANO)


@dataclass(frozen=True, slots=True, order=True)
class DayKey:
    """What the sums of a day are told apart by."""

    day: date
    person_id: str
    mode: str
    model_id: str
    application_id: str
    team: str
    provider: str


def day_of(entry: Entry) -> DayKey:
    """Return where a call is added up; days begin at midnight in UTC."""
    return DayKey(
        day=entry.started_at.astimezone(UTC).date(),
        person_id=entry.person_id,
        mode=entry.mode,
        model_id=entry.model_id,
        application_id=entry.application_id,
        team=entry.team,
        provider=entry.provider,
    )


def measured(entry: Entry) -> Measures:
    """Return what one call adds to the sums; where its run counts is decided elsewhere."""
    return Measures(
        calls=1,
        unfinished_calls=int(entry.status is not CallStatus.COMPLETED),
        unpriced_calls=int(entry.cost_nano_usd is None),
        input_tokens=entry.usage.input_tokens,
        output_tokens=entry.usage.output_tokens,
        cost_nano_usd=entry.cost_nano_usd or 0,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """Usage along the dimensions that were asked for, in their order.

    A day is `2026-01-31` in UTC; a mode is empty for calls outside of a run.
    """

    keys: tuple[str, ...]
    measures: Measures


def rolled_up(
    lines: Iterable[Line], by: Sequence[Dimension], *, onto: Sequence[Dimension]
) -> tuple[Line, ...]:
    """Return lines along `by`, added up along `onto`, which are some of them, and sorted."""
    places = [by.index(dimension) for dimension in onto]
    sums: defaultdict[tuple[str, ...], Measures] = defaultdict(Measures)
    for line in lines:
        sums[tuple(line.keys[place] for place in places)] += line.measures
    return tuple(Line(keys, sums[keys]) for keys in sorted(sums))


def total(lines: Iterable[Line]) -> Measures:
    """Return everything added up."""
    return sum((line.measures for line in lines), Measures())


def csv_text(rows: Iterable[Line], by: Sequence[Dimension], *, names: Mapping[str, str] | None = None) -> str:
    """Return a table as RFC 4180 describes it; `names` says what a member is called.

    Names are chosen by people: what a spreadsheet would run as a formula gets an apostrophe before it.
    """
    known = names or {}
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow((*by, *_HEAD))
    for line in rows:
        writer.writerow((*_named(line, by, known), *_figures(line.measures)))
    return written.getvalue()


_HEAD = (
    "calls",
    "runs",
    "unfinished_calls",
    "unpriced_calls",
    "input_tokens",
    "output_tokens",
    "cost_usd",
)


def _named(line: Line, by: Collection[Dimension], names: Mapping[str, str]) -> Iterator[str]:
    for dimension, key in zip(by, line.keys, strict=True):
        named = dimension in {Dimension.MEMBER, Dimension.APPLICATION}
        yield harmless(names.get(key, key) if named else key)


def _figures(measures: Measures) -> tuple[str, ...]:
    return (
        str(measures.calls),
        str(measures.runs),
        str(measures.unfinished_calls),
        str(measures.unpriced_calls),
        str(measures.input_tokens),
        str(measures.output_tokens),
        f"{measures.cost.amount:f}",
    )
