"""Which parts of a design, and which technologies that may not be in it, a sentence speaks of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.catalog.technologies import TECHNOLOGIES
from cloudwright.design.intake.changes.sketch import Sketch
from cloudwright.design.intake.extract.spans import Covered

# Words for kinds that mean something else in most questions.
_EVERYDAY = frozenset(
    ("user", "users", "visitor", "visitors", "customer", "client", "partner", "third party", "device", "operator",
     "administrator", "images", "files", "uploads", "key", "password", "credentials", "job", "compute", "backend", "api",
     "stream", "streaming", "metrics", "monitoring", "alerting", "network", "domain", "domain name", "setting",
     "configuration", "parameter", "restore", "disaster recovery", "timer", "schedule", "instance", "instances",
     "login", "sign-in", "authentication", "certificate", "tls", "ssl", "graphs", "charts", "subnets", "worker", "buffer",
     "observability", "telemetry", "internet access", "outbound internet", "browser", "rate limit", "backup", "backups",
     "ingress", "function", "images", "rest", "shared files", "pub/sub", "setting", "live updates", "user accounts",
     "recovery points", "snapshots", "alarms", "notifications", "web service", "file storage", "static hosting")
)  # fmt: skip
# What has no kind and no name among the technologies, by the words for it.
_MORE = {
    "polling": r"(?:http |long |short )?poll(?:ing|s|ed)?",
    "monolith": r"monoliths?|monolithic|one big (?:server|app|application|program)",
    "single server": r"(?:one|a single|just one|a) (?:big |small |cheap |virtual )?(?:server|vm|box|machine|droplet|vps)",
    "spot instances": r"spot(?: instances?| capacity)?",
    "event bus": r"(?:event )?bus(?:es)?",
    "cron": r"cron(?: ?jobs?| ?tabs?)?",
    "spreadsheet": r"spreadsheets?|excel|google sheets",
    "FTP": r"s?ftp",
    "AWS Batch": r"(?:aws|amazon) batch",
    "Lightsail": r"(?:aws |amazon )?light ?sail",
    "App Runner": r"(?:aws )?app ?runner",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A technology that is spoken of: its name, its kinds of the catalogue, and where it stands in the text."""

    value: str
    kinds: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Things:
    """`components` are ids in the order of the design; `mentions` in that of the text, each once."""

    components: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def named(self) -> bool:
        return bool(self.components or self.mentions)


def things_in(text: str, sketch: Sketch | None) -> Things:
    """Return what the text speaks of."""
    named = () if sketch is None else sketch.named(text)
    mentions = mentions_in(text)
    meant = [c for c in named if c.kind != "external_actor"]
    if not meant and sketch is not None:
        meant = [c for each in mentions for c in sketch.of_kind(*each.kinds)]
    return Things(components=tuple(dict.fromkeys(c.id for c in meant)), mentions=mentions)


def mentions_in(text: str) -> tuple[Mention, ...]:
    """Return the technologies of the text in its order; a name inside a longer one does not count."""
    found = sorted(
        ((m.start(), m.end(), value) for value, pattern, _ in _names() for m in pattern.finditer(text)),
        key=lambda each: (each[0] - each[1], each[0]),
    )
    covered = Covered(len(text))
    kept: list[tuple[int, str]] = []
    for start, end, value in found:
        if not covered.touches(start, end):
            covered.add(start, end)
            kept.append((start, value))
    known = {value: of_kinds for value, _, of_kinds in _names()}
    first = {value: start for start, value in sorted(kept, reverse=True)}
    return tuple(
        Mention(value, known[value], at) for value, at in sorted(first.items(), key=lambda each: each[1])
    )


def kinds_called(value: str) -> tuple[str, ...]:
    """Return the kinds of a technology by the name that `mentions_in` gives it; none when it has none."""
    return next((of_kinds for name, _, of_kinds in _names() if name == value), ())


@cache
def _names() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(_all())


def _all() -> Iterator[tuple[str, re.Pattern[str], tuple[str, ...]]]:
    taken = {kind for each in TECHNOLOGIES for kind in each.kinds}
    for technology in TECHNOLOGIES:
        yield technology.value, _whole(technology.words), technology.kinds
    for value, words in _MORE.items():
        yield value, _whole(words), _MORE_KINDS.get(value, ())
    for kind in kinds().values():
        names = [s for s in (*kind.synonyms, kind.title.lower()) if s not in _EVERYDAY]
        if kind.id not in taken and names:
            yield kind.id, _whole("|".join(f"{re.escape(n)}s?" for n in names)), (kind.id,)


_MORE_KINDS: Mapping[str, tuple[str, ...]] = {
    "polling": ("http_api",),
    "single server": ("auto_scaling_group",),
    "spot instances": ("auto_scaling_group",),
    "cron": ("eventbridge_schedule",),
    "event bus": ("eventbridge_bus",),
}


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
