"""A socket that sends garbage, too much or nothing gets a clear code and hurts nobody."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from websockets.exceptions import ConnectionClosed

from builders.scripted_model import Script, Text
from builders.studio import Studio, a_studio

pytestmark = pytest.mark.asyncio(loop_scope="module")

GARBAGE = ["", "null", "{}", '{"t":"dance"}', "\x00\xff", '{"t":"sub","thread":"../etc"}', "[" * 5_000]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Studio]:
    """One server for every bad socket: each case also proves that those before it hurt nobody."""
    async with a_studio(tmp_path_factory.mktemp("studio"), [Script([Text(["Verstanden 🙂"])])]) as shared:
        yield shared


@pytest.mark.parametrize("garbage", GARBAGE)
async def test_three_unreadable_frames_end_the_connection(studio: Studio, garbage: str) -> None:
    async with studio.wire() as wire:
        for _ in range(3):
            await wire.socket.send(garbage)
        codes = [(await wire.next())["code"] for _ in range(3)]
        with pytest.raises(ConnectionClosed):
            await wire.next()

    assert codes == ["BAD_FRAME"] * 3
    assert [f["fatal"] for f in wire.frames if f["t"] == "err"] == [False, False, True]


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("rubbish", "BAD_FRAME"),
        ('{"t":"ping"}', "HELLO_EXPECTED"),
        ('{"t":"hello","ticket":"made-up"}', "TICKET_REFUSED"),
    ],
)
async def test_without_a_valid_ticket_nothing_is_served(studio: Studio, first: str, code: str) -> None:
    async with studio.raw_socket() as socket:
        await socket.send(first)
        answer = json.loads(await socket.recv())
        with pytest.raises(ConnectionClosed):
            await socket.recv()

    assert (answer["code"], answer["fatal"]) == (code, True)


async def test_a_frame_over_128_kib_is_refused(studio: Studio) -> None:
    async with studio.wire() as wire:
        await wire.run(studio.thread, "x" * 140_000)
        answer = await wire.next()
        with pytest.raises(ConnectionClosed):
            await wire.next()

    assert answer["code"] == "FRAME_TOO_LARGE"


@pytest.mark.parametrize(
    ("text", "code"), [("", "PROMPT_EMPTY"), (" \n\t ", "PROMPT_EMPTY"), ("x" * 20_001, "PROMPT_TOO_LONG")]
)
async def test_a_prompt_that_says_nothing_or_too_much_is_refused(
    studio: Studio, text: str, code: str
) -> None:
    async with studio.wire() as wire:
        run = await wire.run(studio.thread, text)
        answer = await wire.next()

    assert (answer["t"], answer["code"], answer["run"]) == ("err", code, run)


async def test_any_language_and_any_character_is_answered(studio: Studio) -> None:
    text = (
        "Ein Archiv für 日本語, مرحبا, 🙂\x00 \ud7ff <script>alert(1)</script> {{7*7}} '; DROP TABLE runs;--"
    )
    async with studio.wire() as wire:
        await wire.subscribe(studio.thread)
        last = await wire.ended(await wire.run(studio.thread, text))
        snapshot = await studio.get(f"/conversations/{studio.thread}")

    assert last["outcome"] == {"type": "success"}
    assert snapshot["messages"][0]["text"] == text.replace("\x00", "")
