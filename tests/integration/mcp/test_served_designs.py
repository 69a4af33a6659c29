"""`cloudwright mcp` as other clients see it: the official client, a real process, a folder of designs."""

import json
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from builders.command_line import WEB_APP
from builders.source_code import ROOT
from cloudwright.cli.compiling import compiled
from cloudwright.cli.desk import FolderDesk
from cloudwright.cli.failures import InputUnreadable, OutputRefused
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Environment
from cloudwright.mcp_server import reading_server

READING = {
    "list_designs",
    "read_design",
    "price_design",
    "review_design",
    "service_facts",
    "well_architected",
}
WRITING = {"edit_design", "compile_design"}


def adding(kind: str) -> dict[str, Any]:
    return {"op": "add_component", "component": {"id": "keys", "kind": kind, "title": "Keys"}}


KEY = adding("kms_key")


@asynccontextmanager
async def a_client(folder: Path) -> AsyncIterator[Client]:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "cloudwright.cli.main", "mcp", "--folder", str(folder)],
        env={"PYTHONPATH": str(ROOT / "backend"), "PATH": "/usr/bin:/bin"},
    )
    async with Client(server, read_timeout_seconds=60) as client:
        yield client


async def called(client: Client, name: str, **arguments: Any) -> Any:
    """What a tool answered, or the error that it gave."""
    result = await client.call_tool(name, arguments)
    text = "".join(part.text for part in result.content if part.type == "text")
    return json.loads(text[text.index("{") :])


async def test_a_client_reads_prices_reviews_edits_and_compiles_a_design(tmp_path: Path) -> None:
    shutil.copy(WEB_APP, tmp_path / "design.yaml")
    (tmp_path / "notes.yaml").write_text("shopping: [milk]\n", encoding="utf-8")
    async with a_client(tmp_path) as client:
        offered = {tool.name: tool.annotations for tool in (await client.list_tools()).tools}
        listed = await called(client, "list_designs")
        design = await called(client, "read_design", path="design.yaml")
        price = await called(client, "price_design", path="design.yaml")
        review = await called(client, "review_design", path="design.yaml", environment="dev")
        rejected = await called(client, "edit_design", path="design.yaml", edits=[adding("mainframe")])
        edited = await called(
            client, "edit_design", path="design.yaml", edits=[KEY], revision=design["revision"]
        )
        stale = await called(
            client, "edit_design", path="design.yaml", edits=[KEY], revision=design["revision"]
        )
        built = await called(client, "compile_design", path="design.yaml", folder="bundle")

    assert offered.keys() >= READING | WRITING
    assert all((hints := offered[name]) and hints.read_only_hint for name in READING)
    assert listed["designs"] == ["design.yaml"]
    assert design["design"]["architecture"]["name"] == "web-app"
    assert price["lines"]
    assert review["rules_run"] > 50
    assert "mainframe" in str(rejected["problems"])
    assert edited["ripple"]["added"] == ["keys"]
    assert stale["code"] == "REVISION_STALE"
    assert "keys" in (tmp_path / "design.yaml").read_text(encoding="utf-8")
    assert built["passed"] is True
    assert (tmp_path / "bundle" / "cloudformation").is_dir()
    assert sorted(os.listdir(tmp_path)) == ["bundle", "design.yaml", "notes.yaml"]  # noqa: PTH208  # no draft stays


async def test_a_read_only_server_has_nothing_that_writes(tmp_path: Path) -> None:
    facts = load_facts()
    async with Client(reading_server(facts, FolderDesk(tmp_path, facts, compiled=compiled))) as client:
        offered = {tool.name for tool in (await client.list_tools()).tools}

    assert offered >= READING
    assert not WRITING & offered


@pytest.fixture
def desk(tmp_path: Path) -> FolderDesk:
    """A served folder with a design beside it, a link to that, and one in a hidden folder."""
    outside, inside = tmp_path / "outside.yaml", tmp_path / "served"
    shutil.copy(WEB_APP, outside)
    (inside / ".hidden").mkdir(parents=True)
    shutil.copy(WEB_APP, inside / ".hidden" / "design.yaml")
    shutil.copy(WEB_APP, inside / "design.txt")
    (inside / "link.yaml").symlink_to(outside)
    (inside / "way-out").symlink_to(tmp_path)
    return FolderDesk(inside, load_facts(), compiled=compiled)


@pytest.mark.parametrize(
    "path",
    [
        "../outside.yaml",
        "link.yaml",
        "way-out/outside.yaml",
        ".hidden/design.yaml",
        "design.txt",
        "/etc/hostname",
        "",
        ".",
        "a\0b.yaml",
        "x" * 5_000,
    ],
)
def test_no_path_leads_out_of_the_folder_or_to_what_is_no_design(desk: FolderDesk, path: str) -> None:
    with pytest.raises(InputUnreadable):
        desk.read(path)
    with pytest.raises(InputUnreadable):
        desk.price(path, Environment.PROD)


@pytest.mark.parametrize("folder", ["..", "../bundle", "way-out/bundle", "/etc/bundle", ".git", "."])
def test_no_bundle_is_written_outside_of_the_folder(desk: FolderDesk, tmp_path: Path, folder: str) -> None:
    shutil.copy(WEB_APP, tmp_path / "served" / "design.yaml")

    with pytest.raises(OutputRefused):
        desk.compile("design.yaml", folder)

    assert not (tmp_path / "bundle").exists()


def test_only_designs_in_plain_sight_are_listed(desk: FolderDesk) -> None:
    assert desk.designs() == {"folder": str(desk._root), "designs": []}
