"""Random properties of every kind."""

from collections.abc import Mapping

from hypothesis import strategies as st

from builders.designs import PROPERTIES
from builders.networked import NETWORKED
from builders.private_data import PRIVATE_DATA

_NUMBERS = st.integers
_ORIGINS = st.sampled_from(
    ([], ["https://app.example.com"], ["https://a.example.com", "http://localhost:3000"])
)
_EDGE_PROPERTIES: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    "s3_bucket": {
        "versioning": st.booleans(),
        "noncurrent_version_days": _NUMBERS(1, 3650),
        "transition_after_days": st.none() | _NUMBERS(30, 3650),
        "transition_class": st.sampled_from(("STANDARD_IA", "INTELLIGENT_TIERING", "GLACIER_IR")),
        "expire_after_days": st.none() | _NUMBERS(1, 36_500),
        "access_logs": st.booleans(),
        "browser_origins": _ORIGINS,
        "retain": st.booleans(),
    },
    "firehose_stream": {
        "prefix": st.sampled_from(("", "data/", "raw/clicks/")),
        "compression": st.sampled_from(("GZIP", "UNCOMPRESSED")),
        "buffer_mb": _NUMBERS(1, 128),
        "buffer_seconds": _NUMBERS(60, 900),
        "freshness_alarm_seconds": _NUMBERS(901, 604_800),
    },
    "http_api": {
        "throttle_rate_per_second": _NUMBERS(1, 10_000),
        "throttle_burst": _NUMBERS(1, 5_000),
        "detailed_metrics": st.booleans(),
        "browser_origins": _ORIGINS,
        "error_rate_alarm_percent": st.sampled_from((0.5, 1, 33.3, 100)),
        "latency_alarm_ms": _NUMBERS(10, 30_000),
    },
    "rest_api": {
        "throttle_rate_per_second": _NUMBERS(1, 10_000),
        "throttle_burst": _NUMBERS(1, 5_000),
        "detailed_metrics": st.booleans(),
        "cache_size_gb": st.sampled_from(("none", "0.5", "237")),
        "cache_ttl_seconds": _NUMBERS(1, 3600),
        "partners": st.sampled_from(([], ["acme"], ["acme", "globex"])),
        "partner_quota_per_day": _NUMBERS(1, 1_000_000),
        "latency_alarm_ms": _NUMBERS(10, 30_000),
    },
    "websocket_api": {
        "throttle_rate_per_second": _NUMBERS(1, 10_000),
        "log_retention_days": st.sampled_from((1, 365)),
        "route_by": st.sampled_from(("action", "kind")),
    },
    "cloudfront_distribution": {
        "price_class": st.sampled_from(("PriceClass_100", "PriceClass_200", "PriceClass_All")),
        "default_root_object": st.sampled_from(("", "index.html", "start.htm")),
        "single_page_app": st.booleans(),
        "hsts_days": _NUMBERS(1, 730),
        "allowed_countries": st.sampled_from(([], ["DE"], ["US", "CA"])),
        "error_rate_alarm_percent": _NUMBERS(1, 100),
    },
    "cognito_user_pool": {
        "feature_plan": st.sampled_from(("LITE", "ESSENTIALS", "PLUS")),
        "self_sign_up": st.booleans(),
        "mfa": st.sampled_from(("OFF", "OPTIONAL", "ON")),
        "minimum_password_length": _NUMBERS(8, 99),
        "access_token_minutes": _NUMBERS(5, 1440),
        "refresh_token_days": _NUMBERS(1, 3650),
        "deletion_protection": st.booleans(),
    },
    "waf_web_acl": {
        "mode": st.sampled_from(("block", "count")),
        "allow_large_bodies": st.booleans(),
        "rate_limit_per_5_minutes": _NUMBERS(10, 2_000_000_000),
        "blocked_alarm_per_5_minutes": _NUMBERS(1, 10_000_000),
    },
    "acm_certificate": {"alternative_names": st.sampled_from(([], ["www.shop.example.com"]))},
    "external_actor": {"role": st.sampled_from(("browser", "mobile", "partner", "operator"))},
    "route53_zone": {},
    "route53_record": {},
}
_EVERY: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    **PROPERTIES,
    **_EDGE_PROPERTIES,
    **NETWORKED,
    **PRIVATE_DATA,
}
_DOMAINS = st.sampled_from(("shop.example.com", "www.shop.example.com", "example.org"))
_NAMED = frozenset({"route53_zone", "route53_record", "acm_certificate"})


def kind_properties(kind_id: str) -> st.SearchStrategy[dict[str, object]]:
    """Return properties of a new element of the kind; what has a domain name is always given one."""
    named = {"domain_name": _DOMAINS} if kind_id in _NAMED else {}
    return st.fixed_dictionaries(named, optional=dict(_EVERY[kind_id]))


def changed_properties(kind_id: str) -> st.SearchStrategy[dict[str, object]]:
    """Return other values of some properties of the kind; domain names stay."""
    return st.fixed_dictionaries({}, optional=dict(_EVERY[kind_id]))


def kinds_with_properties() -> tuple[str, ...]:
    return tuple(sorted(_EVERY))
