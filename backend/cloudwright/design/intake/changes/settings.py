"""Sentences that set a number or switch something of a component, or move the design to a region."""

import re
from collections.abc import Iterable

from pydantic import JsonValue

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.intake.extract.places import region_in
from cloudwright.design.model.edits import SetRegion, UpdateComponent

_NUMBERS: tuple[tuple[re.Pattern[str], str, dict[str, int], int], ...] = (
    (re.compile(r"\bmemory\b", re.IGNORECASE), "memory_mb", {"gb": 1024, "mb": 1}, 1),
    (re.compile(r"\btime ?out\b", re.IGNORECASE), "timeout_seconds", {"s": 1, "sec": 1, "seconds": 1, "minutes": 60, "min": 60}, 1),
    (re.compile(r"\b(?:log retention|keep (?:the )?logs|logs? for)\b", re.IGNORECASE), "log_retention_days", {"days": 1, "day": 1, "weeks": 7, "months": 30}, 1),
    (re.compile(r"\b(?:receives?|retries|attempts)\b", re.IGNORECASE), "maximum_receives", {}, 1),
    (re.compile(r"\bconcurrency\b", re.IGNORECASE), "reserved_concurrency", {}, 1),
    (re.compile(r"\bbatch(?:es)?\b", re.IGNORECASE), "batch_size", {}, 1),
)  # fmt: skip
_SWITCHES = (
    (re.compile(r"\b(?:point[- ]in[- ]time recovery|pitr)\b", re.IGNORECASE), "point_in_time_recovery"),
    (re.compile(r"\bversioning\b", re.IGNORECASE), "versioning"),
    (re.compile(r"\bdeletion protection\b", re.IGNORECASE), "deletion_protection"),
    (re.compile(r"\btracing\b", re.IGNORECASE), "tracing"),
    (re.compile(r"\baccess logs?\b", re.IGNORECASE), "access_logs"),
)
_VALUE = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s?(?P<unit>[a-z]+)?", re.IGNORECASE)
_OFF = re.compile(r"\b(?:off|disable|without|no|stop|remove)\b", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:set|change|raise|increase|lower|reduce|decrease|make|give|turn|switch|enable|disable|keep|use|allow|need)\b", re.IGNORECASE)  # fmt: skip
_MOVE = re.compile(r"\b(?:move|run|deploy|put|host|switch|change|use)\b", re.IGNORECASE)


def setting(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits that set what the text names, or None when it sets nothing."""
    if not _CHANGE.search(text):
        return None
    for words, name, units, base in _NUMBERS:
        if words.search(text):
            return _number(text, sketch, name=name, units=units, base=base)
    for words, name in _SWITCHES:
        if words.search(text):
            return _apply(text, sketch, name=name, value=not _OFF.search(text))
    return None


def move(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edit that moves the design to the region that the text names, or None."""
    region = region_in(text)
    if region is None or not _MOVE.search(text):
        return None
    if region == sketch.region:
        return Unclear(reason=f"The design is in {region} already.")
    return Proposed(edits=(SetRegion(region=region),), note=f"Move to {region}")


def _number(text: str, sketch: Sketch, *, name: str, units: dict[str, int], base: int) -> Proposed | Unclear:
    match = _VALUE.search(text)
    if match is None:
        return Unclear(reason=f"To which value should {name.replace('_', ' ')} be set?")
    factor = units.get((match["unit"] or "").lower(), base)
    return _apply(text, sketch, name=name, value=int(float(match["number"].replace(",", ".")) * factor))


def _apply(text: str, sketch: Sketch, *, name: str, value: JsonValue) -> Proposed | Unclear:
    able = [c for c in sketch.components if name in kinds()[c.kind].properties.model_fields]
    named = [c for c in sketch.named(text) if c in able]
    chosen = named or able
    if not chosen:
        return Unclear(reason=f"Nothing in this design has a setting for {name.replace('_', ' ')}.")
    if len(chosen) > 1 and not named and isinstance(value, int) and not isinstance(value, bool):
        which = ", ".join(f"'{c.title}'" for c in chosen)
        return Unclear(
            reason=f"Several parts have that setting: {which}.", instead="Say which one, by its title."
        )
    return Proposed(edits=_updates(chosen, name, value), note=_note(chosen, name, value))


def _updates(components: Iterable[Drawn], name: str, value: JsonValue) -> tuple[UpdateComponent, ...]:
    return tuple(UpdateComponent(id=c.id, properties={name: value}) for c in components)


def _note(components: list[Drawn], name: str, value: JsonValue) -> str:
    shown = {True: "on", False: "off"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    titles = ", ".join(c.title for c in components)
    return f"Set {name.replace('_', ' ')} to {shown} for {titles}"
