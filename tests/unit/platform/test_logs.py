import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from cloudwright.config import LogFormat, LogSettings
from cloudwright.observability.logs import configure_logs, hide_secrets
from cloudwright.observability.request import bind_request_id, release_request_id

PASSWORD = "hunter-2"


@pytest.fixture(autouse=True)
def restored_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("password", "hunter2"),
        ("api_key", "abc"),
        ("Authorization", "Bearer abc.def"),
        ("cookie", "cw_sign_in=abc"),
        ("ticket", "abc"),
        ("note", "my key is sk-abcdefghijklmnop1234"),
        ("note", "AKIAIOSFODNN7EXAMPLE"),
        ("headers", {"x": [{"session_token": "abc"}]}),
    ],
)
def test_a_secret_never_reaches_the_log(name: str, value: object) -> None:
    hidden = json.dumps(hide_secrets(None, "info", {name: value}))

    assert "[hidden]" in hidden
    assert not any(secret in hidden for secret in ("hunter2", "abc", "sk-", "AKIA"))


def test_counts_of_tokens_are_no_secret() -> None:
    assert hide_secrets(None, "info", {"input_tokens": 12}) == {"input_tokens": 12}


def test_json_lines_carry_the_request_id_and_the_fields(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(LogSettings(format=LogFormat.JSON))
    token = bind_request_id("req_abc")

    structlog.get_logger("test").info("bundle written", bytes=12)
    logging.getLogger("library").warning("old %s", "style")

    release_request_id(token)
    ours, foreign = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert ours | {"timestamp": ""} == {
        "event": "bundle written",
        "bytes": 12,
        "level": "info",
        "request_id": "req_abc",
        "timestamp": "",
    }
    assert foreign["event"] == "old style"


@pytest.mark.parametrize("form", list(LogFormat))
def test_a_trace_shows_no_local_variables(form: LogFormat, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(LogSettings(format=form))

    try:
        _fail_with(PASSWORD)
    except ValueError:
        structlog.get_logger("test").exception("request failed")

    written = capsys.readouterr().err
    assert "ValueError" in written
    assert PASSWORD not in written


def _fail_with(password: str) -> None:
    copy = password
    raise ValueError(f"refused after {len(copy)} letters")
