"""The official clients of OpenAI and Anthropic work against the gateway as against their providers."""

import asyncio
import json
from typing import Any

import anthropic
import openai
import pytest

from builders.model_wires import Anthropic, Arguments, Drop, End, OpenAi, Status, Wire, a_wire
from builders.relayed import Gateway
from builders.scripted_model import Stall, Text, ToolCall
from cloudwright.gateway.schemas import CallStatus, Entry, UsageSource

pytestmark = pytest.mark.asyncio(loop_scope="module")

_HI: list[Any] = [{"role": "user", "content": "Hi"}]
_NO_LIST: Any = "no list"
_TOOL: Any = {
    "type": "function",
    "function": {"name": "weather", "description": "Tells it.", "parameters": {"type": "object"}},
}


async def _chat(gateway: Gateway, provider: Wire, alias: str, **route: Any) -> openai.AsyncOpenAI:
    await gateway.route(alias, await _target(gateway, provider), **route)
    return gateway.openai()


async def _target(gateway: Gateway, provider: Wire, **more: Any) -> dict[str, Any]:
    kind = "anthropic" if isinstance(provider.dialect, Anthropic) else "openai-compatible"
    key = await gateway.provider(kind, provider.address)
    return {"provider": kind, "provider_id": key, "model": "big-1", **more}


async def _said(stream: openai.AsyncStream[Any]) -> str:
    return "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])


async def _newest(gateway: Gateway, alias: str) -> Entry:
    """Return the row of the newest call that named this model."""
    async with asyncio.timeout(10):
        while True:
            found = [each for each in await gateway.calls() if each.requested_model == alias]
            if found:
                return found[0]
            await asyncio.sleep(0.02)


async def test_a_stream_comes_through_and_is_counted_as_the_provider_says(gateway: Gateway) -> None:
    async with a_wire(OpenAi(), [Text(["Hello ", "wörld ", "🌍"]), End()]) as provider:
        client = await _chat(gateway, provider, "streamed")

        raw = await client.chat.completions.with_raw_response.create(
            model="streamed", messages=_HI, stream=True
        )
        said = await _said(raw.parse())

    assert said == "Hello wörld 🌍"
    assert provider.requests[0]["model"] == "big-1"
    assert "sk-upstream-0123456789" in provider.headers[0]
    assert gateway.key not in provider.headers[0]
    row = await _newest(gateway, "streamed")
    assert raw.headers["x-request-id"] == row.id
    assert (row.status, row.usage.input_tokens, row.usage.output_tokens) == (CallStatus.COMPLETED, 120, 7)
    assert (row.application_id, row.usage_source) == (gateway.application, UsageSource.PROVIDER)
    seen = await gateway.change("GET", f"/calls/{row.id}")
    assert (seen["application"], seen["model"], seen["attempts"]) == ("Shop", "openai-compatible/big-1", 1)


async def test_the_client_of_the_other_provider_gets_the_same_answer(gateway: Gateway) -> None:
    async with a_wire(OpenAi(), [Text(["Hello ", "there"]), End()]) as provider:
        await gateway.route("crossed", await _target(gateway, provider))
        client = gateway.anthropic()

        async with client.messages.stream(model="crossed", max_tokens=100, messages=_HI) as stream:
            said = "".join([text async for text in stream.text_stream])
            final = await stream.get_final_message()

    assert (said, final.stop_reason, final.usage.output_tokens) == ("Hello there", "end_turn", 7)


async def test_tool_calls_of_claude_reach_the_client_of_openai(gateway: Gateway) -> None:
    async with a_wire(Anthropic(), [ToolCall("weather", {"city": "Graz"}), End("tools")]) as provider:
        client = await _chat(gateway, provider, "tools")

        stream = await client.chat.completions.create(model="tools", messages=_HI, tools=[_TOOL], stream=True)
        calls = [
            call.function
            async for chunk in stream
            for choice in chunk.choices
            for call in choice.delta.tool_calls or []
        ]

    assert calls[0] is not None
    assert calls[0].name == "weather"
    arguments = "".join(call.arguments or "" for call in calls if call is not None)
    assert json.loads(arguments) == {"city": "Graz"}


async def test_another_provider_answers_when_one_fails(gateway: Gateway) -> None:
    async with (
        a_wire(OpenAi(), Status(529), Status(529), Status(529)) as broken,
        a_wire(Anthropic(), [Text(["Still here"]), End()]) as whole,
    ):
        await gateway.route(
            "surviving", await _target(gateway, broken), fallbacks=[await _target(gateway, whole)]
        )
        stream = await gateway.openai().chat.completions.create(model="surviving", messages=_HI, stream=True)
        said = await _said(stream)

    assert said == "Still here"
    row = await _newest(gateway, "surviving")
    assert (row.provider, row.attempts, row.status) == ("anthropic", 2, CallStatus.COMPLETED)


async def test_a_stream_that_breaks_off_ends_in_an_error_and_is_counted(gateway: Gateway) -> None:
    async with a_wire(OpenAi(), [Text(["Half of "]), Drop()]) as provider:
        client = await _chat(gateway, provider, "broken")

        stream = await client.chat.completions.create(model="broken", messages=_HI, stream=True)
        with pytest.raises(openai.APIError):
            await _said(stream)

    row = await _newest(gateway, "broken")
    assert (row.status, row.code) == (CallStatus.FAILED, "upstream_broken")
    assert row.usage.output_tokens > 0
    assert row.estimated


async def test_a_client_that_leaves_stops_the_provider_and_is_counted(gateway: Gateway) -> None:
    stall = Stall()
    async with a_wire(OpenAi(), [Text(["One, two, "]), stall]) as provider:
        client = await _chat(gateway, provider, "left")

        stream = await client.chat.completions.create(model="left", messages=_HI, stream=True)
        async for chunk in stream:
            if chunk.choices and chunk.choices[0].delta.content:
                break
        await stream.close()
        await asyncio.wait_for(provider.left.wait(), 10)

    row = await _newest(gateway, "left")
    assert row.status is CallStatus.CANCELLED
    assert row.usage.output_tokens > 0


async def test_what_must_not_pass_is_redacted_across_chunks(gateway: Gateway) -> None:
    await gateway.change(
        "PUT", "/profiles", {"name": "default", "prompt": {"email": "redact"}, "answer": {"email": "redact"}}
    )
    async with a_wire(OpenAi(), [Text(["Write to ada@exa", "mple.co", "m today."]), End()]) as provider:
        client = await _chat(gateway, provider, "redacted")
        stream = await client.chat.completions.create(
            model="redacted", messages=[{"role": "user", "content": "I am bob@example.com"}], stream=True
        )
        said = await _said(stream)

    assert said == "Write to [email] today."
    assert provider.requests[0]["messages"][0]["content"] == "I am [email]"


async def test_a_hard_budget_refuses_and_nothing_is_sent(gateway: Gateway) -> None:
    limit = {"kind": "budget", "level": "user", "subject": "spender", "period": "day", "limit_nano_usd": 1}
    await gateway.change("PUT", "/limits", limit)
    async with a_wire(OpenAi()) as provider:
        key = await gateway.provider("openai-compatible", provider.address)
        await gateway.route(
            "gpt-5.6-terra", {"provider": "openai-compatible", "provider_id": key, "model": "gpt-5.6-terra"}
        )
        with pytest.raises(openai.APIStatusError) as refused:
            await gateway.openai().chat.completions.create(
                model="gpt-5.6-terra", messages=_HI, user="spender"
            )

    assert refused.value.status_code in {403, 429}
    assert provider.requests == []


async def test_refusals_are_what_the_clients_expect(gateway: Gateway) -> None:
    chat, messages = gateway.openai(), gateway.anthropic()

    with pytest.raises(openai.NotFoundError):
        await chat.chat.completions.create(model="nobody-has-this", messages=_HI)
    with pytest.raises(anthropic.NotFoundError):
        await messages.messages.create(model="claude-nobody-has-this", max_tokens=10, messages=_HI)
    with pytest.raises(openai.BadRequestError):
        await chat.chat.completions.create(model="streamed", messages=_NO_LIST)
    with pytest.raises(openai.AuthenticationError):
        await chat.with_options(api_key="sk-cw-wrong").chat.completions.create(model="x", messages=_HI)
    with pytest.raises(anthropic.AuthenticationError):
        await messages.with_options(api_key="sk-cw-wrong").models.list()


async def test_models_are_listed_for_both_clients(gateway: Gateway) -> None:
    async with a_wire(OpenAi()) as provider:
        await gateway.route("listed", await _target(gateway, provider))
        chat = {model.id async for model in gateway.openai().models.list()}
        messages = {model.id async for model in gateway.anthropic().models.list()}

    assert "listed" in chat
    assert chat == messages


async def test_a_wrong_call_of_a_tool_is_passed_on_as_it_is(gateway: Gateway) -> None:
    async with a_wire(OpenAi(), [Arguments("weather", '{"city": '), End("tools")]) as provider:
        client = await _chat(gateway, provider, "odd")

        stream = await client.chat.completions.create(model="odd", messages=_HI, tools=[_TOOL], stream=True)
        arguments = [
            call.function.arguments or ""
            async for chunk in stream
            for choice in chunk.choices
            for call in choice.delta.tool_calls or []
            if call.function is not None
        ]

    assert "".join(arguments) == '{"city": '
