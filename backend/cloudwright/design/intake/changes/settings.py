"""Sentences that set a number or switch something of a component, or move the design to a region."""

import re
from collections.abc import Iterable
from typing import get_args

from pydantic import JsonValue

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.intake.extract.places import region_in, unknown_regions
from cloudwright.design.model.architecture import Region
from cloudwright.design.model.edits import SetRegion, UpdateComponent

_NUMBERS: tuple[tuple[re.Pattern[str], str, dict[str, int], int], ...] = (
    (re.compile(r"\bmemory\b", re.IGNORECASE), "memory_mb", {"gb": 1024, "gib": 1024, "g": 1024, "mb": 1, "mib": 1, "m": 1, "megabytes": 1, "gigabytes": 1024}, 1),
    (re.compile(r"\btime ?out\b", re.IGNORECASE), "timeout_seconds", {"s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "minute": 60, "minutes": 60, "min": 60, "mins": 60, "m": 60}, 1),
    (re.compile(r"\b(?:log retention|keep (?:the )?logs|logs? for)\b", re.IGNORECASE), "log_retention_days", {"days": 1, "day": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}, 1),
    (re.compile(r"\b(?:receives?|retries|attempts)\b", re.IGNORECASE), "maximum_receives", {"times": 1, "receives": 1, "retries": 1, "attempts": 1}, 1),
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
_VALUE = re.compile(
    r"(?<![\w.])(?P<number>\d{1,9}(?:[.,]\d{1,3})?)\s?(?P<unit>[a-z]{1,12})?(?!\w)", re.IGNORECASE
)
_AFTER_UNIT = frozenset(("for", "on", "of", "in", "at", "please", "per", "and", "instead", "now", "each"))
_OFF = re.compile(r"\b(?:off|disable|deactivate|without|no|stop|remove)\b", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:set|change|raise|increase|bump|lower|reduce|decrease|make|give|turn|switch|enable|activate|disable|deactivate|stop|keep|use|allow|need|add|remove)\b", re.IGNORECASE)  # fmt: skip
_UNITS = {"memory_mb": " (MB)", "timeout_seconds": " (seconds)", "log_retention_days": " (days)"}
_EVERYWHERE = frozenset(("log_retention_days",))  # meant for all parts unless one is named
_ALL = re.compile(r"\b(?:all|every|each|everywhere)\b", re.IGNORECASE)
_KNOWN = f"Regions with figures: {', '.join(get_args(Region))}."
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


def switch_off(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits that switch off a setting, so that 'remove versioning' removes no component."""
    if not re.search(r"\b(?:remove|drop|without|no)\b", text, re.IGNORECASE):
        return None
    for words, name in _SWITCHES:
        if words.search(text):
            return _apply(text, sketch, name=name, value=False)
    return None


def move(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edit that moves the design to the region that the text names, or None."""
    if not _MOVE.search(text):
        return None
    unknown = unknown_regions(text)
    if unknown:
        return Unclear(reason=f"There are no figures for {unknown[0]} here.", instead=_KNOWN)
    region = region_in(text)
    if region is None:
        return None
    if region == sketch.region:
        return Unclear(reason=f"The design is in {region} already.")
    return Proposed(edits=(SetRegion(region=region),), note=f"Move to {region}")


def _number(text: str, sketch: Sketch, *, name: str, units: dict[str, int], base: int) -> Proposed | Unclear:
    found = list(_VALUE.finditer(text))
    told = [m for m in found if re.search(r"\b(?:to|at|for|of|with|=)\s?$", text[: m.start()][-6:])]
    if not found:
        return Unclear(reason=f"To which value should {_plain(name)} be set?")
    match = (told or found)[-1]
    unit = (match["unit"] or "").lower()
    if unit and unit not in units and unit not in _AFTER_UNIT:
        known = ", ".join(units) or "a plain number"
        return Unclear(reason=f"{_plain(name).capitalize()} is not given in '{unit}'; use {known}.")
    factor = units.get(unit, base)
    return _apply(text, sketch, name=name, value=int(float(match["number"].replace(",", ".")) * factor))


def _apply(text: str, sketch: Sketch, *, name: str, value: JsonValue) -> Proposed | Unclear:
    able = [
        c for c in sketch.components if c.kind in kinds() and name in kinds()[c.kind].properties.model_fields
    ]
    meant = sketch.named(text)
    named = [c for c in meant if c in able]
    if meant and able and not named:
        return Unclear(
            reason=f"'{meant[0].title}' has no setting for {_plain(name)}.",
            instead=f"These have: {', '.join(c.title for c in able)}.",
        )
    chosen = named or able
    if not chosen:
        return Unclear(reason=f"Nothing in this design has a setting for {_plain(name)}.")
    everywhere = name in _EVERYWHERE or _ALL.search(text)
    if (
        len(chosen) > 1
        and not named
        and not everywhere
        and isinstance(value, int)
        and not isinstance(value, bool)
    ):
        which = ", ".join(f"'{c.title}'" for c in chosen)
        return Unclear(
            reason=f"Several parts have that setting: {which}.", instead="Say which one, by its title."
        )
    return Proposed(edits=_updates(chosen, name, value), note=_note(chosen, name, value))


def _plain(name: str) -> str:
    return re.sub(r"_(?:mb|seconds|days)$", "", name).replace("_", " ")


def _updates(components: Iterable[Drawn], name: str, value: JsonValue) -> tuple[UpdateComponent, ...]:
    return tuple(UpdateComponent(id=c.id, properties={name: value}) for c in components)


def _note(components: list[Drawn], name: str, value: JsonValue) -> str:
    shown = {True: "on", False: "off"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    titles = ", ".join(c.title for c in components)
    return f"Set {_plain(name)}{_UNITS.get(name, '')} to {shown} for {titles}"
