"""Responses, embeddings and lists of models, as the official clients use them."""

from collections.abc import Mapping
from datetime import UTC, datetime

import anthropic
import httpx
import openai
import orjson
import pytest

from builders.spoken_streams import RESPONSE, RESPONSES
from cloudwright.gateway.wire.ask import Speaker, Wire
from cloudwright.gateway.wire.model_lists import (
    Offer,
    anthropic_model,
    anthropic_models,
    openai_model,
    openai_models,
)
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.speech import Patch
from cloudwright.gateway.wire.wires import speech_of

OFFERS = [
    Offer("fast", "Fast one", "openai", datetime(2026, 1, 2, tzinfo=UTC)),
    Offer("wise", "Wise one", "anthropic"),
]


def transport(bodies: Mapping[str, bytes], *, kind: str = "application/json") -> httpx.Client:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": kind}, content=bodies[request.url.path])

    return httpx.Client(transport=httpx.MockTransport(answer))


def test_clients_of_openai_list_models() -> None:
    bodies = {"/v1/models": openai_models(OFFERS), "/v1/models/fast": openai_model(OFFERS[0])}
    with openai.OpenAI(
        api_key="k", base_url="http://gateway.test/v1", http_client=transport(bodies)
    ) as client:
        assert [(model.id, model.owned_by) for model in client.models.list()] == [
            ("fast", "openai"),
            ("wise", "anthropic"),
        ]
        assert client.models.retrieve("fast").created == int(datetime(2026, 1, 2, tzinfo=UTC).timestamp())


def test_clients_of_anthropic_list_models() -> None:
    bodies = {"/v1/models": anthropic_models(OFFERS), "/v1/models/fast": anthropic_model(OFFERS[0])}
    with anthropic.Anthropic(
        api_key="k", base_url="http://gateway.test", http_client=transport(bodies)
    ) as client:
        assert [(model.id, model.display_name) for model in client.models.list()] == [
            ("fast", "Fast one"),
            ("wise", "Wise one"),
        ]
        assert client.models.retrieve("fast").created_at == datetime(2026, 1, 2, tzinfo=UTC)
    assert orjson.loads(anthropic_models([]))["first_id"] is None


def test_everything_that_is_said_to_responses_is_heard() -> None:
    body = orjson.dumps(
        {
            "model": "gpt-4o",
            "instructions": "Be kind.",
            "input": [
                {"role": "user", "content": [{"type": "input_text", "text": "Hi"}, {"type": "input_image"}]},
                {"type": "function_call", "call_id": "c", "name": "look", "arguments": "{}"},
                {"type": "function_call_output", "call_id": "c", "output": "a cat"},
                {"type": "reasoning", "id": "r", "encrypted_content": "zzz", "summary": []},
            ],
            "tools": [{"type": "function", "name": "look"}, {"type": "mcp", "server_label": "files"}],
            "max_output_tokens": 9,
            "stream": True,
        }
    )
    speech = speech_of(Wire.RESPONSES)
    ask = speech.read(body)
    assert [(text.text, text.speaker) for text in ask.texts] == [
        ("Be kind.", Speaker.SYSTEM),
        ("Hi", Speaker.USER),
        ("{}", Speaker.ASSISTANT),
        ("a cat", Speaker.TOOL),
    ]
    assert (ask.images, ask.tools, ask.max_tokens, ask.stream) == (1, ("look", "files"), 9, True)
    patched = speech.patched(body, Patch(model="b", max_tokens=5))
    wanted = body.replace(b'"gpt-4o"', b'"b"').replace(b'"max_output_tokens":9', b'"max_output_tokens":5')
    assert patched == wanted


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"previous_response_id": "resp_1"}, "previous_response_id"),
        ({"conversation": "conv_1"}, "conversation"),
        ({"background": True}, "background"),
        ({"prompt": {"id": "pmpt_1"}}, "prompt"),
        ({"input": [{"type": "item_reference", "id": "msg_1"}]}, "input[0]"),
        ({"input": ""}, "input"),
        ({"input": 7}, "input"),
        ({"max_output_tokens": 0}, "max_output_tokens"),
    ],
)
def test_responses_that_lean_on_kept_state_are_refused(fields: Mapping[str, object], parameter: str) -> None:
    with pytest.raises(Refusal) as raised:
        speech_of(Wire.RESPONSES).read(orjson.dumps({"model": "m", "input": "hi", **fields}))
    assert (raised.value.reason, raised.value.parameter) == (Reason.MALFORMED, parameter)


def test_the_client_of_openai_reads_responses_that_passed_and_those_that_are_refused() -> None:
    reader = speech_of(Wire.RESPONSES).stream(usage_wanted=True)
    passed = b"".join(piece.raw for piece in reader.feed(b"".join(RESPONSES)))
    http = transport({"/v1/responses": passed}, kind="text/event-stream")
    with (
        openai.OpenAI(api_key="k", base_url="http://gateway.test/v1", http_client=http) as client,
        client.responses.stream(model="m", input="hi") as stream,
    ):
        said = "".join(one.delta for one in stream if one.type == "response.output_text.delta")
        assert said == stream.get_final_response().output_text
    refusal = Refusal(Reason.BLOCKED, "blocked", "Leave the key out.")
    cut = b"".join(RESPONSES[:4]) + speech_of(Wire.RESPONSES).refused_in_stream(refusal)
    http = transport({"/v1/responses": cut}, kind="text/event-stream")
    with (
        openai.OpenAI(api_key="k", base_url="http://gateway.test/v1", http_client=http) as client,
        pytest.raises(openai.APIError, match="Leave the key out"),
    ):
        list(client.responses.create(model="m", input="hi", stream=True))


@pytest.mark.parametrize(
    ("given", "texts"), [("a", ["a"]), (["a", "b"], ["a", "b"]), ([1, 2], []), ([[1], [2]], [])]
)
def test_embeddings_hear_texts_and_let_tokens_pass(given: object, texts: list[str]) -> None:
    speech = speech_of(Wire.EMBEDDINGS)
    body = orjson.dumps({"model": "e", "input": given, "encoding_format": "base64"})
    assert [text.text for text in speech.read(body).texts] == texts
    assert speech.patched(body, Patch(model="f")) == body.replace(b'"e"', b'"f"')


@pytest.mark.parametrize("given", [None, "", [], {"a": 1}, [None], [True]])
def test_embeddings_of_nothing_are_refused(given: object) -> None:
    with pytest.raises(Refusal):
        speech_of(Wire.EMBEDDINGS).read(orjson.dumps({"model": "e", "input": given}))


def test_a_response_is_what_the_client_takes_it_for() -> None:
    assert openai.types.responses.Response.model_validate(RESPONSE).usage is not None
