"""What happens to a WebSocket before any endpoint sees it."""

from pathlib import Path

import pytest
from starlette.types import Message

from builders.platform import provision, some_settings
from cloudwright.main import create_app


async def first_answer(directory: Path, headers: dict[str, str]) -> Message:
    """Connect to the socket's address and return the server's first message."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.disconnect", "code": 1001} if sent else {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    settings = some_settings(directory)
    provision(settings)
    app = create_app(settings)
    async with app.router.lifespan_context(app) as state:
        await app(
            {
                "type": "websocket",
                "asgi": {"version": "3.0"},
                "http_version": "1.1",
                "scheme": "ws",
                "path": "/api/v1/nowhere",
                "raw_path": b"/api/v1/nowhere",
                "query_string": b"",
                "root_path": "",
                "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
                "client": ("127.0.0.1", 4000),
                "server": ("localhost", 8000),
                "subprotocols": [],
                "state": dict(state or {}),
            },
            receive,
            send,
        )
    return sent[0]


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"host": "localhost:8000", "origin": "https://evil.example"}, "ORIGIN_NOT_ALLOWED"),
        ({"host": "evil.example", "origin": "http://evil.example"}, "HOST_NOT_ALLOWED"),
    ],
)
async def test_a_socket_from_another_site_is_closed_before_it_opens(
    tmp_path: Path, headers: dict[str, str], reason: str
) -> None:
    assert await first_answer(tmp_path, headers) == {
        "type": "websocket.close",
        "code": 1008,
        "reason": reason,
    }


async def test_a_socket_at_an_unknown_address_is_closed(tmp_path: Path) -> None:
    answer = await first_answer(tmp_path, {"host": "localhost:8000", "origin": "http://localhost:8000"})

    assert answer["type"] == "websocket.close"
