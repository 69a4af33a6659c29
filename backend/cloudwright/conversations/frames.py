"""The frames of the WebSocket: what clients may send, parsed at the edge; what the server answers."""

import json
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter

from cloudwright.conversations.schemas import Accepted, RunId, RunRequest
from cloudwright.design.model.frozen import Frozen

LARGEST_FRAME_BYTES = 128 * 1024
HEARTBEAT_SECONDS = 25

ThreadId = Annotated[str, StringConstraints(pattern=r"^th_[a-z0-9]{1,36}$")]


class Hello(Frozen):
    t: Literal["hello"]
    ticket: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Subscribe(Frozen):
    t: Literal["sub"]
    thread: ThreadId
    after: Annotated[int, Field(ge=0)] = 0


class Unsubscribe(Frozen):
    t: Literal["unsub"]
    thread: ThreadId


class Run(RunRequest):
    t: Literal["run"]
    thread: ThreadId


class Cancel(Frozen):
    t: Literal["cancel"]
    run: RunId


class Ping(Frozen):
    t: Literal["ping"]


Inbound = Annotated[
    Hello | Subscribe | Unsubscribe | Run | Cancel | Ping,
    Field(discriminator="t"),
]

_inbound: TypeAdapter[Inbound] = TypeAdapter(Inbound)


def parsed(text: str) -> Inbound:
    """Return the frame; raises pydantic's ValidationError (a ValueError) when it is none."""
    return _inbound.validate_json(text)


def hello(person: str) -> str:
    return json.dumps({"v": 1, "t": "hello", "person": person, "heartbeat_seconds": HEARTBEAT_SECONDS})


def pong() -> str:
    return '{"v":1,"t":"pong"}'


def accepted(value: Accepted) -> str:
    return json.dumps({"v": 1, "t": "accepted", "run": value.run, "thread": value.thread, "seq": value.seq})


def caught_up(thread_id: str, seq: int) -> str:
    return json.dumps({"v": 1, "t": "caught_up", "thread": thread_id, "seq": seq})


def reset(thread_id: str, reason: str) -> str:
    return json.dumps({"v": 1, "t": "reset", "thread": thread_id, "reason": reason})


def refusal(code: str, message: str, *, run: str | None = None, thread: str | None = None) -> str:
    """An `err` frame after which the socket stays open."""
    return _err(code, message, fatal=False, run=run, thread=thread)


def farewell(code: str, message: str) -> str:
    """An `err` frame after which the socket is closed."""
    return _err(code, message, fatal=True, run=None, thread=None)


def _err(code: str, message: str, *, fatal: bool, run: str | None, thread: str | None) -> str:
    frame: dict[str, object] = {"v": 1, "t": "err", "code": code, "message": message, "fatal": fatal}
    if run is not None:
        frame["run"] = run
    if thread is not None:
        frame["thread"] = thread
    return json.dumps(frame, ensure_ascii=False)
