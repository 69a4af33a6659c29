"""Settings in relative words: 'double the memory', 'half the retention', 'a bit more', 'one more server'."""

import re
from decimal import Decimal
from math import ceil
from typing import get_args

from pydantic import JsonValue

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.changes.amounts import amount, measure_of
from cloudwright.design.intake.changes.setting_names import COUNTED, NUMBERS, Named
from cloudwright.design.intake.changes.settings import EVERYWHERE, able, offered, plain, spoken_of, updates
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.intake.numbers import spelled
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.edits import Edit

_FACTORS = (
    (r"\b(?:double|twice|two times|2x|x2|2 times)\b", Decimal(2)),
    (r"\b(?:triple|treble|three times|3x|thrice)\b", Decimal(3)),
    (r"\b(?:quadruple|four times|4x)\b", Decimal(4)),
    (r"\b(?:halve|halved|half (?:of|the|as|its|that|this|our)|by half|in half|50 ?% less)\b", Decimal("0.5")),
    (r"\b(?:a |one )?third of\b", Decimal(1) / 3),
    (r"\b(?:a |one )?quarter of\b", Decimal("0.25")),
    (r"\b(?:much|a lot|far|way|considerably|significantly) (?:more|larger|bigger|higher|longer)\b", Decimal(2)),
    (r"\b(?:much|a lot|far|way|considerably|significantly) (?:less|fewer|smaller|lower|shorter)\b", Decimal("0.5")),
    (r"\b(?:a (?:bit|little|touch|tad|notch)|slightly|somewhat|some)? ?(?:more|larger|bigger|higher|longer)\b", Decimal("1.5")),
    (r"\b(?:a (?:bit|little|touch|tad|notch)|slightly|somewhat)? ?(?:less|fewer|smaller|lower|shorter)\b", Decimal("0.75")),
)  # fmt: skip
_BY_PERCENT = re.compile(r"\bby (?P<number>\d{1,3}) ?(?:%|percent)|\b(?P<more>\d{1,3}) ?(?:%|percent) (?:more|less|higher|lower)", re.IGNORECASE)  # fmt: skip
_BY = re.compile(r"\bby\b|\b(?:another|additional|extra)\b|\b(?:\w+) more\b|\bmore\b", re.IGNORECASE)
_DOWN = re.compile(
    r"\b(?:less|fewer|lower|reduce|decrease|cut|shorten|drop|down|smaller|minus|remove|shrink)\b",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(rf"\b(?:one|two|three|four|an?|another|\d{{1,2}}|1)(?: (?:more|extra|additional|fewer|less))? (?P<counted>{COUNTED})\b", re.IGNORECASE)  # fmt: skip
_CUE = re.compile(
    r"\b(?:double|twice|triple|treble|quadruple|halve|half (?:of|the|as|its|that|this|our)|by half|in half|times|thrice|third of|quarter of|more|less|fewer|larger|bigger|higher|lower|longer|shorter|smaller|increase|raise|bump|reduce|decrease|cut|lower|shorten|extend|another|extra|additional)\b|\d ?x\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"\b(?:to|=|at least|at most|than|exactly|of)\s+(?:\d|an?\b|one|two|three|four|five|six|eight|ten|half)", re.IGNORECASE)  # fmt: skip
_NEEDLESS = re.compile(
    r"\b(?:is|are)(?:n'?t| not| no longer) (?:needed|necessary|required|wanted)\b", re.IGNORECASE
)
_MOST_ALIKE = 4
_STEP = Decimal(1024)  # MB in which the memory of containers grows


def relative(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits that set a number by what it is now, or None when the text does not say it so."""
    if not _CUE.search(text) or _ABSOLUTE.search(text) or _NEEDLESS.search(text):
        return None
    named = _meant(text, sketch)
    if named is None:
        return None
    spoken = sketch.named(named.words.sub(" ", text))
    held = [n for n in named.settings if able(sketch, n)]
    name = next((n for n in held if any(c in able(sketch, n) for c in spoken)), held[0] if held else "")
    if not name:
        return Unclear(reason=f"Nothing in this design has a setting for {plain(named.settings[0])}.")
    about = named.words.sub(" ", text)
    having = [c for c in sketch.named(about) if c in able(sketch, name)] or able(sketch, name)
    chosen = spoken_of(about, having) if len(having) > 1 else having
    if (
        len(chosen) > 1
        and name not in EVERYWHERE
        and (len({c.kind for c in chosen}) > 1 or len(chosen) > _MOST_ALIKE)
    ):
        which = ", ".join(f"'{c.title}'" for c in chosen)
        return Unclear(
            reason=f"Several parts have that setting: {which}.", instead="Say which one, by its title."
        )
    return _changed(text, chosen, name)


def _meant(text: str, sketch: Sketch) -> Named | None:
    """Return the setting by its words; a bare count of machines is the least number of them."""
    more = _ONE_MORE.search(text)
    if more is not None and able(sketch, "minimum_instances") + able(sketch, "minimum_tasks"):
        return Named(
            re.compile(re.escape(more.group()), re.IGNORECASE), ("minimum_instances", "minimum_tasks")
        )
    words = _CUE.sub(" to ", text)
    for named in NUMBERS:
        if named.words.search(text) or named.words.search(words):
            return named
    if re.search(r"\bretention\b", text, re.IGNORECASE):
        settings = (
            "log_retention_days",
            "daily_retention_days",
            "backup_retention_days",
            "retention_seconds",
            "retention_hours",
        )
        return Named(re.compile(r"\bretention\b", re.IGNORECASE), settings)
    return None


def factored(text: str, parts: list[Drawn], name: str) -> Proposed | None:
    """Return the edits that change a setting of some parts by what the text says, or None when it says no such thing."""
    found = _changed(text, parts, name) if parts and _CUE.search(text) else None
    return found if isinstance(found, Proposed) else None


def _changed(text: str, chosen: list[Drawn], name: str) -> Proposed | Unclear:
    edits: list[Edit] = []
    told: list[str] = []
    for part in chosen:
        now = _now(part, name)
        if now is None:
            return Unclear(
                reason=f"'{part.title}' has no {plain(name)} set that could be changed by so much."
            )
        value = _fitting(_then(text, now, name), part, name, now=now)
        if value == now:
            return Unclear(
                reason=f"The {plain(name)} of '{part.title}' is {now:f} already, as far as it goes that way."
            )
        edits += updates((part,), name, _plain_number(value, part, name))
        told.append(f"{part.title} ({now.normalize():f} → {value.normalize():f})")
    measure = measure_of(name)
    unit = "" if measure.value == "count" else f" ({measure.value})"
    return Proposed(edits=tuple(edits), note=f"Change {plain(name)}{unit} of {', '.join(told)}")


def _then(text: str, now: Decimal, name: str) -> Decimal:
    down = _DOWN.search(text) is not None
    percent = _BY_PERCENT.search(text)
    if percent is not None:
        by = Decimal(percent["number"] or percent["more"]) / 100
        return now * (1 - by if down else 1 + by)
    more = _ONE_MORE.search(text)
    if more is not None:
        first = more.group().split()[0].lower()
        count = (
            Decimal(first)
            if first.isdigit()
            else Decimal(1)
            if first in ("a", "an", "another", "one")
            else spelled(first)
        )
        return now - count if down else now + count
    added = amount(text, measure_of(name)) if _BY.search(text) else None
    if added is not None:
        return now - added.value if down else now + added.value
    factor = next((f for words, f in _FACTORS if re.search(words, text, re.IGNORECASE)), None)
    if factor is not None:
        return now * factor
    return now * (Decimal("0.75") if down else Decimal("1.5"))


def _now(part: Drawn, name: str) -> Decimal | None:
    entry = kinds()[part.kind]
    given = {**entry.defaults(Environment.PROD), **part.properties}
    value = given.get(name, entry.properties.model_fields[name].default)
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _fitting(value: Decimal, part: Drawn, name: str, *, now: Decimal) -> Decimal:
    """Return the next value on offer in the direction of the change, within the bounds of the setting."""
    info = kinds()[part.kind].properties.model_fields[name]
    values = sorted(offered(info.annotation))
    if values:
        up = [v for v in values if v >= value]
        down = [v for v in values if v <= value]
        return Decimal((up[0] if up else values[-1]) if value > now else (down[-1] if down else values[0]))
    for bound in info.metadata:
        value = max(value, Decimal(str(bound.ge))) if getattr(bound, "ge", None) is not None else value
        value = min(value, Decimal(str(bound.le))) if getattr(bound, "le", None) is not None else value
    if part.kind == "fargate_service" and name == "memory_mb" and value > _STEP:
        return _STEP * ceil(value / _STEP)
    return value if info.annotation is float else Decimal(ceil(value))


def _plain_number(value: Decimal, part: Drawn, name: str) -> JsonValue:
    annotation = kinds()[part.kind].properties.model_fields[name].annotation
    return float(value) if annotation is float or float in get_args(annotation) else int(value)
