"""Sentences that set a number or switch something of a component, or move the design to a region."""

import re
from collections.abc import Iterable
from decimal import Decimal
from math import ceil
from typing import get_args

from pydantic import JsonValue

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.changes.amounts import Measure, amount, measure_of, units_of
from cloudwright.design.intake.changes.setting_names import CHOICES, NUMBERS, SWITCHES, Named
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.intake.extract.places import region_in, unknown_regions
from cloudwright.design.model.architecture import Region
from cloudwright.design.model.edits import SetRegion, UpdateComponent
from cloudwright.design.model.verbs import Verb

_OFF = re.compile(r"\b(?:off|disable|deactivate|without|no|stop|remove)\b", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:set|change|raise|increase|bump|lower|reduce|decrease|make|give|turn|switch|enable|limit|throttle|cap|require|enforce|retain|hold|kept|delete|expire|purge|write|flush|move|log|start|put|rather|only|activate|disable|deactivate|stop|keep|use|allow|need|add|remove)\b", re.IGNORECASE)  # fmt: skip
_SIZES = re.compile(r"\b(?:db|cache)\.[a-z0-9]+\.[a-z0-9]+\b|\b[a-z]\d[a-z]{0,2}\.(?:micro|small|medium|(?:\d{1,2})?x?large)\b", re.IGNORECASE)  # fmt: skip
# Words that are a unit of something: any other word behind a number only goes on with the sentence.
_OF_UNIT = re.compile(r"%|percent|[kmgt]i?b|\w*bytes?|ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?|days?|weeks?|months?|years?|dollars?|euros?")  # fmt: skip
_EVERYWHERE = frozenset(("log_retention_days",))  # meant for all parts unless one is named
_LAPSE = re.compile(
    r"\b(?:delete|expire|purge|remove|drop|throw away)\b[^.;]{0,40}?\b(?:after|older than|expired|stale|old (?!version))",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:all|every|each|everywhere)\b", re.IGNORECASE)
_KNOWN = f"Regions with figures: {', '.join(get_args(Region))}."
_MOVE = re.compile(r"\b(?:move|run|deploy|put|host|switch|change|use)\b", re.IGNORECASE)


def setting(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits that set what the text names, or None when it sets nothing."""
    ordered = _CHANGE.search(text) is not None
    for choice in (_chosen, _literal):
        found = choice(text, sketch)
        if found is not None:
            return found
    for named in NUMBERS:
        if (ordered or named.aside) and named.words.search(text):
            return _number(text, sketch, name=_had(named, sketch), about=named.words.sub(" ", text))
    for named in SWITCHES:
        if ordered and named.words.search(text):
            return _apply(text, sketch, name=_had(named, sketch), value=not _OFF.search(text))
    return _own_words(text, sketch) if ordered else None


def _chosen(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Set one of several named values, as the level of logs."""
    for named, values in CHOICES:
        if not named.words.search(text) or not _able(sketch, named.settings[0]):
            continue
        value = next((v for words, v in values.items() if re.search(words, text, re.IGNORECASE)), None)
        if value is not None:
            return _apply(text, sketch, name=named.settings[0], value=value)
    return None


def _literal(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Set the size of a machine by AWS's own name for it: 'use db.r6g.large'."""
    said = {word.lower() for word in _SIZES.findall(text)}
    for component in sketch.components if said else ():
        for name, field in kinds()[component.kind].properties.model_fields.items():
            values = [v for v in get_args(field.annotation) if isinstance(v, str) and v in said]
            if values:
                return _apply(text, sketch, name=name, value=values[0])
    return None


def _own_words(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Set a number by the words of its own name: 'set the idle client timeout to 600 seconds'."""
    plain = f" {re.sub(r'[^a-z0-9]+', ' ', text.lower())} "
    names = {name for c in sketch.components for name in kinds()[c.kind].properties.model_fields}
    called = [name for name in names if _takes_number(name, sketch) and f" {_plain(name)} " in plain]
    if not called:
        return None
    return _number(text, sketch, name=max(called, key=lambda name: (len(name), name)))


def _takes_number(name: str, sketch: Sketch) -> bool:
    return " " in _plain(name) and any(
        kinds()[c.kind].properties.model_fields[name].annotation in (int, float) for c in _able(sketch, name)
    )


def _had(named: Named, sketch: Sketch) -> str:
    """Return the first of the settings that something in the design has."""
    return next((name for name in named.settings if _able(sketch, name)), named.settings[0])


def _tried(sketch: Sketch, name: str) -> list[Drawn]:
    """Return the queues whose messages are tried several times: where the failed ones end, none is."""
    ends = {link.target for link in sketch.connections if link.verb == Verb.DEAD_LETTERS}
    return [c for c in _able(sketch, name) if name == "maximum_receives" and c.id not in ends]


def _able(sketch: Sketch, name: str) -> list[Drawn]:
    return [
        c for c in sketch.components if c.kind in kinds() and name in kinds()[c.kind].properties.model_fields
    ]


def switch_off(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits that switch off a setting, so that 'remove versioning' removes no component."""
    if not re.search(r"\b(?:remove|drop|without|no)\b", text, re.IGNORECASE):
        return None
    for named in SWITCHES:
        if named.words.search(text):
            return _apply(text, sketch, name=_had(named, sketch), value=False)
    return None


def keeping(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edit by which what is old goes away, so that 'delete files after 30 days' removes no bucket."""
    if not _LAPSE.search(text):
        return None
    return _number(text, sketch, name="expire_after_days")


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


def _number(text: str, sketch: Sketch, *, name: str, about: str | None = None) -> Proposed | Unclear:
    """Set a number; `about` is the text without the words that mean the setting, where those name parts too."""
    measure = measure_of(name)
    found = amount(text, measure)
    if found is None:
        return Unclear(reason=f"To which value should {_plain(name)} be set?")
    if found.unit and units_of(measure) and _OF_UNIT.fullmatch(found.unit):
        known = ", ".join(units_of(measure))
        return Unclear(reason=f"{_plain(name).capitalize()} is not given in '{found.unit}'; use {known}.")
    value = _stored(found.value, name, sketch)
    done = _apply(about or text, sketch, name=name, value=value)
    if isinstance(done, Proposed) and value != found.value:
        return done.model_copy(
            update={"note": f"{done.note}, the next that AWS offers above {found.value:f}"}
        )
    return done


def _stored(value: Decimal, name: str, sketch: Sketch) -> JsonValue:
    """Return a whole number, a fraction where the setting takes one, or the next value of those on offer."""
    able = _able(sketch, name)
    annotation = kinds()[able[0].kind].properties.model_fields[name].annotation if able else int
    offered = sorted(v for v in _offered(annotation) if v >= value)
    if offered:
        return offered[0]
    return float(value) if annotation is float else ceil(value)


def _offered(annotation: object) -> tuple[int, ...]:
    """Return the numbers of a `Literal`, also inside `| None`; none for any number."""
    values = [v for each in (annotation, *get_args(annotation)) for v in get_args(each)]
    return tuple(v for v in values if isinstance(v, int) and not isinstance(v, bool))


def _apply(text: str, sketch: Sketch, *, name: str, value: JsonValue) -> Proposed | Unclear:
    able = _tried(sketch, name) or _able(sketch, name)
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
    """Return the words of a setting's name, without its unit."""
    return re.sub(r"_(?:mb|gb|ms|seconds|minutes|hours|days|percent)$", "", name).replace("_", " ")


def _updates(components: Iterable[Drawn], name: str, value: JsonValue) -> tuple[UpdateComponent, ...]:
    return tuple(UpdateComponent(id=c.id, properties={name: value}) for c in components)


def _note(components: list[Drawn], name: str, value: JsonValue) -> str:
    shown = {True: "on", False: "off"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    titles = ", ".join(c.title for c in components)
    return f"Set {_plain(name)}{_unit(name)} to {shown} for {titles}"


def _unit(name: str) -> str:
    measure = measure_of(name)
    return "" if measure is Measure.COUNT else f" ({measure.value})"
