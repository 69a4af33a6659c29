"""Each refusal ends in the exception of the official clients that fits it."""

from collections.abc import Callable, Mapping

import anthropic
import httpx
import openai
import orjson
import pytest
from anthropic._exceptions import OverloadedError, RequestTooLargeError

from builders.spoken_streams import CHAT_TEXT, MESSAGES
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.wires import speech_of

OF_OPENAI: Mapping[Reason, tuple[type[openai.APIStatusError], int, str]] = {
    Reason.MALFORMED: (openai.BadRequestError, 400, "a_code"),
    Reason.TOO_LARGE: (openai.APIStatusError, 413, "a_code"),
    Reason.UNIDENTIFIED: (openai.AuthenticationError, 401, "invalid_api_key"),
    Reason.FORBIDDEN: (openai.PermissionDeniedError, 403, "a_code"),
    Reason.UNKNOWN_MODEL: (openai.NotFoundError, 404, "model_not_found"),
    Reason.BLOCKED: (openai.BadRequestError, 400, "content_filter"),
    Reason.RATE: (openai.RateLimitError, 429, "rate_limit_exceeded"),
    Reason.BUDGET: (openai.RateLimitError, 429, "insufficient_quota"),
    Reason.UNAVAILABLE: (openai.InternalServerError, 503, "a_code"),
    Reason.TIMEOUT: (openai.InternalServerError, 504, "a_code"),
    Reason.BROKEN: (openai.InternalServerError, 502, "a_code"),
}
OF_ANTHROPIC: Mapping[Reason, tuple[type[anthropic.APIStatusError], int, str]] = {
    Reason.MALFORMED: (anthropic.BadRequestError, 400, "invalid_request_error"),
    Reason.TOO_LARGE: (RequestTooLargeError, 413, "request_too_large"),
    Reason.UNIDENTIFIED: (anthropic.AuthenticationError, 401, "authentication_error"),
    Reason.FORBIDDEN: (anthropic.PermissionDeniedError, 403, "permission_error"),
    Reason.UNKNOWN_MODEL: (anthropic.NotFoundError, 404, "not_found_error"),
    Reason.BLOCKED: (anthropic.BadRequestError, 400, "invalid_request_error"),
    Reason.RATE: (anthropic.RateLimitError, 429, "rate_limit_error"),
    Reason.BUDGET: (anthropic.RateLimitError, 429, "rate_limit_error"),
    Reason.UNAVAILABLE: (OverloadedError, 529, "overloaded_error"),
    Reason.TIMEOUT: (anthropic.InternalServerError, 504, "timeout_error"),
    Reason.BROKEN: (anthropic.InternalServerError, 500, "api_error"),
}
Answering = Callable[[httpx.Request], httpx.Response]


def refusal(reason: Reason, *, retry_after_seconds: float | None = None) -> Refusal:
    return Refusal(reason, "a_code", "Do this next.", "messages[0]", retry_after_seconds)


def refusing(wire: Wire, refused: Refusal, calls: list[httpx.Request]) -> Answering:
    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        error = speech_of(wire).refused(refused, request_id="req_1")
        headers = (
            [*error.headers, ("retry-after-ms", "1")]
            if refused.retry_after_seconds is None
            else error.headers
        )
        return httpx.Response(error.status, headers=headers, content=error.body)

    return answer


def ask_openai(answer: Answering, *, retries: int = 0, stream: bool = False) -> str:
    http = httpx.Client(transport=httpx.MockTransport(answer))
    with openai.OpenAI(
        api_key="k", base_url="http://gateway.test/v1", http_client=http, max_retries=retries
    ) as client:
        hi: openai.types.chat.ChatCompletionUserMessageParam = {"role": "user", "content": "hi"}
        if not stream:
            return str(client.chat.completions.create(model="m", messages=[hi]).id)
        said = client.chat.completions.create(model="m", messages=[hi], stream=True)
        return "".join(part.choices[0].delta.content or "" for part in said if part.choices)


def ask_anthropic(answer: Answering, *, retries: int = 0, stream: bool = False) -> str:
    http = httpx.Client(transport=httpx.MockTransport(answer))
    with anthropic.Anthropic(
        api_key="k", base_url="http://gateway.test", http_client=http, max_retries=retries
    ) as c:
        hi: anthropic.types.MessageParam = {"role": "user", "content": "hi"}
        if not stream:
            return str(c.messages.create(model="m", messages=[hi], max_tokens=9).id)
        with c.messages.stream(model="m", messages=[hi], max_tokens=9) as said:
            return "".join(said.text_stream)


@pytest.mark.parametrize("reason", list(Reason))
def test_the_client_of_openai_raises_what_fits(reason: Reason) -> None:
    kind, status, code = OF_OPENAI[reason]
    with pytest.raises(openai.APIStatusError) as raised:
        ask_openai(refusing(Wire.CHAT, refusal(reason), []))
    error = raised.value
    assert isinstance(error, kind)
    assert (error.status_code, error.code, error.param) == (status, code, "messages[0]")
    assert error.request_id == "req_1"
    assert isinstance(error.body, dict)
    assert error.body["message"] == "Do this next."
    assert error.response.headers["x-cloudwright-code"] == "a_code"


@pytest.mark.parametrize("reason", list(Reason))
def test_the_client_of_anthropic_raises_what_fits(reason: Reason) -> None:
    kind, status, word = OF_ANTHROPIC[reason]
    with pytest.raises(anthropic.APIStatusError) as raised:
        ask_anthropic(refusing(Wire.MESSAGES, refusal(reason), []))
    error = raised.value
    assert isinstance(error, kind)
    assert (error.status_code, error.type, error.request_id) == (status, word, "req_1")
    assert isinstance(error.body, dict)
    assert error.body == {
        "type": "error",
        "error": {"type": word, "message": "Do this next."},
        "request_id": "req_1",
    }


@pytest.mark.parametrize("reason", list(Reason))
def test_clients_try_again_only_where_it_helps(reason: Reason) -> None:
    tries = 2 if reason in {Reason.RATE, Reason.UNAVAILABLE, Reason.TIMEOUT, Reason.BROKEN} else 1
    calls: list[httpx.Request] = []
    with pytest.raises(openai.APIStatusError):
        ask_openai(refusing(Wire.CHAT, refusal(reason), calls), retries=1)
    assert len(calls) == tries
    calls.clear()
    with pytest.raises(anthropic.APIStatusError):
        ask_anthropic(refusing(Wire.MESSAGES, refusal(reason), calls), retries=1)
    assert len(calls) == tries


@pytest.mark.parametrize(
    ("seconds", "header", "again"),
    [(0.2, "1", True), (12.1, "13", True), (60, "60", True), (3600, "3600", False)],
)
def test_when_to_come_back_is_said_in_whole_seconds(seconds: float, header: str, again: bool) -> None:  # noqa: FBT001  # a case
    for wire in (Wire.CHAT, Wire.MESSAGES):
        headers = dict(speech_of(wire).refused(refusal(Reason.RATE, retry_after_seconds=seconds)).headers)
        assert headers["retry-after"] == header
        assert headers.get("x-should-retry", "true") == ("true" if again else "false")


def test_a_refusal_in_a_stream_ends_in_an_exception_after_what_was_said() -> None:
    refused = refusal(Reason.BLOCKED)
    chat = b"".join(CHAT_TEXT[:4]) + speech_of(Wire.CHAT).refused_in_stream(refused)
    with pytest.raises(openai.APIError, match=r"Do this next\.") as raised:
        ask_openai(
            lambda _: httpx.Response(200, headers={"content-type": "text/event-stream"}, content=chat),
            stream=True,
        )
    assert (raised.value.code, raised.value.type) == ("content_filter", "invalid_request_error")
    messages = b"".join(MESSAGES[:4]) + speech_of(Wire.MESSAGES).refused_in_stream(refused)
    with pytest.raises(anthropic.APIStatusError, match=r"Do this next\.") as failed:
        ask_anthropic(
            lambda _: httpx.Response(200, headers={"content-type": "text/event-stream"}, content=messages),
            stream=True,
        )
    assert failed.value.type == "invalid_request_error"


def test_an_error_without_an_id_of_a_request_says_none() -> None:
    error = speech_of(Wire.MESSAGES).refused(refusal(Reason.BROKEN))
    assert "request-id" not in dict(error.headers)
    assert orjson.loads(error.body)["request_id"] is None
