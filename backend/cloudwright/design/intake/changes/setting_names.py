"""What people call the settings of components, beside the words of their names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

COUNTED = r"(?:servers?|instances?|machines?|vms?|tasks?|containers?|copies|hosts?)"


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
    _named(r"\b(?:refresh tokens?|stay signed in)\b", "refresh_token_days", aside=True),
    _named(r"\b(?:access |id )?tokens?\b[^.;]{0,30}\b(?:live|valid|expire|last|minutes?|hours?)\b", "access_token_minutes", aside=True),
    _named(r"\b(?:ephemeral|scratch|temporary|temp|/tmp)(?: (?:disk|storage|space))?\b", "ephemeral_storage_mb", "ephemeral_storage_gb", aside=True),
    _named(r"\b(?:memory|ram)\b|\b\d+(?:[.,]\d+)? ?(?:gb|mb|gigs?|gigabytes?) (?:per|for each|each|a) (?:container|task|function)", "memory_mb", aside=True),
    _named(r"\b\d+(?:[.,]\d+)? ?v?cpus?\b|\bv?cpu (?:units?|cores?)\b|\bcores?\b", "cpu_units", aside=True),
    _named(
        r"\btime[- ]?outs?\b|\b(?:allow|give|grant|let|leave)\b[^.;]{0,40}\b(?:\d+|one|two|half an?|an?) ?(?:s|secs?|seconds?|m|mins?|minutes?|hours?|h)\b(?: (?:to (?:run|finish|complete|work|do)|for (?:the |a )?(?:whole |entire )?(?:workflow|function|job|run|step|execution)|each|at most|before))?|\b(?:\d+|one|two) ?(?:s|secs?|seconds?|mins?|minutes?|hours?) (?:to (?:run|finish|complete)|before it gives up)",
        "timeout_seconds", "idle_timeout_seconds", aside=True,
    ),
    _named(r"\b(?:access|flow) logs?\b[^.;]{0,30}\b(?:for|kept|retention|days|months|years?)\b", "access_log_retention_days", "flow_log_retention_days"),
    _named(r"\blog(?:s|ging)? retention\b|\bretention of (?:the |all |our )?logs?\b|\b(?:keep|kept|hold|retain|store|save)\b[^.;]{0,25}\blogs?\b|\blogs?\b[^.;]{0,30}\b(?:for|kept|keep|retained?|stored?|after)\b", "log_retention_days"),
    _named(
        r"\b(?:old(?:er)?|previous|non-?current|earlier|past) versions?\b",
        "noncurrent_version_days",
    ),
    _named(
        r"\b(?:cheaper|cold(?:er)?|infrequent(?:-access)?|archive|glacier)\b[^.;]{0,30}\bafter\b|\bafter\b[^.;]{0,20}\bto (?:cheaper|cold(?:er)?|infrequent|glacier)\b",
        "transition_after_days",
        "infrequent_access_after_days",
        aside=True,
    ),
    _named(
        rf"\b(?:at least|(?:never |no )(?:fewer|less) than|not (?:fewer|less) than|min(?:imum)?(?: of)?) (?:\w+ )?(?:{COUNTED}\b)|\bmin(?:imum)? {COUNTED}\b|\b{COUNTED} at least\b|\b(?:never|no|not) (?:fewer|less) than \w+\b",
        "minimum_instances",
        "minimum_tasks",
        aside=True,
    ),
    _named(
        rf"\b(?:at most|no more than|up to|max(?:imum)?(?: of)?) (?:\w+ )?(?:{COUNTED}\b)|\bmax(?:imum)? {COUNTED}\b|\b{COUNTED} at most\b|^(?:at most|up to|never more than|no more than) \w+(?: of (?:them|these|those))?$",
        "maximum_instances",
        "maximum_tasks",
        aside=True,
    ),
    _named(r"\b(?:read )?(?:readers?|read replicas?)\b", "readers", "replicas"),
    _named(r"\breplicas?\b", "replicas", "readers"),
    _named(r"\bshards?\b", "shards"),
    _named(r"\b(?:keep|kept|hold|retain|store|save)\b[^.;]{0,30}\b(?:backups?|snapshots?|recovery points?)\b|\b(?:backups?|snapshots?|recovery points?)\b[^.;]{0,40}\b(?:kept|keep|for|retention|retained|stored)\b",
           "daily_retention_days", "backup_retention_days"),
    _named(r"\b(?:in|per|every|within|each) (?:five|5)[- ]min\w*|\b(?:per|from (?:one|an|the same|a single|each)) (?:ip )?address\b", "rate_limit_per_5_minutes", aside=True),
    _named(r"\bburst\b", "throttle_burst", aside=True),
    _named(
        r"\b(?:limit|throttle|cap|allow)\b[^.;]{0,40}\b(?:per|a|each|/) ?second\b|\b(?:rate limit|throttl\w+)\b",
        "throttle_rate_per_second",
    ),
    _named(r"\b(?:writes?|flush|buffer|deliver)\b[^.;]{0,30}\bevery\b|\bbuffer(?:ing)?\b", "buffer_seconds", aside=True),
    _named(r"\bcache\b[^.;]{0,30}\bfor (?:\d|an? (?:min|hour|day|week)|one|two|five|ten)|\bttl\b", "cache_ttl_seconds"),
    _named(r"\b(?:keep|kept|hold|held|retain|wait|stay|remain|sit|live)\b[^.;]{0,40}\b(?:messages?|jobs?|queues?)\b|\b(?:messages?|jobs?|queues?)\b[^.;]{0,40}\b(?:keep|kept|hold|held|retain(?:ed)?|wait|stay|remain|live)\b|\bmessage retention\b", "retention_seconds"),
    _named(r"\b(?:keep|kept|hold|retain|replay|archive)\b[^.;]{0,30}\b(?:records?|events?|stream)\b|\b(?:records?|events?|stream)\b[^.;]{0,30}\b(?:kept|keep|retain(?:ed)?|replay(?:ed)?|archived?)\b", "retention_hours", "archive_days"),
    _named(r"\bdelay\b", "delay_seconds"),
    _named(r"\b(?:receives?|retr(?:y|ies)|attempts|tries)\b|\bafter \w+ failures?\b", "maximum_receives", "maximum_retries", aside=True),
    _named(r"\bconcurren(?:cy|t(?: executions?| runs?| instances?)?)\b|\bat the same time\b", "reserved_concurrency"),
    _named(r"\bbatch(?:es)?\b", "batch_size"),
    _named(r"\bpasswords?\b[^.;]{0,30}\b(?:characters|long|length|letters|signs)\b", "minimum_password_length", aside=True),
    _named(r"\b(?:grow|growing|autoscal\w+|maximum|max|limit)\b[^.;]{0,30}\b\d+ ?(?:gb|tb|gigabytes?|terabytes?)\b", "maximum_storage_gb"),
    _named(r"\b(?:disk|volume)\b", "disk_gb", "storage_gb"),
    _named(r"\bstorage\b[^.;]{0,20}(?:\b(?:to|of|=)\b|\d)", "storage_gb", aside=True),
    _named(r"\bport \d", "port", aside=True),
    _named(r"\bcpu target\b|\bscale (?:out )?at\b", "cpu_target_percent", aside=True),
)  # fmt: skip
SWITCHES: tuple[Named, ...] = (
    _named(r"\b(?:point[- ]in[- ]time recovery|pitr)\b", "point_in_time_recovery"),
    _named(r"\bversioning\b", "versioning"),
    _named(r"\bdeletion protection\b", "deletion_protection"),
    _named(r"\btracing\b", "tracing"),
    _named(
        r"\baccess logs?\b|\blogs? of (?:who|what|all|every)\b|\b(?:log|record|note) (?:who|what|everybody who) (?:fetch|download|visit|request|open|call|read)\w*",
        "access_logs",
    ),
    _named(r"\bflow logs?\b", "flow_logs"),
    _named(r"\bmulti[- ]?az\b|\bstandby\b", "multi_az"),
    _named(r"\bcontainer insights\b", "container_insights"),
    _named(
        r"\b(?:a |the )?second zone\b|\b(?:two|several|multiple|both|more than one) (?:availability )?zones?\b",
        "multi_az",
        "one_per_zone",
    ),
    _named(r"\b(?:gateways?|nat)\b[^.;]{0,20}\b(?:per|(?:in|for) (?:each|every)) zone\b", "one_per_zone"),
    _named(
        r"\bself[- ]?sign[- ]?up\b|\bself[- ]registration\b|\b(?:mak|creat|open|regist)\w* (?:(?:an?|their own|new|themselves(?: an?)?) )*accounts?\b|\b(?:register|sign up|enrol) (?:by )?(?:themselves|himself|herself|on their own)\b|\b(?:by invitation|invit(?:e|ed) only|only (?:by|on) invitation|we invite (?:them|people|everybody))\b",
        "self_sign_up",
    ),
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
        _named(r"\b(?:mfa|second factors?|two[- ]factor|2fa|multi-?factor|(?:the|that|this) factor)\b", "mfa"),
        {
            r"\b(?:nobody|no ?one|none)\b[^.;]{0,30}\bwithout\b": "ON",
            r"\boptional\b|\bmay\b|\b(?:who|whoever) (?:wants|likes)\b|\bvoluntary\b": "OPTIONAL",
            r"\b(?:off|no|without|disable)\b": "OFF",
            r"\b(?:on|require[sd]?|enforced?|mandatory|must|always|enabled?|need|use|compulsory|obligatory|for (?:all|everybody|everyone)|force[sd]?)\b": "ON",
        },
    ),
    (
        _named(r"\b(?:firewall|waf|rules)\b", "mode"),
        {r"\b(?:only )?count(?:s|ing)?\b|\bdo(?:es)? not block\b": "count", r"\bstart blocking\b|\bblock for real\b": "block"},
    ),
)  # fmt: skip
