"""How much a text sounds like an attempt to take over a model: a score, never a verdict.

Only known ways of saying it are recognised, after folding and one layer of base64. New wordings, other
encodings, pictures and plain persuasion are not, so a low score proves nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import prod

import re2

from cloudwright.gateway.inspection.plain_words import disguised, encoded, plain
from cloudwright.gateway.inspection.signals import Family, Sign, signs
from cloudwright.gateway.wire.ask import Path, Speaker, Text

_JUDGED = frozenset({Speaker.USER, Speaker.TOOL})
_DISGUISE_WEIGHT = 0.4
_MENTIONED = 0.3  # of a signal's weight is left where a text about attacks quotes it
_SAME_FAMILY = 0.3  # of a weight counts beside a greater one
_AROUND = 160
_MEMORY_BYTES = 128 << 20
_ABOUT = (
    r"prompt ?injection|jailbreak(?:s|ing|ers)?\b|attack(?:s|ers?)?\b|owasp|red[- ]?team|adversar|malicious"
    r"|payloads?|for example|such as|e\.g\.|regex|detect|classif|phrases? like|guardrail"
)


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign that was recognised in the text at `path`."""

    name: str
    family: Family
    weight: float
    path: Path


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is that of the text which sounds worst, from 0 to 1."""

    value: float = 0.0
    signals: tuple[Signal, ...] = ()


def injection_score(texts: Iterable[Text]) -> Score:
    """Score what users and tools say; what the application itself says to its model is not judged."""
    scored = [_scored(text) for text in texts if text.speaker in _JUDGED]
    return Score(
        max((value for value, _ in scored), default=0.0),
        tuple(signal for _, signals in scored for signal in signals),
    )


def _scored(text: Text) -> tuple[float, tuple[Signal, ...]]:
    said = text.text if text.text.isascii() else text.text.encode("utf-8", "replace").decode()
    folded = plain(said)
    weights = {sign.name: (sign, weight) for sign, weight in _recognised(folded)}
    hidden = [
        sign for reading in (*disguised(said, folded), *encoded(said)) for sign, _ in _recognised(reading)
    ]
    fresh = {sign.name: sign for sign in hidden if sign.name not in weights}
    weights |= {name: (sign, sign.weight) for name, sign in fresh.items()}
    signals = [Signal(sign.name, sign.family, weight, text.path) for sign, weight in weights.values()]
    if fresh:
        signals.append(Signal("disguised", Family.DISGUISE, _DISGUISE_WEIGHT, text.path))
    return _together(signals), tuple(signals)


def _together(signals: Iterable[Signal]) -> float:
    """Return the chance that not all are harmless, as if families were independent of each other."""
    by_family: dict[Family, list[float]] = {}
    for signal in signals:
        by_family.setdefault(signal.family, []).append(signal.weight)
    return round(1 - prod(_left(weights) for weights in by_family.values()), 4)


def _left(weights: list[float]) -> float:
    """Return the chance that a family means nothing; after its worst sign the others say little."""
    worst, *others = sorted(weights, reverse=True)
    return (1 - worst) * prod(1 - weight * _SAME_FAMILY for weight in others)


def _recognised(text: str) -> list[tuple[Sign, float]]:
    raw = text.encode()
    found = []
    for family, kin in _finders():
        if family.search(raw) is None:
            continue
        for sign, finder in kin:
            match = finder.search(raw)
            if match is not None:
                found.append((sign, sign.weight * (_MENTIONED if _is_quoted(raw, *match.span()) else 1.0)))
    return found


def _is_quoted(raw: bytes, start: int, end: int) -> bool:
    """Say whether a text that speaks about attacks has the words in quotation marks or as code."""
    before, after = raw[max(0, start - _AROUND) : start], raw[end : end + _AROUND]
    marked = any(mark in before and mark in after for mark in (b'"', b"`", b"'"))
    return marked and _about().search(raw) is not None


@cache
def _about() -> "re2._Regexp":
    return _compiled(_ABOUT)


@cache
def _finders() -> list[tuple["re2._Regexp", list[tuple[Sign, "re2._Regexp"]]]]:
    """Return one pattern for each family, and those of its signs for texts that it matches."""
    by_family = [[sign for sign in signs() if sign.family is family] for family in Family]
    return [
        (
            _compiled("|".join(f"(?:{sign.pattern})" for sign in kin)),
            [(sign, _compiled(sign.pattern)) for sign in kin],
        )
        for kin in by_family
        if kin
    ]


def _compiled(pattern: str) -> "re2._Regexp":
    options = re2.Options()
    options.never_capture = True
    options.max_mem = _MEMORY_BYTES
    return re2.compile(pattern, options)
