"""What providers say when they do not answer."""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import orjson
import pytest
from pydantic import SecretStr

from builders.upstreams import a_target
from cloudwright.gateway.upstream.failures import Failure, FailureKind, failed
from cloudwright.gateway.upstream.provider_errors import failure
from cloudwright.gateway.upstream.refusals import refusal
from cloudwright.gateway.wire.refusal import Reason

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
HTML = b"<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>"


def _failure(status: int, body: Any = b"", **headers: str) -> Failure:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    return failure(a_target(), status, headers=named, body=content, now=NOW)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "7"}, 7),
        ({"Retry_After": format_datetime(NOW.replace(second=9), usegmt=True)}, 9),
        ({"retry_after": format_datetime(NOW.replace(hour=5), usegmt=True)}, 0),
        ({"retry_after_ms": "250", "retry_after": "1"}, 0.25),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "nan"}, None),
        ({"retry_after": "1e99"}, 86_400),
        ({}, None),
    ],
)
def test_the_wanted_pause_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    found = _failure(429, **headers)
    assert (found.kind, found.retryable, found.retry_after_seconds) == (
        FailureKind.RATE_LIMITED,
        True,
        seconds,
    )


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (529, {"type": "overloaded_error"}, FailureKind.OVERLOADED),
        (500, {}, FailureKind.OVERLOADED),
        (504, {}, FailureKind.TIMEOUT),
        (429, {"code": "insufficient_quota"}, FailureKind.QUOTA),
        (401, {}, FailureKind.KEY_REFUSED),
        (403, {"type": "permission_error"}, FailureKind.KEY_REFUSED),
        (404, {"code": "model_not_found"}, FailureKind.NO_MODEL),
        (413, {}, FailureKind.TOO_LONG),
        (400, {"code": "context_length_exceeded"}, FailureKind.TOO_LONG),
        (400, {"message": "prompt is too long: 250000 tokens > 200000 maximum"}, FailureKind.TOO_LONG),
        (400, {"code": "content_filter"}, FailureKind.BLOCKED),
        (400, {"type": "invalid_request_error"}, FailureKind.REJECTED),
        (302, {}, FailureKind.UNREADABLE),
    ],
)
def test_a_failure_is_known_by_the_providers_words_and_its_status(
    status: int, error: Any, kind: FailureKind
) -> None:
    assert _failure(status, {"error": error}).kind is kind


@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        ("ThrottlingException", 429, FailureKind.RATE_LIMITED),
        ("ModelErrorException:http://internal.amazon.com/", 424, FailureKind.OVERLOADED),
        ("ExpiredTokenException", 403, FailureKind.KEY_REFUSED),
        ("ValidationException", 400, FailureKind.REJECTED),
    ],
)
def test_bedrock_names_its_failures_in_a_header(name: str, status: int, kind: FailureKind) -> None:
    found = _failure(status, {"message": "no"}, x_amzn_errortype=name)
    assert (found.kind, found.quote) == (kind, "no")


def test_a_page_for_people_is_quoted_by_its_title() -> None:
    assert _failure(502, HTML).quote == "502 Bad Gateway"


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"[]", b'"no"', b"null", b"{" * 5_000, b'{"error": null}']
)
def test_any_body_of_an_error_is_survived(body: bytes) -> None:
    assert _failure(500, body).kind is FailureKind.OVERLOADED


def test_keys_are_never_quoted() -> None:
    target = a_target(key=SecretStr("very-own-secret"))
    body = orjson.dumps({"error": {"message": "Incorrect key sk-proj-abcdef123456 or very-own-secret"}})
    quote = failure(target, 401, headers={}, body=body).quote
    assert "abcdef" not in quote
    assert "very-own" not in quote


@pytest.mark.parametrize("text", ["Incorrect API key provided", "Skipping keystrokes: the bearer is away"])
def test_words_that_only_look_like_keys_are_quoted(text: str) -> None:
    assert _failure(400, {"error": {"message": text}}).quote == text


def test_what_a_provider_says_of_keys_is_not_for_applications() -> None:
    words = {"error": {"message": "arn:aws:iam::123456789012:user/gateway is not authorized"}}
    assert "arn:" in _failure(403, words).quote
    assert "arn:" not in refusal(_failure(403, words), "gpt").message
    assert "arn:" in refusal(_failure(400, words), "gpt").message


def test_a_provider_may_say_that_nothing_is_gained_by_another_try() -> None:
    assert not _failure(500, x_should_retry="false").retryable


@pytest.mark.parametrize("kind", FailureKind)
def test_every_failure_has_words_for_the_application(kind: FailureKind) -> None:
    told = refusal(failed(kind, "because").failure, "gpt")
    assert told.code
    assert "gpt" in told.message
    assert isinstance(told.reason, Reason)
