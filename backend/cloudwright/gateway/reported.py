"""Usage as screens show it: a row for each day, mode, member or model, and everything added up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from cloudwright.gateway.schemas import UsageReport, UsageRow
from cloudwright.gateway.usage import Dimension, Line, Measures, total
from cloudwright.kit.money import MinorMoney

_NANO_A_CENT = 10**7
_OUTSIDE = "Outside of runs"
_SOMEBODY = "A former member"
_NOBODY = "Applications"
_OURSELVES = "Cloudwright's own agents"
_NO_TEAM = "No team"


def report(
    since: date, until: date, lines: Sequence[Line], *, by: Dimension, names: Mapping[str, str]
) -> UsageReport:
    """Return the report; days on which nothing was used are in it, so that their places stay empty."""
    rows = [(line.keys[0], line.measures) for line in lines]
    if by is Dimension.DAY and rows:
        used = dict(rows)
        rows = [(day, used.get(day, Measures())) for day in _days(since, until)]
    elif by is not Dimension.DAY:
        rows.sort(key=lambda row: (-row[1].cost_nano_usd, -row[1].runs, row[0]))
    return UsageReport(
        since=since,
        until=until,
        rows=tuple(_row(key, _label(key, by, names), measures) for key, measures in rows),
        total=_row("total", "Total", total(lines)),
    )


def _row(key: str, label: str, measures: Measures) -> UsageRow:
    return UsageRow(
        key=key,
        label=label,
        runs=measures.runs,
        tokens=measures.input_tokens + measures.output_tokens,
        cost=MinorMoney(amount_minor=_cents(measures.cost_nano_usd), currency="USD"),
        unpriced_calls=measures.unpriced_calls,
    )


def _cents(nano_usd: int) -> int:
    """Return whole cents, halves up."""
    return (nano_usd + _NANO_A_CENT // 2) // _NANO_A_CENT


def _label(key: str, by: Dimension, names: Mapping[str, str]) -> str:
    match by:
        case Dimension.DAY:
            return f"{date.fromisoformat(key):%-d %b %Y}"
        case Dimension.MODE:
            return key.capitalize() or _OUTSIDE
        case Dimension.MEMBER:
            return names.get(key, _SOMEBODY) if key else _NOBODY
        case Dimension.APPLICATION:
            return names.get(key, key) or _OURSELVES
        case Dimension.TEAM:
            return key or _NO_TEAM
        case Dimension.MODEL | Dimension.PROVIDER:
            return key


def _days(since: date, until: date) -> Iterable[str]:
    return ((since + timedelta(days=n)).isoformat() for n in range((until - since).days + 1))
