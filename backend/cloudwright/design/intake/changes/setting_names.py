"""What people call the settings of components, beside the words of their names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_COUNTED = r"(?:servers?|instances?|machines?|vms?|tasks?|containers?|copies|hosts?)"


@dataclass(frozen=True, slots=True)
class Named:
    """`words` mean one of the `settings`; the first that a component of the design has is taken."""

    words: re.Pattern[str]
    settings: tuple[str, ...]
    aside: bool = False  # an order also without an order's verb: 'at least 3 servers'


def _named(words: str, *settings: str, aside: bool = False) -> Named:
    return Named(re.compile(words, re.IGNORECASE), settings, aside)


# The more exact stands before the less exact.
NUMBERS: tuple[Named, ...] = (
    _named(r"\b(?:memory|ram)\b", "memory_mb"),
    _named(r"\btime[- ]?out\b", "timeout_seconds", "idle_timeout_seconds"),
    _named(r"\b(?:log retention|keep (?:the )?logs|logs? (?:for|kept))\b", "log_retention_days"),
    _named(
        r"\bold(?:er)? versions\b|\bnon-?current versions?\b",
        "noncurrent_version_days",
    ),
    _named(
        r"\b(?:cheaper|cold(?:er)?|infrequent(?:-access)?|archive|glacier)\b[^.;]{0,30}\bafter\b|\bafter\b[^.;]{0,20}\bto (?:cheaper|cold(?:er)?|infrequent|glacier)\b",
        "transition_after_days",
        "infrequent_access_after_days",
        aside=True,
    ),
    _named(
        rf"\b(?:at least|no fewer than|min(?:imum)?(?: of)?) (?:\w+ )?(?:{_COUNTED}\b)|\bmin(?:imum)? {_COUNTED}\b|\b{_COUNTED} at least\b",
        "minimum_instances",
        "minimum_tasks",
        aside=True,
    ),
    _named(
        rf"\b(?:at most|no more than|up to|max(?:imum)?(?: of)?) (?:\w+ )?(?:{_COUNTED}\b)|\bmax(?:imum)? {_COUNTED}\b|\b{_COUNTED} at most\b|^(?:at most|up to) \w+$",
        "maximum_instances",
        "maximum_tasks",
        aside=True,
    ),
    _named(r"\b(?:read )?(?:readers?|read replicas?)\b", "readers", "replicas"),
    _named(r"\breplicas?\b", "replicas", "readers"),
    _named(r"\bshards?\b", "shards"),
    _named(r"\b(?:keep|kept|hold|retain)\b[^.;]{0,30}\bbackups?\b|\bbackups?\b[^.;]{0,40}\b(?:kept|keep|for|retention)\b",
           "daily_retention_days", "backup_retention_days"),
    _named(r"\b(?:in|per|every|within) (?:five|5)[- ]min", "rate_limit_per_5_minutes", aside=True),
    _named(r"\bburst\b", "throttle_burst", aside=True),
    _named(
        r"\b(?:limit|throttle|cap|allow)\b[^.;]{0,40}\b(?:per|a|each|/) ?second\b|\b(?:rate limit|throttl\w+)\b",
        "throttle_rate_per_second",
    ),
    _named(r"\b(?:writes?|flush|buffer|deliver)\b[^.;]{0,30}\bevery\b|\bbuffer(?:ing)?\b", "buffer_seconds", aside=True),
    _named(r"\bcache\b[^.;]{0,30}\bfor\b|\bttl\b", "cache_ttl_seconds"),
    _named(r"\b(?:keep|hold|retain)\b[^.;]{0,30}\b(?:messages?|jobs?)\b|\bmessage retention\b", "retention_seconds"),
    _named(r"\b(?:keep|hold|retain|replay)\b[^.;]{0,30}\b(?:records?|events?|stream)\b", "retention_hours", "archive_days"),
    _named(r"\bdelay\b", "delay_seconds"),
    _named(r"\b(?:receives?|retr(?:y|ies)|attempts)\b", "maximum_receives", "maximum_retries", aside=True),
    _named(r"\bconcurrency\b", "reserved_concurrency"),
    _named(r"\bbatch(?:es)?\b", "batch_size"),
    _named(r"\bpasswords?\b[^.;]{0,30}\bcharacters\b", "minimum_password_length"),
    _named(r"\b(?:disk|volume)\b", "disk_gb", "storage_gb"),
    _named(r"\bstorage\b[^.;]{0,20}\b(?:to|of|=)\b", "storage_gb"),
    _named(r"\bport \d", "port", aside=True),
    _named(r"\bcpu target\b|\bscale (?:out )?at\b", "cpu_target_percent", aside=True),
)  # fmt: skip
SWITCHES: tuple[Named, ...] = (
    _named(r"\b(?:point[- ]in[- ]time recovery|pitr)\b", "point_in_time_recovery"),
    _named(r"\bversioning\b", "versioning"),
    _named(r"\bdeletion protection\b", "deletion_protection"),
    _named(r"\btracing\b", "tracing"),
    _named(r"\baccess logs?\b", "access_logs"),
    _named(r"\bflow logs?\b", "flow_logs"),
    _named(r"\bmulti[- ]?az\b|\bstandby\b", "multi_az"),
    _named(r"\bcontainer insights\b", "container_insights"),
    _named(r"\b(?:gateways?|nat)\b[^.;]{0,20}\b(?:per|(?:in|for) (?:each|every)) zone\b", "one_per_zone"),
    _named(r"\bself[- ]?sign[- ]?up\b|\bself[- ]registration\b", "self_sign_up"),
    _named(r"\bcross[- ]zone\b", "cross_zone"),
)
CHOICES: tuple[tuple[Named, Mapping[str, str]], ...] = (
    (
        _named(r"\blog(?:s|ging)?\b(?! for| retention)", "log_level"),
        {
            r"\bdebug\b": "DEBUG",
            r"\binfo\b": "INFO",
            r"\bwarn(?:ings?)?\b": "WARN",
            r"\berrors?\b": "ERROR",
        },
    ),
    (
        _named(r"\b(?:mfa|second factor|two[- ]factor|2fa)\b", "mfa"),
        {
            r"\boptional\b|\bmay\b": "OPTIONAL",
            r"\b(?:off|no|without|disable)\b": "OFF",
            r"\b(?:on|require[sd]?|enforce|mandatory|must|always|enable|need|use)\b": "ON",
        },
    ),
    (
        _named(r"\b(?:firewall|waf|rules)\b", "mode"),
        {r"\b(?:only )?count(?:s|ing)?\b|\bdo(?:es)? not block\b": "count", r"\bstart blocking\b|\bblock for real\b": "block"},
    ),
)  # fmt: skip
