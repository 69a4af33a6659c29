"""How the tool servers are, over HTTP."""

from pathlib import Path

from builders.source_code import ROOT
from builders.studio import a_studio
from cloudwright.agents.designer.source import BuiltInDesigner
from cloudwright.config import McpSettings


async def test_people_see_which_servers_work_and_which_are_off(tmp_path: Path) -> None:
    file = tmp_path / "mcp_servers.yaml"
    broken = (
        "  broken: {title: Broken, transport: stdio, command: no-such-program, tools: {echo: {mode: read}}}\n"
    )
    file.write_text((ROOT / "mcp_servers.yaml").read_text(encoding="utf-8") + broken, encoding="utf-8")
    async with a_studio(tmp_path, [BuiltInDesigner()], mcp=McpSettings(file=file)) as studio:
        await studio.servers_are_up()
        servers = {each["name"]: each for each in (await studio.get("/tool-servers"))["servers"]}
        studio.client.cookies.clear()
        stranger = await studio.client.get("/api/v1/tool-servers")

    assert servers["knowledge"]["state"] == "up"
    assert servers["knowledge"]["local"] is True
    assert "Looking up a service" in servers["knowledge"]["tools"]
    assert (servers["aws-iac"]["state"], servers["aws-iac"]["tools"]) == ("off", [])
    assert servers["broken"]["state"] == "down"
    assert "not installed" in servers["broken"]["trouble"]
    assert stranger.status_code == 401
