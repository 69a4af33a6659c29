"""Why answers end and what they used, in the words of each wire."""

from collections.abc import Mapping

from cloudwright.gateway.upstream.translation.saying import figure, word
from cloudwright.gateway.wire.bodies import Object, an_object

_FINISHES: Mapping[str, str] = {
    "end_turn": "stop",
    "stop_sequence": "stop",
    "pause_turn": "stop",
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "tool_use": "tool_calls",
    "refusal": "content_filter",
}
_STOPS: Mapping[str, str] = {
    "stop": "end_turn",
    "length": "max_tokens",
    "tool_calls": "tool_use",
    "function_call": "tool_use",
    "content_filter": "refusal",
}
_BEDROCK: Mapping[str, str] = {
    "content_filtered": "refusal",
    "guardrail_intervened": "refusal",
    "malformed_model_output": "end_turn",
    "malformed_tool_use": "end_turn",
}


def finish(stop_reason: object) -> str:
    """Return OpenAI's word for Anthropic's."""
    return _FINISHES.get(word(stop_reason), "stop")


def stop(finish_reason: object) -> str:
    """Return Anthropic's word for OpenAI's."""
    return _STOPS.get(word(finish_reason), "end_turn")


def stop_of_converse(stop_reason: object) -> str:
    """Return Anthropic's word for Bedrock's, most of which are the same."""
    known = word(stop_reason)
    return _BEDROCK.get(known, known or "end_turn")


def usage_as_chat(usage: Object) -> Object:
    """OpenAI counts what the cache gave or took inside of the prompt, Anthropic beside it."""
    given, kept = figure(usage, "cache_read_input_tokens"), figure(usage, "cache_creation_input_tokens")
    read = figure(usage, "input_tokens") + given + kept
    wrote = figure(usage, "output_tokens")
    return {
        "prompt_tokens": read,
        "completion_tokens": wrote,
        "total_tokens": read + wrote,
        "prompt_tokens_details": {"cached_tokens": given, "cache_write_tokens": kept},
    }


def usage_as_messages(usage: Object) -> Object:
    details = an_object(usage, "prompt_tokens_details")
    given, kept = figure(details, "cached_tokens"), figure(details, "cache_write_tokens")
    return {
        "input_tokens": max(figure(usage, "prompt_tokens") - given - kept, 0),
        "output_tokens": figure(usage, "completion_tokens"),
        "cache_read_input_tokens": given,
        "cache_creation_input_tokens": kept,
    }


def usage_of_converse(usage: Object) -> Object:
    return {
        "input_tokens": figure(usage, "inputTokens"),
        "output_tokens": figure(usage, "outputTokens"),
        "cache_read_input_tokens": figure(usage, "cacheReadInputTokens"),
        "cache_creation_input_tokens": figure(usage, "cacheWriteInputTokens"),
    }
