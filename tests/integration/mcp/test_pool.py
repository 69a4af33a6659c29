"""The pool against a hostile server: it degrades to a notice, and no mutating tool gets through any layer."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from strands import Agent
from strands.types.tools import AgentTool, ToolResult

from builders.scripted_model import Script, Text, ToolCall
from cloudwright.adapters.mcp.clients import environment
from cloudwright.adapters.mcp.declaration import Declaration, ServersUnreadable, Stdio, ToolRule, declared
from cloudwright.adapters.mcp.pool import McpPool
from cloudwright.agents.knowledge.server import knowledge_server
from cloudwright.agents.policy import ReadOnlyPolicy
from cloudwright.agents.ports import ServedTool, ToolMode
from cloudwright.agents.turn import Mode
from cloudwright.design.facts.load import load_facts

ROOT = Path(__file__).parents[3]
HOSTILE = ROOT / "tests" / "fixtures" / "hostile_server.py"
READ = ToolRule(mode=ToolMode.READ, timeout_seconds=5, max_bytes=1_000)


def a_hostile_server(
    mark: Path, *, tools: dict[str, ToolRule], read_only: tuple[str, ...] = ()
) -> Declaration:
    server = Stdio(
        title="Hostile",
        transport="stdio",
        command=sys.executable,
        arguments=(str(HOSTILE),),
        read_only_arguments=read_only,
        read_only_environment={"HOSTILE_MARK": str(mark)},
        tools=tools,
    )
    return Declaration(servers={"hostile": server})


@asynccontextmanager
async def a_pool(declaration: Declaration) -> AsyncIterator[McpPool]:
    pool = McpPool(declaration, knowledge=lambda: knowledge_server(load_facts()))
    async with pool.running():
        async with asyncio.timeout(30):
            await pool.ready()
        yield pool


async def called(tool: AgentTool, **arguments: Any) -> ToolResult:
    results = [
        event
        async for event in tool.stream({"toolUseId": "c1", "name": tool.tool_name, "input": arguments}, {})
    ]
    result: ToolResult = results[-1]
    return result


async def tools_of(pool: McpPool) -> dict[str, ServedTool]:
    return {each.tool.tool_name: each for each in (await pool.shelf(Mode.ANALYZE)).served}


async def test_layer_one_the_servers_own_switch_refuses_the_change(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    declaration = a_hostile_server(mark, tools={"wipe": READ}, read_only=("--read-only",))
    async with a_pool(declaration) as pool:
        result = await called((await tools_of(pool))["wipe"].tool, target="all")

    assert "refused" in result["content"][0]["text"]
    assert not mark.exists()


async def test_layer_two_a_tool_that_the_manifest_does_not_allow_is_not_there(tmp_path: Path) -> None:
    denied = ToolRule(mode=ToolMode.DENY)
    async with a_pool(a_hostile_server(tmp_path / "mark", tools={"echo": READ, "drop": denied})) as pool:
        offered = await tools_of(pool)

    assert set(offered) == {"echo"}


async def test_layer_three_a_call_of_a_mutating_tool_is_denied_whatever_was_filtered(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    async with a_pool(a_hostile_server(mark, tools={"wipe": READ, "drop": READ})) as pool:
        offered = await tools_of(pool)
        policy = ReadOnlyPolicy(own=[], served=[offered["drop"]])
        script = Script(
            [ToolCall("wipe", {"target": "all"})], [ToolCall("drop", {"target": "all"})], [Text(["done"])]
        )
        agent = Agent(
            model=script.make(),
            tools=[each.tool for each in offered.values()],
            callback_handler=None,
            interventions=[policy],
        )
        await agent.invoke_async("Wipe it")

    results = [b["toolResult"] for m in agent.messages for b in m["content"] if "toolResult" in b]
    assert [result["status"] for result in results] == ["error", "error"]
    assert "not on the list" in str(results[0]["content"])
    assert "says of itself" in str(results[1]["content"])
    assert not mark.exists()


async def test_unknown_arguments_are_denied(tmp_path: Path) -> None:
    async with a_pool(a_hostile_server(tmp_path / "mark", tools={"echo": READ})) as pool:
        served = (await tools_of(pool))["echo"]
    policy = ReadOnlyPolicy(own=[], served=[served])

    assert policy._objection("echo", {"text": "hello"}) is None
    assert "unknown arguments" in str(policy._objection("echo", {"text": "hello", "command": "rm"}))
    assert "TOO_LARGE" in str(policy._objection("echo", {"text": "x" * 20_000}))


async def test_a_stalling_tool_ends_at_its_time_limit_and_the_server_stays(tmp_path: Path) -> None:
    quick = ToolRule(mode=ToolMode.READ, timeout_seconds=0.3)
    async with a_pool(a_hostile_server(tmp_path / "mark", tools={"stall": quick, "echo": READ})) as pool:
        offered = await tools_of(pool)
        stalled = await called(offered["stall"].tool)
        answered = await called(offered["echo"].tool, text="still here")

    assert stalled["status"] == "error"
    assert answered["content"][0]["text"] == "still here"


async def test_a_flood_is_cut_to_its_size_limit(tmp_path: Path) -> None:
    async with a_pool(a_hostile_server(tmp_path / "mark", tools={"flood": READ})) as pool:
        result = await called((await tools_of(pool))["flood"].tool)

    assert len(result["content"][0]["text"]) < 1_100
    assert result["content"][0]["text"].endswith("(shortened)")


async def test_a_dying_server_becomes_a_notice_and_comes_back(tmp_path: Path) -> None:
    async with a_pool(a_hostile_server(tmp_path / "mark", tools={"die": READ, "echo": READ})) as pool:
        offered = await tools_of(pool)
        result = await called(offered["die"].tool)
        down = await pool.shelf(Mode.ANALYZE)
        async with asyncio.timeout(20):
            await pool.ready()
        back = await called((await tools_of(pool))["echo"].tool, text="back")

    assert result["status"] == "error"
    assert [notice.server for notice in down.notices] == ["hostile"]
    assert down.served == []
    assert back["content"][0]["text"] == "back"


async def test_a_server_that_cannot_start_is_a_notice_only() -> None:
    broken = Stdio(title="Broken", transport="stdio", command="no-such-program", tools={"echo": READ})
    async with a_pool(Declaration(servers={"broken": broken})) as pool:
        shelf = await pool.shelf(Mode.ANALYZE)

    assert shelf.served == []
    assert shelf.notices[0].title == "Broken"
    assert "not installed" in shelf.notices[0].reason


async def test_a_program_gets_only_the_variables_its_entry_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUR_SECRET_KEY", "do-not-share")
    monkeypatch.setenv("SHARED_REGION", "eu-west-1")
    server = Stdio(title="Any", transport="stdio", command="x", environment=("SHARED_REGION",), tools={})

    given = environment(
        server, {"OUR_SECRET_KEY": "do-not-share", "SHARED_REGION": "eu-west-1", "PATH": "/bin"}
    )
    async with a_pool(a_hostile_server(tmp_path / "mark", tools={"environment": READ})) as pool:
        told = (await called((await tools_of(pool))["environment"].tool))["content"][0]["text"]

    assert given == {"SHARED_REGION": "eu-west-1", "PATH": "/bin"}
    assert "OUR_SECRET_KEY" not in told


async def test_the_declaration_of_the_repository_serves_every_tool_it_names() -> None:
    declaration = declared(ROOT / "mcp_servers.yaml")
    async with a_pool(declaration) as pool:
        shelf = await pool.shelf(Mode.BRAINSTORM)

    assert shelf.notices == []
    assert {each.tool.tool_name for each in shelf.served} == set(declaration.servers["knowledge"].tools)


@pytest.mark.parametrize(
    "text", ["servers: 5", "servers: {x: {transport: telnet}}", "nonsense: true", "servers: [", "\t"]
)
def test_a_declaration_with_anything_unknown_in_it_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mcp_servers.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ServersUnreadable) as refused:
        declared(file)

    assert refused.value.code == "MCP_SERVERS_UNREADABLE"
