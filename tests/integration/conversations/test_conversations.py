"""Conversations over HTTP: listed, searched, renamed, deleted; and the ledger behind them."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from builders.platform import LOCAL
from builders.scripted_model import Failure, Script, Text, ToolCall
from builders.studio import Studio, a_studio
from cloudwright.audit.models import AuditEntry
from cloudwright.gateway.models import ModelCall
from cloudwright.tenancy.work import UnitsOfWork


async def test_conversations_are_found_by_what_was_said_renamed_and_deleted(tmp_path: Path) -> None:
    async with a_studio(tmp_path, [Script([Text(["A queue of pelicans"])])]) as studio:
        async with studio.wire() as wire:
            await wire.subscribe(studio.thread)
            await wire.ended(await wire.run(studio.thread, "Tell me something"))
        found = await studio.get("/conversations?q=pelicans")
        missed = await studio.get("/conversations?q=walrus%25")
        await studio.client.patch(f"/api/v1/conversations/{studio.thread}", json={"title": "Birds"})
        renamed = await studio.get("/conversations?q=birds")
        deleted = await studio.client.delete(f"/api/v1/conversations/{studio.thread}")
        gone = await studio.client.get(f"/api/v1/conversations/{studio.thread}")

    (one,) = found["items"]
    assert (one["title"], one["last_line"], one["project_name"]) == (
        "Tell me something",
        "A queue of pelicans",
        "Shop",
    )
    assert missed["items"] == []
    assert [each["title"] for each in renamed["items"]] == ["Birds"]
    assert deleted.status_code == 200
    assert (gone.status_code, gone.json()["error"]["code"]) == (404, "CONVERSATION_NOT_FOUND")


async def test_a_failing_model_ends_the_run_with_a_code_and_leaves_a_ledger_row(tmp_path: Path) -> None:
    script = Script([Text(["Half a "]), Failure(ConnectionError("the provider is gone"))])
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        last = await wire.ended(await wire.run(studio.thread, "Talk"))
        snapshot = await studio.get(f"/conversations/{studio.thread}")
        async with studio.service(UnitsOfWork).read(LOCAL) as services:
            calls = (await studio.db(services).scalars(select(ModelCall))).all()

    assert (last["type"], last["code"]) == ("RUN_ERROR", "RUN_FAILED")
    assert "provider is gone" not in last["message"]
    assert (snapshot["messages"][-1]["text"], snapshot["messages"][-1]["status"]) == ("Half a ", "failed")
    assert [call.status for call in calls] == ["failed"]


async def test_every_tool_call_leaves_an_audit_row(tmp_path: Path) -> None:
    script = Script(
        [ToolCall("search_knowledge", {"query": "queues"})], [ToolCall("rm", {"path": "/"})], [Text(["Done"])]
    )
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        await studio.servers_are_up()
        await wire.subscribe(studio.thread)
        await wire.ended(await wire.run(studio.thread, "Look it up"))
        async with studio.service(UnitsOfWork).read(LOCAL) as services:
            rows = (await studio.db(services).scalars(select(AuditEntry).order_by(AuditEntry.id))).all()
        snapshot = await studio.get(f"/conversations/{studio.thread}")

    deeds = [(row.action, row.details["tool"]) for row in rows if row.action.startswith("tool.")]
    assert deeds == [("tool.called", "search_knowledge"), ("tool.refused", "rm")]
    traces = [each["content"] for each in snapshot["activities"] if each["type"] == "TOOL_TRACE"]
    assert [(trace["name"], trace["status"]) for trace in traces] == [
        ("search_knowledge", "ok"),
        ("rm", "refused"),
    ]
    assert traces[0]["sources"][0]["url"].startswith("https://docs.aws.amazon.com/")


async def test_a_fork_begins_as_the_conversation_did_and_both_go_on_by_themselves(tmp_path: Path) -> None:
    script = Script(*([Text([f"Answer {number}"])] for number in range(1, 4)))
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        for words in ("First", "Second"):
            await wire.ended(await wire.run(studio.thread, words))
        source = (await studio.get(f"/conversations/{studio.thread}"))["messages"]

        edited = await forked(studio, studio.thread, message_id=source[2]["id"], cut="before")
        onward = await forked(studio, studio.thread, message_id=source[0]["id"], cut="after")
        await wire.subscribe(edited["id"])
        await wire.ended(await wire.run(edited["id"], "Second, better"))
        new = (await studio.get(f"/conversations/{edited['id']}"))["messages"]
        again = await forked(studio, edited["id"], message_id=new[2]["id"], cut="before")
        other = (await studio.get(f"/conversations/{onward['id']}"))["messages"]
        kept = (await studio.get(f"/conversations/{studio.thread}"))["messages"]

    assert [each["text"] for each in new] == ["First", "Answer 1", "Second, better", "Answer 3"]
    assert [each["text"] for each in other] == ["First", "Answer 1"]
    assert kept == source
    version_of = {"conversation_id": studio.thread, "replaced_id": source[2]["id"], "kept": 2}
    assert edited["origin"] == again["origin"] == version_of
    assert onward["origin"] == {"conversation_id": studio.thread, "replaced_id": None, "kept": 2}


async def test_a_fork_at_a_message_of_another_conversation_is_refused(tmp_path: Path) -> None:
    async with a_studio(tmp_path, []) as studio:
        answer = await studio.client.post(
            f"/api/v1/conversations/{studio.thread}/fork", json={"message_id": "msg_none", "cut": "after"}
        )

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "MESSAGE_NOT_FOUND")


async def forked(studio: Studio, thread: str, **fork: str) -> dict[str, Any]:
    answer = await studio.client.post(f"/api/v1/conversations/{thread}/fork", json=fork)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()["data"]
    return made
