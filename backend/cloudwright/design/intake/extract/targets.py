"""Bounds that a design is measured against: availability, latency, recovery, sizes."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import NUMBER, QUANTITY, quantity
from cloudwright.design.model.brief import Assumption, Requirement, RequirementKind

_LEAD = r"(?P<lead>(?:under|below|less than|at most|max(?:imum)?(?: of)?|up to|within|no more than|<|<=)\s?)?"
_AVAILABILITY = re.compile(
    r"(?<![\d.,])(?P<percent>9\d(?:[.,]\d{1,6})?)\s?%(?P<said> (?:availability|available|uptime|SLA|of the time)\b)?"
    r"|\b(?P<nines>two|three|four|five) nines\b",
    re.IGNORECASE,
)
_NINES = {"two": "99", "three": "99.9", "four": "99.99", "five": "99.999"}
_ABOUT_AVAILABILITY = re.compile(r"\b(?:availab\w{0,8}|uptime|SLA)\b[^.;\n]{0,20}$", re.IGNORECASE)
_LATENCY = re.compile(
    rf"{_LEAD}{NUMBER}\s?(?P<unit>ms|milliseconds|secs?|s|seconds?)\b(?P<said> (?:p95|p99|latency|response(?: time)?s?))?",
    re.IGNORECASE,
)
_ABOUT_LATENCY = re.compile(
    r"\b(?:latency|respon\w{1,8}|answer\w{0,4}|repl(?:y|ies)|p9[059]|loads?|fast|requests? take)\b[^.;\n]{0,20}$",
    re.IGNORECASE,
)
_BEFORE = 50  # characters in which a word can say what a number is about
_RECOVERY = re.compile(
    rf"\b(?P<what>RTO|RPO)\b(?: of| is| under| at most|:|=)?\s*{QUANTITY}\s?(?P<unit>minutes?|min|hours?|h|days?)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    rf"(?:{QUANTITY})\s?(?P<unit>KB|MB|GB|TB|KiB|MiB|GiB)\b(?P<each>(?: (?:each|per (?:image|photo|picture|file|upload)))"
    r"| (?:images?|photos?|pictures?|files?|uploads?)\b)?",
    re.IGNORECASE,
)
_MOST_GIGABYTES = Decimal(10) ** 9  # an exabyte
_MINUTES = {"m": 1, "h": 60, "d": 1_440}
_BYTES = {"K": Decimal(1) / 1_048_576, "M": Decimal(1) / 1_024, "G": Decimal(1), "T": Decimal(1_024)}


def find(text: str) -> Iterator[Fact]:
    """Yield every bound that the text states."""
    for pattern, make in _MAKERS:
        for match in pattern.finditer(text):
            fact = make(match)
            if fact is not None:
                yield fact


def _availability(match: re.Match[str]) -> Fact | None:
    """Take 99 % and more as said; a smaller share only where a word says that it is about availability."""
    percent = _NINES[match["nines"].lower()] if match["nines"] else match["percent"].replace(",", ".")
    if float(percent) < 99 and not (match["said"] or _ABOUT_AVAILABILITY.search(_before(match))):
        return None
    return _bound(
        match,
        Requirement(
            id="availability",
            kind=RequirementKind.AVAILABILITY,
            statement=f"Available {percent} % of the month",
            value=float(percent),
            unit="percent",
            quote=match.group(),
        ),
    )


def _latency(match: re.Match[str]) -> Fact | None:
    """A time is a bound on answers only where the words around it say so."""
    if not (match["said"] or _ABOUT_LATENCY.search(_before(match)) or _milliseconds_bound(match)):
        return None
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


def _milliseconds_bound(match: re.Match[str]) -> bool:
    return bool(match["lead"]) and match["unit"].lower().startswith("m")


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _BEFORE) : match.start()]


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


def _size(match: re.Match[str]) -> Fact | None:
    gigabytes = quantity(match) * _BYTES[match["unit"][0].upper()]
    if gigabytes > _MOST_GIGABYTES or (match["word"] or "").lower() in {"a", "an"}:
        return None
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
    (_AVAILABILITY, _availability),
    (_RECOVERY, _recovery),
    (_LATENCY, _latency),
    (_SIZE, _size),
)
