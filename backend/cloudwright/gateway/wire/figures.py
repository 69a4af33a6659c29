"""Tokens as each provider counts them, in our words."""

from cloudwright.gateway.schemas import Usage
from cloudwright.gateway.wire.bodies import Object


def openai_usage(found: object, *, read: str = "prompt", wrote: str = "completion") -> Usage | None:
    """Return usage of OpenAI's wires; what its cache gave is inside of the tokens that it read.

    https://platform.openai.com/docs/api-reference/chat/object (2026-11)
    """
    if not isinstance(found, dict) or f"{read}_tokens" not in found:
        return None
    details = found.get(f"{read}_tokens_details")
    cached: Object = details if isinstance(details, dict) else {}
    return Usage(
        input_tokens=_count(found, f"{read}_tokens"),
        output_tokens=_count(found, f"{wrote}_tokens"),
        cache_read_tokens=_count(cached, "cached_tokens"),
        cache_write_tokens=_count(cached, "cache_write_tokens"),
    )


def anthropic_usage(found: Object, *, estimated: bool = False) -> Usage:
    """Return usage of Anthropic's wire, which counts its cache beside the tokens that it read.

    https://docs.claude.com/en/docs/build-with-claude/prompt-caching (2026-11)
    """
    given = _count(found, "cache_read_input_tokens")
    kept = _count(found, "cache_creation_input_tokens")
    return Usage(
        input_tokens=_count(found, "input_tokens") + given + kept,
        output_tokens=_count(found, "output_tokens"),
        estimated=estimated,
        cache_read_tokens=given,
        cache_write_tokens=kept,
    )


def _count(found: Object, key: str) -> int:
    value = found.get(key)
    return max(value, 0) if isinstance(value, int) else 0
