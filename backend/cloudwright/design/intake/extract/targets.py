"""Bounds that a design is measured against: availability and latency."""

import re
from collections.abc import Callable, Iterator

from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import QUANTITY, RANGE, quantity
from cloudwright.design.model.brief import Requirement, RequirementKind

_LEAD = r"(?P<lead>(?:under|below|less than|at most|max(?:imum)?(?: of)?|up to|within|no more than|<|<=)\s?)?"
_AVAILABILITY = re.compile(
    r"(?<![\d.,$€£])(?P<percent>9\d(?:[.,]\d{1,6})?)(?:\s?(?:%|per ?cent\b|pct\b)|(?<=9[.,]9)(?![\d%]|[.,]\d)|(?<=9[.,]\d\d)(?![\d%]|[.,]\d))(?P<said> (?:availability|available|uptime|SLA|of the time)\b)?"
    r"|\b(?P<nines>two|three|four|five|2|3|4|5)(?: nines| 9s|x9)\b",
    re.IGNORECASE,
)
_NINES = {
    "two": "99",
    "three": "99.9",
    "four": "99.99",
    "five": "99.999",
    "2": "99",
    "3": "99.9",
    "4": "99.99",
    "5": "99.999",
}
_ABOUT_AVAILABILITY = re.compile(r"\b(?:availab\w{0,8}|uptime|SLA)\b[^.;\n]{0,20}$", re.IGNORECASE)
_LATENCY = re.compile(
    rf"{_LEAD}(?:about |around |roughly )?{RANGE}{QUANTITY}\s?(?P<unit>ms|msecs?|milli-?seconds?|secs?|s|seconds?)\b"
    r"(?P<said>,? (?:p95|p99|p90|latency|response(?: time)?s?|delay|lag|to (?:answer|respond|load|first byte)|end[- ]to[- ]end|(?:load(?:ing)?|answer|reply) times?)\b)?",
    re.IGNORECASE,
)
_ABOUT_LATENCY = re.compile(
    r"\b(?:(?:waits?|waiting|hears?|sees?|knows?|learns?|notified|informed|told|warned|updated|arrives?|reach(?:es)?)\b(?!\w)[^.;\n]{0,16}|latency|latencies|delay|lag|respon\w{1,8}|answer\w{0,4}|repl(?:y|ies)|p9[059]|loads?|loading|results?|fast|quick(?:ly)?|first (?:view|paint|byte|screen)|on (?:the |their |a )?screens?|visible|displayed|shown|requests? take|"
    r"(?:pages?|screens?|results?|searches|calls?|everything) (?:\w{2,8} )?(?:come|open|appear|render|show|return)\w{0,3}|(?:come|open|appear|render|show)s? (?:up )?(?:in|within|under))\b[^.;\n]{0,24}$",
    re.IGNORECASE,
)
_NO_LATENCY = re.compile(
    r"\b(?:every|each|for|after|timeout|jobs?|runs?|polls?)\s?(?:\w{2,8}\s)?$", re.IGNORECASE
)
# Before an article that is meant as a number: 'never longer than a second'.
_BOUNDED = re.compile(
    r"\b(?:longer than|more than|within|less than|under|below|at most|up to|over|max(?:imum)?(?: of)?)\s?$",
    re.IGNORECASE,
)
_BEFORE = 60  # characters in which a word can say what a number is about


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
    loose = (match["word"] or "").lower() in {"a", "an", "one"} and not _BOUNDED.search(
        _before(match) + (match["lead"] or "")
    )
    if loose or _NO_LATENCY.search(_before(match)):
        return None
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


def _bound(match: re.Match[str], requirement: Requirement) -> Fact:
    return Fact(match.start(), match.end(), requirements=(requirement,))


_MAKERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Fact | None]], ...] = (
    (_AVAILABILITY, _availability),
    (_LATENCY, _latency),
)
