"""A language model in the loop, replayed: a whole session, and models that insist on what is wrong."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import JsonValue

from builders.model_wires import Anthropic, End, Status, a_wire
from builders.model_wires import Reply as WireReply
from builders.scripted_model import Reply, Script, Text, ToolCall
from builders.studio import Frame, Studio, Wire, a_studio
from cloudwright.adapters.providers.source import ProviderSource

ASKED = "A photo sharing app, 100,000 users, below 200 dollars a month"
READ = [ToolCall("read_requirements", {"text": ASKED}), ToolCall("propose_options")]


def adding(kind: str) -> ToolCall:
    component: dict[str, JsonValue] = {"id": "keys", "kind": kind, "title": "Keys"}
    return ToolCall("edit_design", {"edits": [{"op": "add_component", "component": component}]})


WRONG, RIGHT = adding("mainframe"), adding("kms_key")


async def said(wire: Wire, studio: Studio, text: str, *, mode: str = "brainstorm", **more: Any) -> Frame:
    wire.frames.clear()
    return await wire.ended(await wire.run(studio.thread, text, mode=mode, **more))


async def revisions(studio: Studio) -> list[int]:
    snapshot = await studio.get(f"/conversations/{studio.thread}")
    return [each["content"]["revision_number"] for each in snapshot["activities"] if each["type"] == "RIPPLE"]


async def test_a_scripted_model_replays_a_session_through_all_three_modes(tmp_path: Path) -> None:
    script = Script(
        READ,
        [Text(["The leanest fits."])],
        [ToolCall("get_design"), ToolCall("run_checks"), ToolCall("price_design")],
        [Text(["One finding is open."])],
        [RIGHT],
        [Text(["A key was added."])],
        [ToolCall("run_checks")],
        [ToolCall("plan_bundle")],
        [Text(["This is the plan."])],
        [ToolCall("build_bundle")],
        [Text(["The bundle is ready."])],
    )
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        first = await said(wire, studio, ASKED)
        second = await said(wire, studio, "How good is it?", mode="analyze")
        third = await said(wire, studio, "Encrypt with a key of ours", mode="analyze")
        planned = await said(wire, studio, "Build it", mode="implement")
        answer = {"interruptId": planned["outcome"]["interrupts"][0]["id"], "status": "resolved"}
        built = await said(wire, studio, "", mode="implement", resume=[answer])
        ready = [f["event"] for f in wire.events if "BUNDLE_READY" in str(f["event"])]
        changes = await revisions(studio)

    assert [last["outcome"]["type"] for last in (first, second, third, planned, built)] == [
        "success",
        "success",
        "success",
        "interrupt",
        "success",
    ]
    assert changes == [2]
    assert ready


async def test_a_rejected_edit_is_repaired_within_two_rounds(tmp_path: Path) -> None:
    script = Script(READ, [Text(["Here."])], [WRONG], [WRONG], [RIGHT], [Text(["Done."])])
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        await said(wire, studio, ASKED)
        last = await said(wire, studio, "Add a key")
        changes = await revisions(studio)

    assert last["outcome"] == {"type": "success"}
    assert changes == [2]
    problems = str(script.seen[3][-1])
    assert "mainframe" in problems
    assert "hint" in problems


@pytest.mark.parametrize("rounds", [[WRONG], [WRONG, WRONG]], ids=["one-call", "two-calls-in-a-round"])
async def test_a_model_that_insists_ends_in_a_clear_message_and_an_untouched_design(
    tmp_path: Path, rounds: Reply
) -> None:
    script = Script(READ, [Text(["Here."])], *[rounds] * 6)
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        await said(wire, studio, ASKED)
        last = await said(wire, studio, "Add a mainframe")
        changes = await revisions(studio)

    assert last["code"] == "REPAIR_GIVEN_UP"
    assert "the design is as it was" in last["message"]
    assert "mainframe" in last["message"]
    assert changes == []
    assert len(script.seen) == 6


async def test_a_model_that_gives_in_after_two_repairs_says_so_in_its_own_words(tmp_path: Path) -> None:
    script = Script(READ, [Text(["Here."])], [WRONG], [WRONG], [WRONG], [Text(["There is no such kind."])])
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        await said(wire, studio, ASKED)
        last = await said(wire, studio, "Add a mainframe")

    assert last["outcome"] == {"type": "success"}
    assert wire.text == "There is no such kind."


async def test_a_provider_answers_with_our_prompt_and_tools_and_its_failure_is_told(tmp_path: Path) -> None:
    replies: tuple[WireReply, ...] = (
        [ToolCall("read_requirements", {"text": ASKED}), ToolCall("propose_options"), End("tools")],
        [Text(["The leanest ", "fits."]), End()],
        Status(429, "Slow down", {"retry-after": "90"}),
    )
    async with a_wire(Anthropic(), *replies) as provider:
        source = ProviderSource(provider.choice())
        async with a_studio(tmp_path, [source]) as studio, studio.wire() as wire:
            await studio.servers_are_up()
            await wire.subscribe(studio.thread)
            first = await said(wire, studio, ASKED)
            text = wire.text
            used = [f["event"]["value"] for f in wire.events if f["event"].get("name") == "arch.usage"]
            second = await said(wire, studio, "Go on")
            me = await studio.get("/me")
        await source.close()

    assert first["outcome"] == {"type": "success"}
    assert text == "The leanest fits."
    assert (used[-1]["calls"], used[-1]["unpriced_calls"]) == (2, 2)
    assert (used[-1]["input_tokens"], used[-1]["output_tokens"]) == (240, 14)
    assert me["model"]["label"] == "test-model (127.0.0.1)"
    asked = provider.requests[0]
    assert asked["system"][0]["text"].startswith("You are Cloudwright's designer.")
    assert {"read_requirements", "edit_design", "search_knowledge"} <= {t["name"] for t in asked["tools"]}
    assert second["code"] == "MODEL_RATE_LIMITED"
    assert "90 seconds" in second["message"]
