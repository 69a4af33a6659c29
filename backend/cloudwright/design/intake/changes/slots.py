"""Orders by what they hold: an amount, its unit, and what it is about, in whatever words stand around them.

'Stretch the queue's patience to a week' and 'replaced versions we hold on to for 365 days' name no setting. The unit
says which settings can be meant, the words which of these is, and the parts that are named whose.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from cloudwright.design.intake.changes.amounts import Measure, Quantity, fitted, measure_of, quantities
from cloudwright.design.intake.changes.plain import LONGEST_ORDER, NOT_SO
from cloudwright.design.intake.changes.settings import (
    EVERYWHERE,
    able,
    each_one,
    numeric,
    plain,
    put,
    spoken_of,
)
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch

# What people talk of when they mean a setting, beside the words of its name.
CONCEPTS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for name, words in {
        "memory_mb": r"memory|ram|megs?|gigs?",
        "timeout_seconds": r"time-?outs?|to finish|(?:each|every|one|a) (?:step|run|job|call|try|attempt)|give up|runs? (?:for )?up to|longest run|may (?:run|take|last)",
        "retention_seconds": r"patience|survives?|waits?|waiting|unread|hold|held|keep|kept|stays?|retention|stretch|lives?|linger",
        "retention_hours": r"replay\w*|re-?read\w*|read again|keep|kept|retention|go back|back in time",
        "archive_days": r"replay\w*|archived?|keep|kept|run (?:them )?again",
        "noncurrent_version_days": r"versions?|replaced|overwritten|superseded|earlier cop(?:y|ies)|old cop(?:y|ies)|fetched back",
        "transition_after_days": r"cheaper|cold(?:er)?|glacier|archive|infrequent\w*|nobody (?:\w+ )?(?:opens|reads|looks|needs|touches)|rarely|seldom",
        "infrequent_access_after_days": r"cheaper|cold(?:er)?|infrequent\w*|rarely|seldom|unused",
        "expire_after_days": r"deleted?|expires?|gone|thrown away|purged?|vanish|wiped?",
        "recovery_period_days": r"point[- ]in[- ]time|pitr|restor\w+|recover\w*|go back|any second",
        "backup_retention_days": r"back-?ups?|restor\w+|recovery points?",
        "daily_retention_days": r"back-?ups?|restor\w+|recovery points?",
        "weekly_retention_days": r"weekly back-?ups?",
        "snapshot_retention_days": r"snapshots?",
        "log_retention_days": r"logs?|logging|log lines",
        "flow_log_retention_days": r"flow logs?",
        "access_log_retention_days": r"access logs?",
        "buffer_mb": r"gather\w*|collect\w*|buffer\w*|batch\w*|per (?:object|file)|objects? of|files? of",
        "buffer_seconds": r"gather\w*|collect\w*|buffer\w*|batch\w*|writes? every|flush\w*|freshness|delivers?",
        "partner_quota_per_day": r"each|quota|ceiling|per (?:partner|customer|key|client)|every (?:partner|customer|client)|apiece",
        "partner_rate_per_second": r"each|none of them|apiece|per (?:partner|customer|key|client)|every (?:partner|customer|client|one)|partners?|no (?:partner|client|customer)",
        "throttle_rate_per_second": r"throttl\w+|limit\w*|cap|ceiling|at most|no more than|let through|allow|more than that",
        "throttle_burst": r"bursts?|at once",
        "rate_limit_per_5_minutes": r"address(?:es)?|ip|firewall|waf|tries|attempts",
        "cpu_units": r"v?cpus?|cores?|processors?",
        "cache_ttl_seconds": r"cached?|answers?",
        "cache_size_gb": r"cached?",
        "minimum_password_length": r"passwords?|passphrases?",
        "access_token_minutes": r"(?:access )?tokens?|sessions?",
        "refresh_token_days": r"signed in|logged in|thrown out|kicked out|log(?:ged)? out|sign in again|refresh tokens?",
        "reserved_concurrency": r"at (?:the same time|once)|in parallel|concurren\w+|side by side",
        "maximum_receives": r"tries|attempts|retries|give up|dead[- ]?letter",
        "maximum_tasks": r"(?:grow|scale|go)(?: up)? to|at most|no more than|maximum|up to|most",
        "maximum_instances": r"(?:grow|scale|go)(?: up)? to|at most|no more than|maximum|up to|most",
        "minimum_tasks": r"at least|minimum|never (?:less|fewer)|always|is enough|least|fewest|start with",
        "minimum_instances": r"at least|minimum|never (?:less|fewer)|always|is enough|least|fewest|start with",
        "delay_seconds": r"delay\w*|hold back|hidden",
        "idle_timeout_seconds": r"idle|keep(?:s)? (?:the )?connections?|silent connections?",
        "storage_gb": r"disk|storage",
        "disk_gb": r"disk|storage",
        "ephemeral_storage_mb": r"temp(?:orary)?|scratch|/tmp",
        "rotation_days": r"rotat\w+|changed every|new (?:password|secret) every",
    }.items()
}
_COUNTED: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for name, words in {
        "maximum_tasks": r"tasks?|containers?|copies|instances",
        "minimum_tasks": r"tasks?|containers?|copies|instances|minimum",
        "maximum_instances": r"servers?|instances?|machines?|vms?|boxes|copies",
        "minimum_instances": r"servers?|instances?|machines?|vms?|boxes|copies|minimum",
    }.items()
}
# What turns a statement into a wish: who only tells how things are says none of it.
_WISHED = re.compile(
    r"\b(?:ensure|make sure|preserved?|let|let's|please|want|need|needs|should|must|allow|allowed|stretch|shrink|make|give|set|keep|hold(?: on)?|shove|put|move|send|store|stay|wait|grow|bump\w*|raise|lower|limit|cap|ceiling|quota"
    r"|enough|plenty|will do|would do|would be (?:handy|nice|good|enough|fine|better)|handy|suffices?|at most|no more|more than that|at least|never|minimum|maximum|then|get (?:thrown|kicked|logged)|suits?|rather|instead|only|i'd (?:like|love)|we'd (?:like|love)|is fine|are fine|ok)\b|:\s",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\?\s*$")
_NOTED = re.compile(r"\b(?:Set|Change) (?P<name>[a-z0-9 ]+?)(?: \([A-Za-z]+\))? (?:to|of) ")
_STEM = re.compile(r"[a-z]{3,}")
_ALL = re.compile(r"\b(?:all|each|every|both|everywhere)\b", re.IGNORECASE)
_NO_NOUN = frozenset(
    "is are as at will suffices of for to and please then enough minimum maximum or in per".split()
)
LEAST, SURE = 3, 5
_MOST_AMOUNTS = 3


@dataclass(frozen=True, slots=True)
class _Slot:
    """A setting that an amount can fill, and how much speaks for it."""

    name: str
    part: Drawn
    value: Decimal
    points: int


def filled(text: str, sketch: Sketch, *, least: int = LEAST) -> Proposed | None:
    """Return the edits that put each amount of an order into the setting that it is about, or None.

    `least` is how many points have to speak for a setting: three for its notion, two for its part, one for each word.
    """
    if len(text) > LONGEST_ORDER or _ASKED.search(text) or not _WISHED.search(text):
        return None
    text = NOT_SO.sub(" ", text)
    amounts = quantities(text)
    if not amounts or len(amounts) > _MOST_AMOUNTS:
        return None
    named = sketch.named(text)
    chosen = [best for amount in amounts if (best := _best(text, amount, sketch, named=named, least=least))]
    if not chosen or len(chosen) < len(amounts):
        return None
    done = [put([slot.part for slot in slots], slots[0].name, slots[0].value) for slots in chosen]
    return Proposed(
        edits=tuple(edit for each in done for edit in each.edits), note="; ".join(each.note for each in done)
    )


def about(text: str, name: str) -> bool:
    """Whether the text speaks of what a setting is for."""
    concept = CONCEPTS.get(name)
    return concept is not None and concept.search(text) is not None


def settings_named(note: str) -> tuple[str, ...]:
    """Return the settings that the note of a revision says it changed."""
    said = {match["name"] for match in _NOTED.finditer(note)}
    return tuple(name for name in CONCEPTS if plain(name) in said)


def _best(text: str, amount: Quantity, sketch: Sketch, *, named: Sequence[Drawn], least: int) -> list[_Slot]:
    """Return the slots that an amount fills: of one setting, in parts that are alike."""
    slots = sorted(_slots(text, amount, sketch, named=named), key=lambda s: (-s.points, s.name))
    if not slots or slots[0].points < least:
        return []
    _, first = next(groupby(slots, key=lambda s: s.points))
    best = [slot for slot in first if slot.name == slots[0].name]
    if len(best) > 1 and best[0].name not in EVERYWHERE:
        parts = spoken_of(text, [slot.part for slot in best])
        best = [slot for slot in best if slot.part in parts]
    if len(best) > 1 and best[0].name in _COUNTED and not _ALL.search(text):
        return []
    return best if len({slot.part.kind for slot in best}) == 1 or best[0].name in EVERYWHERE else []


def _slots(text: str, amount: Quantity, sketch: Sketch, *, named: Sequence[Drawn]) -> Iterator[_Slot]:
    words = frozenset(_STEM.findall(text.lower()))
    for name in sorted({n for part in sketch.components for n in numeric(part)}):
        value = fitted(amount, name)
        if value is None or not _counts(text, amount, name):
            continue
        said = 3 * about(text, name) + min(2, len(words & frozenset(plain(name).split())))
        having = able(sketch, name) if said else []
        for part in each_one(text, having) or having:
            points = said + (2 if part in named else -2 if named else 0)
            yield _Slot(name, part, value, points)


def _counts(text: str, amount: Quantity, name: str) -> bool:
    """A bare number is a count only of what the text counts, and 16 characters are no tasks."""
    counted = _COUNTED.get(name)
    if counted is None:
        return measure_of(name) is not Measure.COUNT or about(text, name)
    noun = "" if amount.unit in _NO_NOUN else amount.unit
    return (counted.fullmatch(noun) if noun else counted.search(text)) is not None
