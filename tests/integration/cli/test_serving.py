"""`serve` says where it answers, refuses what is taken, and stops cleanly; `migrate` goes both ways."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from builders.command_line import command
from cloudwright.database.directory import held_directory

Capture = pytest.CaptureFixture[str]


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A port and a data directory of this test's own, in the environment."""
    free = a_free_port()
    monkeypatch.setenv("CLOUDWRIGHT_SERVER__PORT", str(free))
    monkeypatch.setenv("CLOUDWRIGHT_DATA__DIRECTORY", str(tmp_path / "data"))
    monkeypatch.setenv("CLOUDWRIGHT_DATA__EXAMPLE", "false")
    return free


def test_serve_says_where_it_answers_and_stops_on_ctrl_c(port: int) -> None:
    serving = subprocess.Popen(
        [str(Path(sys.executable).with_name("cloudwright")), "serve"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ,
    )
    try:
        assert serving.stdout is not None
        assert f"http://localhost:{port}" in serving.stdout.readline()
        assert serving.stdout.readline() == "Model: Built-in designer\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=10) as answer:
            assert answer.status == 200
        serving.send_signal(signal.SIGINT)
        assert serving.wait(timeout=20) == 0
    finally:
        serving.kill()
        serving.communicate()


def test_serve_refuses_a_taken_port(capsys: Capture, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        found = command(capsys, "serve")

    assert found.code == 2
    assert found.err.startswith("error PORT_TAKEN: ")


@pytest.mark.usefixtures("port")
def test_serve_refuses_a_provider_without_its_key_before_anything_starts(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOUDWRIGHT_MODEL__PROVIDER", "openai")

    found = command(capsys, "serve")

    assert found.code == 2
    assert found.err.startswith("error MODEL_KEY_MISSING: ")
    assert "OPENAI_API_KEY" in found.err
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("port")
def test_serve_refuses_a_data_directory_that_is_in_use(capsys: Capture, tmp_path: Path) -> None:
    with held_directory(tmp_path / "data"):
        found = command(capsys, "serve")

    assert found.code == 2
    assert found.err.startswith("error DATA_DIRECTORY_IN_USE: ")


@pytest.mark.usefixtures("port")
def test_migrations_go_up_and_down(capsys: Capture) -> None:
    ended = [
        command(capsys, "migrate", *direction).code
        for direction in (["up"], ["down"], ["up"], ["down", "--to", "base"], ["up"])
    ]

    assert ended == [0, 0, 0, 0, 0]
