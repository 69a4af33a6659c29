"""Sentences that set a number or switch something of a component, or move the design to a region."""

import re
from collections.abc import Iterable
from decimal import Decimal
from math import ceil
from typing import get_args

from pydantic import JsonValue

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.changes.amounts import (
    Amount,
    Measure,
    amount,
    fitted,
    measure_of,
    quantities,
    units_of,
)
from cloudwright.design.intake.changes.plain import NOT_SO
from cloudwright.design.intake.changes.setting_names import CHOICES, NUMBERS, SWITCHES, Named
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.intake.extract.places import region_in, unknown_regions
from cloudwright.design.model.architecture import Region
from cloudwright.design.model.edits import SetRegion, UpdateComponent
from cloudwright.design.model.verbs import Verb

_OFF = re.compile(
    r"\b(?:shouldn'?t|should not|mustn'?t|must not|may not|can'?t|cannot|never|nobody|not be able|by invitation|invited only|we invite|off|disable|deactivate|without|no|stop|remove)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\b(?:shouldn'?t|mustn'?t|can'?t|cannot|have|only|want|like|optional|invite|set|change|raise|increase|bump|lower|reduce|decrease|make|give|turn|switch|enable|limit|throttle|cap|require|enforce|retain|hold|kept|delete|expire|purge|write|flush|move|log|start|put|rather|only|reserve|grant|get|gets|wait|stay|put|aside|needs?|must|should|store|save|grow|retained|never|machines?|type|off|activate|disable|deactivate|stop|keep|use|allow|need|add|remove)\b", re.IGNORECASE)  # fmt: skip
_SIZES = re.compile(r"\b(?:db|cache)\.[a-z0-9]+\.[a-z0-9]+\b|\b[a-z]\d[a-z]{0,2}\.(?:micro|small|medium|(?:\d{1,2})?x?large)\b", re.IGNORECASE)  # fmt: skip
# Words that are a unit of something: any other word behind a number only goes on with the sentence.
_OF_UNIT = re.compile(r"%|percent|[kmgt]i?b|\w*bytes?|ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?|days?|weeks?|months?|years?|dollars?|euros?")  # fmt: skip
DEMANDED = re.compile(r"\b(?:nobody|no ?one|none)\b[^.;!?]{0,40}\bwithout\b", re.IGNORECASE)
EVERYWHERE = frozenset(("log_retention_days",))  # meant for all parts unless one is named
_LAPSE = re.compile(
    r"\b(?:delete|expire|expires|purge|remove|drop|throw away|vanish|disappear|go away|be gone|be deleted|deleted|expired|be removed|be purged|get deleted|forget)\b[^.;]{0,40}?\b(?:after|older than|expired|stale|within|once they are|when they are|old (?!version))",
    re.IGNORECASE,
)
_RECORDS = re.compile(
    r"\b(?:messages?|items?|records?|rows?|entries|entry|sessions?|chats?|posts?|bids?|orders?|bookings?|carts?)\b",
    re.IGNORECASE,
)
_LOOSE = frozenset(
    ("rate_limit_per_5_minutes", "retention_seconds", "maximum_receives", "minimum_password_length")
)  # said with words that name other parts
_KEPT = re.compile(
    r"\b(?:keep|kept|keeping|hold|held|retain\w*|for|stored?|saved?|deleted?|gone|expire\w*|after)\b",
    re.IGNORECASE,
)
_KEEPING = (
    "daily_retention_days", "backup_retention_days", "retention_seconds", "retention_hours", "archive_days", "snapshot_retention_days", "expire_after_days",
    "log_retention_days",
)  # fmt: skip
_COUNTS = frozenset(
    ("minimum_tasks", "maximum_tasks", "minimum_instances", "maximum_instances")
)  # each costs
_MOST_ALIKE = 4
_LARGEST_CORES = 16
_UNITS, _UNITS_USUAL = (256, 512, 1024, 2048, 4096), 512
_COMMON = frozenset(
    "after before days every keep kept move what them that this with from into those these each have when over time minutes seconds hours storage"
    " cheaper memory each only more than least most make gets give should must their".split()
)
_ALL = re.compile(r"\b(?:all|every|each|everywhere|both|those|these|them|ones)\b", re.IGNORECASE)
_EACH_WORK = re.compile(
    r"\b(?:each|every|all|any|a single) (?:single )?(?:steps?|functions?|tasks?|workers?)\b", re.IGNORECASE
)
_KNOWN = f"Regions with figures: {', '.join(get_args(Region))}."
_MOVE = re.compile(r"\b(?:move|run|deploy|put|host|switch|change|use)\b", re.IGNORECASE)


def setting(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits that set what the text names, or None when it sets nothing."""
    text = NOT_SO.sub(" ", text)
    ordered = _CHANGE.search(text) is not None
    for choice in (_chosen, _literal):
        found = choice(text, sketch)
        if found is not None:
            return found
    for named in NUMBERS:
        if (ordered or named.aside) and named.words.search(text):
            name = _had(named, sketch)
            spoken = any(c in able(sketch, name) for c in sketch.named(text))
            about = text if spoken else named.words.sub(" ", text)
            if name in _LOOSE and not any(c in able(sketch, name) for c in sketch.named(about)):
                about = ""
            return _number(text, sketch, name=name, about=about)
    for named in SWITCHES:
        if ordered and named.words.search(text):
            return _apply(text, sketch, name=_had(named, sketch), value=not _OFF.search(text))
    return _own_words(text, sketch) if ordered else None


def _chosen(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Set one of several named values, as the level of logs."""
    for named, values in CHOICES:
        if not named.words.search(text) or not able(sketch, named.settings[0]):
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
    said = f" {re.sub(r'[^a-z0-9]+', ' ', text.lower())} "
    names = {name for c in sketch.components for name in kinds()[c.kind].properties.model_fields}
    called = [name for name in names if _takes_number(name, sketch) and f" {plain(name)} " in said]
    if not called:
        return None
    return _number(text, sketch, name=max(called, key=lambda name: (len(name), name)))


def _takes_number(name: str, sketch: Sketch) -> bool:
    return " " in plain(name) and any(
        kinds()[c.kind].properties.model_fields[name].annotation in (int, float) for c in able(sketch, name)
    )


def _had(named: Named, sketch: Sketch) -> str:
    """Return the first of the settings that something in the design has."""
    return next((name for name in named.settings if able(sketch, name)), named.settings[0])


def _tried(sketch: Sketch, name: str) -> list[Drawn]:
    """Return the queues whose messages are tried several times: where the failed ones end, none is."""
    ends = {link.target for link in sketch.connections if link.verb == Verb.DEAD_LETTERS}
    return [c for c in able(sketch, name) if name == "maximum_receives" and c.id not in ends]


def able(sketch: Sketch, name: str) -> list[Drawn]:
    """Return the components that have the setting."""
    return [
        c for c in sketch.components if c.kind in kinds() and name in kinds()[c.kind].properties.model_fields
    ]


def demanded(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits of 'nobody gets in without a second factor': what nobody may do without is required."""
    return _chosen(text, sketch) if DEMANDED.search(text) else None


def switch_off(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits that switch off a setting, so that 'remove versioning' removes no component."""
    if not re.search(r"\b(?:remove|drop|without|no)\b", text, re.IGNORECASE):
        return None
    for named in SWITCHES:
        if named.words.search(text):
            return _apply(text, sketch, name=_had(named, sketch), value=False)
    return None


def numeric(part: Drawn) -> tuple[str, ...]:
    """Return the settings of a part that take a number."""
    if part.kind not in kinds():
        return ()
    fields = kinds()[part.kind].properties.model_fields
    return tuple(name for name, field in fields.items() if _is_number(field.annotation))


def _is_number(annotation: object) -> bool:
    plain_types = {annotation, *get_args(annotation)} | {
        a for each in get_args(annotation) for a in get_args(each)
    }
    return (
        bool(_sizes(annotation))
        or bool({int, float} & {t for t in plain_types if isinstance(t, type)})
        or bool(offered(annotation))
    )


def _sizes(annotation: object) -> tuple[str, ...]:
    """Return the numbers of a `Literal` that are kept as words, such as '0.5'."""
    values = [v for v in get_args(annotation) if isinstance(v, str) and re.fullmatch(r"\d+(?:\.\d+)?", v)]
    return tuple(sorted(values, key=Decimal))


def put(parts: list[Drawn], name: str, value: Decimal) -> Proposed:
    """Return the edits that give a setting of some parts a value, as far as it can be stored."""
    stored = _stored(
        value * 1024 if name == "cpu_units" and value <= _LARGEST_CORES else value,
        name,
        Sketch(components=tuple(parts)),
    )
    return Proposed(edits=updates(parts, name, stored), note=_note(parts, name, stored))


def keeping(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edit by which what is old goes away, so that 'delete files after 30 days' removes no bucket."""
    if not _LAPSE.search(text):
        return None
    if not sketch.of_kind("s3_bucket") or _RECORDS.search(text):
        return _expiring(text, sketch)
    return _number(text, sketch, name="expire_after_days")


def _expiring(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Let the items of a table go away by themselves; the code writes the moment when."""
    tables = sketch.of_kind("dynamodb_table")
    found = amount(text, Measure.DAYS)
    if found is None or found.unit:
        return Unclear(reason="To which value should their time to live be set?")
    if not tables:
        return None
    named = [c for c in sketch.named(text) if c in tables]
    chosen = spoken_of(text, list(named or tables))
    titles = ", ".join(c.title for c in chosen)
    return Proposed(
        edits=updates(chosen, "time_to_live_attribute", "expires_at"),
        note=f"Let items of {titles} expire after {found.value.normalize():f} days",
        told=f"The code writes the moment, {found.value.normalize():f} days ahead, into 'expires_at' (time to live); the table deletes them then, at no cost.",
    )


def keeping_of(text: str, sketch: Sketch, component_id: str) -> Proposed | None:
    """Return the edit by which a component keeps what it holds so long: 'kept 10 days' behind 'add backups'."""
    part = next((c for c in sketch.components if c.id == component_id), None)
    if part is None or _KEPT.search(text) is None:
        return None
    name = next((n for n in _KEEPING if part in able(sketch, n)), None)
    found = None if name is None else amount(text, measure_of(name))
    if name is None or found is None or found.unit:
        return None
    value = _stored(found.value, name, sketch)
    return Proposed(edits=updates((part,), name, value), note=_note([part], name, value))


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
    rates = [q for q in quantities(text) if q.per and fitted(q, name) is not None]
    found = Amount(rates[0].value) if rates else amount(text, measure)
    if found is None:
        return Unclear(reason=f"To which value should {plain(name)} be set?")
    if found.unit and units_of(measure) and _OF_UNIT.fullmatch(found.unit):
        known = ", ".join(units_of(measure))
        return Unclear(reason=f"{plain(name).capitalize()} is not given in '{found.unit}'; use {known}.")
    cores = name == "cpu_units" and found.value <= _LARGEST_CORES
    value = _stored(found.value * 1024 if cores else found.value, name, sketch)
    done = _apply(text, sketch, name=name, value=value, about=about)
    if isinstance(done, Proposed) and value != found.value and not cores:
        return done.model_copy(
            update={"note": f"{done.note}, the next that AWS offers above {found.value:f}"}
        )
    return done


def _stored(value: Decimal, name: str, sketch: Sketch) -> JsonValue:
    """Return a whole number, a fraction where the setting takes one, or the next value of those on offer."""
    having = able(sketch, name)
    annotation = kinds()[having[0].kind].properties.model_fields[name].annotation if having else int
    words = _sizes(annotation)
    if words:
        return next((v for v in words if Decimal(v) >= value), words[-1])
    fitting = sorted(v for v in offered(annotation) if v >= value)
    if fitting:
        return fitting[0]
    return float(value) if annotation is float else ceil(value)


def offered(annotation: object) -> tuple[int, ...]:
    """Return the numbers of a `Literal`, also inside `| None`; none for any number."""
    values = [v for each in (annotation, *get_args(annotation)) for v in get_args(each)]
    return tuple(v for v in values if isinstance(v, int) and not isinstance(v, bool))


def _apply(
    text: str, sketch: Sketch, *, name: str, value: JsonValue, about: str | None = None
) -> Proposed | Unclear:
    having = _tried(sketch, name) or able(sketch, name)
    meant = sketch.named(text if about is None else about)
    named = [c for c in meant if c in having]
    if meant and having and not named:
        return Unclear(
            reason=f"'{meant[0].title}' has no setting for {plain(name)}.",
            instead=f"These have: {', '.join(c.title for c in having)}.",
        )
    chosen = each_one(text, having) or named or having
    if not chosen:
        return Unclear(reason=f"Nothing in this design has a setting for {plain(name)}.")
    if len(chosen) > 1 and not _ALL.search(text):
        chosen = entitled(text, chosen) if named else spoken_of(text, chosen)
    if len(chosen) > 1 and not named and _must_choose(text, chosen, name=name, value=value):
        which = ", ".join(f"'{c.title}'" for c in chosen)
        return Unclear(
            reason=f"Several parts have that setting: {which}.", instead="Say which one, by its title."
        )
    return Proposed(edits=updates(chosen, name, value), note=_note(chosen, name, value))


def each_one(text: str, having: list[Drawn]) -> list[Drawn]:
    """'Each step' and 'every function' mean what does the work, not what leads it."""
    working = [c for c in having if c.kind in ("lambda_function", "fargate_service")]
    return working if len(having) > 1 and _EACH_WORK.search(text) else []


def _must_choose(text: str, chosen: list[Drawn], *, name: str, value: JsonValue) -> bool:
    """Whether it has to be asked which of several parts is meant: those of one kind are set alike."""
    if name in _COUNTS:
        return _ALL.search(text) is None
    if name in EVERYWHERE or _ALL.search(text) or isinstance(value, bool) or not isinstance(value, int):
        return False
    return len({c.kind for c in chosen}) > 1 or len(chosen) > _MOST_ALIKE


def entitled(text: str, chosen: list[Drawn]) -> list[Drawn]:
    """Return those whose title shares most words with the text: of two functions 'the worker' is one."""
    said = _telling(text)
    shared = {c.id: len(said & _telling(f"{c.title} {c.id}")) for c in chosen}
    return [c for c in chosen if shared[c.id] == max(shared.values())]


def spoken_of(text: str, chosen: list[Drawn]) -> list[Drawn]:
    """Return those whose title or purpose shares most words with the text; all of them when none does."""
    said = _telling(text)
    shared = {
        c.id: len(said & _telling(f"{c.title} {c.id}")) * 3 + len(said & _telling(c.purpose)) for c in chosen
    }
    best = max(shared.values())
    return [c for c in chosen if shared[c.id] == best] if best else chosen


def _telling(text: str) -> frozenset[str]:
    return frozenset(w.removesuffix("s") for w in re.findall(r"[a-z]{4,}", text.lower()) if w not in _COMMON)


def plain(name: str) -> str:
    """Return the words of a setting's name, without its unit."""
    return re.sub(r"_(?:mb|gb|ms|seconds|minutes|hours|days|percent)$", "", name).replace("_", " ")


def updates(components: Iterable[Drawn], name: str, value: JsonValue) -> tuple[UpdateComponent, ...]:
    """Return the edits that set a value, and what a container needs beside it."""
    return tuple(
        UpdateComponent(id=c.id, properties={name: value, **_beside(c, name, value)}) for c in components
    )


def _beside(component: Drawn, name: str, value: JsonValue) -> dict[str, JsonValue]:
    """Return the processor units that this much memory needs, and the memory that these units need."""
    if component.kind != "fargate_service" or not isinstance(value, int):
        return {}
    units = component.properties.get("cpu_units", _UNITS_USUAL)
    memory = component.properties.get("memory_mb", 2 * _UNITS_USUAL)
    if name == "memory_mb" and isinstance(units, int) and not 2 * units <= value <= 8 * units:
        fitting = next((u for u in _UNITS if 2 * u <= value <= 8 * u), units)
        return {} if fitting == units else {"cpu_units": fitting}
    if name == "cpu_units" and isinstance(memory, int) and not 2 * value <= memory <= 8 * value:
        return {"memory_mb": min(max(memory, 2 * value), 8 * value)}
    return {}


def _note(components: list[Drawn], name: str, value: JsonValue) -> str:
    shown = {True: "on", False: "off"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    titles = ", ".join(c.title for c in components)
    return f"Set {plain(name)}{_unit(name)} to {shown} for {titles}"


def _unit(name: str) -> str:
    measure = measure_of(name)
    return "" if measure is Measure.COUNT else f" ({measure.value})"
