"""Bounds that a design is measured against: money, availability, latency, recovery, sizes."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import NUMBER, QUANTITY, quantity
from cloudwright.design.model.brief import Assumption, Requirement, RequirementKind

_LEAD = r"(?:under|below|less than|at most|max(?:imum)?(?: of)?|up to|within|no more than|budget(?: of| is)?:?)?\s*"
_MONTHLY = r"(?:\s?(?:per|an?|each|every|/)\s?(?P<period>month|year|day)|\s(?P<adverb>monthly))?"
_BUDGET = re.compile(
    rf"{_LEAD}(?:(?:US)?\$\s?{NUMBER}|(?:USD)\s?{NUMBER.replace('digits', 'd2').replace('scale', 's2')}"
    rf"|{NUMBER.replace('digits', 'd3').replace('scale', 's3')}\s?(?:dollars|USD|bucks))(?:\s?USD)?{_MONTHLY}",
    re.IGNORECASE,
)
_AVAILABILITY = re.compile(
    r"(?P<percent>9\d(?:\.\d+)?)\s?%(?: (?:availability|available|uptime|SLA))?", re.IGNORECASE
)
_LATENCY = re.compile(
    rf"{_LEAD}{NUMBER}\s?(?P<unit>ms|milliseconds|s|seconds)(?: (?:p95|p99|latency|response(?: time)?s?))?",
    re.IGNORECASE,
)
_RECOVERY = re.compile(
    rf"\b(?P<what>RTO|RPO)\b(?: of| is| under| at most|:|=)?\s*{QUANTITY}\s?(?P<unit>minutes?|min|hours?|h|days?)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    rf"(?:{QUANTITY})\s?(?P<unit>KB|MB|GB|TB|KiB|MiB|GiB)(?P<each>(?: (?:each|per (?:image|photo|picture|file|upload)))"
    r"| (?:images?|photos?|pictures?|files?|uploads?))?",
    re.IGNORECASE,
)
_PERIODS = {"year": Decimal(12), "day": Decimal(12) / 365, "month": Decimal(1)}
_MINUTES = {"m": 1, "h": 60, "d": 1_440}
_BYTES = {"K": Decimal(1) / 1_048_576, "M": Decimal(1) / 1_024, "G": Decimal(1), "T": Decimal(1_024)}


def find(text: str) -> Iterator[Fact]:
    """Yield every bound that the text states."""
    for pattern, make in _MAKERS:
        for match in pattern.finditer(text):
            fact = make(match)
            if fact is not None:
                yield fact


def _budget(match: re.Match[str]) -> Fact | None:
    groups = match.groupdict()
    number = re.search(NUMBER, match.group())
    if number is None:
        return None
    monthly = quantity(number) / _PERIODS[(groups["period"] or "month").lower()]
    return _bound(
        match,
        Requirement(
            id="budget",
            kind=RequirementKind.BUDGET,
            statement=f"Costs at most USD {monthly:,.2f} a month",
            value=float(monthly),
            unit="USD/month",
            quote=match.group().strip(),
        ),
    )


def _availability(match: re.Match[str]) -> Fact:
    return _bound(
        match,
        Requirement(
            id="availability",
            kind=RequirementKind.AVAILABILITY,
            statement=f"Available {match['percent']} % of the month",
            value=float(match["percent"]),
            unit="percent",
            quote=match.group(),
        ),
    )


def _latency(match: re.Match[str]) -> Fact:
    milliseconds = quantity(match) * (1 if match["unit"].lower().startswith("m") else 1_000)
    return _bound(
        match,
        Requirement(
            id="latency",
            kind=RequirementKind.LATENCY,
            statement=f"Answers within {milliseconds:,f} ms",
            value=float(milliseconds),
            unit="ms",
            quote=match.group().strip(),
        ),
    )


def _recovery(match: re.Match[str]) -> Fact:
    kind = RequirementKind(match["what"].lower())
    minutes = quantity(match) * _MINUTES[match["unit"][0].lower()]
    said = "Working again within" if kind is RequirementKind.RTO else "Loses at most the last"
    return _bound(
        match,
        Requirement(
            id=kind.value,
            kind=kind,
            statement=f"{said} {minutes:,f} minutes",
            value=float(minutes),
            unit="minutes",
            quote=match.group(),
        ),
    )


def _size(match: re.Match[str]) -> Fact:
    gigabytes = quantity(match) * _BYTES[match["unit"][0].upper()]
    return _file_size(match, gigabytes * 1_024) if match["each"] else _stored(match, gigabytes)


def _file_size(match: re.Match[str], megabytes: Decimal) -> Fact:
    quote = match.group().strip()
    return Fact(
        match.start(),
        match.end(),
        requirements=(
            Requirement(
                id="file-size",
                kind=RequirementKind.PAYLOAD,
                statement=f"Files of about {megabytes.normalize():,f} MB",
                value=float(megabytes),
                unit="MB",
                quote=quote,
            ),
        ),
        assumptions=(
            Assumption(
                id="object_kb",
                label="Size of one file",
                value=(megabytes * 1_024).quantize(Decimal(1)),
                unit="KB",
                basis="stated",
                reason=f"'{quote}'",
            ),
        ),
        answers=(("file-size", "stated"),),
    )


def _stored(match: re.Match[str], gigabytes: Decimal) -> Fact:
    quote = match.group().strip()
    return _bound(
        match,
        Requirement(
            id="data-size",
            kind=RequirementKind.DATA_SIZE,
            statement=f"{gigabytes.normalize():,f} GB stored",
            value=float(gigabytes),
            unit="GB",
            quote=quote,
        ),
    )


def _bound(match: re.Match[str], requirement: Requirement) -> Fact:
    return Fact(match.start(), match.end(), requirements=(requirement,))


_MAKERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Fact | None]], ...] = (
    (_BUDGET, _budget),
    (_AVAILABILITY, _availability),
    (_RECOVERY, _recovery),
    (_LATENCY, _latency),
    (_SIZE, _size),
)
