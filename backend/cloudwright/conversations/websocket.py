"""The WebSocket: a ticket first, then subscriptions, runs and stops. It only shows the log."""

import asyncio
from collections.abc import AsyncIterator

import structlog
from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect, WebSocketState

from cloudwright.auth.service.tickets import Tickets
from cloudwright.auth.service.watching import Watching
from cloudwright.conversations import frames
from cloudwright.conversations.connection import Connection
from cloudwright.conversations.outbox import Outbox, ReaderTooSlow
from cloudwright.kit.errors import CloudwrightError
from cloudwright.tenancy.dependencies import address_of, container_of
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

router = APIRouter()
log = structlog.get_logger(__name__)

_HELLO_SECONDS = 5.0
_IDLE_SECONDS = 600.0
_MOST_STRIKES = 3
_POLICY_VIOLATION = 1008
_TOO_BIG = 1009
_TRY_AGAIN_LATER = 1013
_REDEEMING = EveryTenant("a ticket is redeemed before the organisation is known")


class Dismissed(Exception):
    """This client is shown the door: the last frame, and the close code."""

    def __init__(self, code: str, message: str, *, close: int = _POLICY_VIOLATION) -> None:
        super().__init__(message)
        self.frame = frames.farewell(code, message)
        self.close = close


@router.websocket("/ws")
async def socket(websocket: WebSocket) -> None:
    """Serve one client until it leaves or is dismissed."""
    await websocket.accept()
    try:
        await _serve(websocket)
    except WebSocketDisconnect:
        return
    except Dismissed as dismissed:
        await _say_goodbye(websocket, dismissed)


async def _serve(websocket: WebSocket) -> None:
    principal = await _identified(websocket)
    await websocket.send_text(frames.hello(principal.user_id))
    services = container_of(websocket)
    outbox = Outbox()
    connection = await Connection.open(services, principal, outbox=outbox)
    watching = await services.aget(Watching)
    watch = asyncio.create_task(
        watching.until_ended(principal, address=address_of(websocket), become=connection.become)
    )
    sender = asyncio.create_task(outbox.drain(websocket.send_text))
    reader = asyncio.create_task(_read(websocket, connection))
    try:
        await asyncio.wait({sender, reader, watch}, return_when=asyncio.FIRST_COMPLETED)
        ended = watch.done()
    finally:
        connection.close()
        for task in (sender, reader, watch):
            task.cancel()
        await asyncio.wait({sender, reader, watch})
    if ended:
        raise Dismissed("SIGN_IN_ENDED", "You are signed out. Sign in again; what you saved is kept.")
    _raise_first(reader, sender)


def _raise_first(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        if task.cancelled():
            continue
        error = task.exception()
        if isinstance(error, ReaderTooSlow):
            raise Dismissed(
                "TOO_SLOW",
                "This connection does not keep up. Reconnect; nothing is lost.",
                close=_TRY_AGAIN_LATER,
            )
        if error is not None:
            raise error


async def _identified(websocket: WebSocket) -> Principal:
    """Return whose ticket the first frame brings."""
    try:
        async with asyncio.timeout(_HELLO_SECONDS):
            text = await _received(websocket)
    except TimeoutError:
        raise Dismissed("HELLO_TIMEOUT", "No hello came within five seconds.") from None
    try:
        first = frames.parsed(text)
    except ValueError:
        raise Dismissed("BAD_FRAME", "The first frame must be a hello with a ticket.") from None
    if not isinstance(first, frames.Hello):
        raise Dismissed("HELLO_EXPECTED", "The first frame must be a hello with a ticket.")
    units = await container_of(websocket).aget(UnitsOfWork)
    try:
        async with units.write(_REDEEMING) as services:
            return await (await services.aget(Tickets)).redeem(first.ticket, address=address_of(websocket))
    except CloudwrightError as error:
        raise Dismissed(error.code, error.message) from None


async def _read(websocket: WebSocket, connection: Connection) -> None:
    strikes = 0
    async for text in _frames(websocket):
        try:
            frame = frames.parsed(text)
        except ValueError:
            strikes += 1
            if strikes >= _MOST_STRIKES:
                raise Dismissed("BAD_FRAME", "Three frames could not be read.") from None
            await connection.refuse("BAD_FRAME", "This frame could not be read; nothing was done.")
            continue
        await connection.take(frame)


async def _frames(websocket: WebSocket) -> AsyncIterator[str]:
    while True:
        try:
            async with asyncio.timeout(_IDLE_SECONDS):
                text = await _received(websocket)
        except TimeoutError:
            raise Dismissed(
                "IDLE", "Nothing came for ten minutes. Reconnect when needed; nothing is lost."
            ) from None
        yield text


async def _received(websocket: WebSocket) -> str:
    """Return the next text frame; a binary one counts as unreadable text."""
    message = await websocket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1000))
    text = message.get("text")
    if not isinstance(text, str):
        return ""
    if len(text) > frames.LARGEST_FRAME_BYTES or len(text.encode()) > frames.LARGEST_FRAME_BYTES:
        raise Dismissed(
            "FRAME_TOO_LARGE",
            "A frame may have 128 KiB. Send longer texts with POST /conversations/{id}/runs.",
            close=_TOO_BIG,
        )
    return text


async def _say_goodbye(websocket: WebSocket, dismissed: Dismissed) -> None:
    if websocket.application_state is not WebSocketState.CONNECTED:
        return
    try:
        await websocket.send_text(dismissed.frame)
        await websocket.close(dismissed.close)
    except (WebSocketDisconnect, RuntimeError):
        log.debug("socket was gone before goodbye")
