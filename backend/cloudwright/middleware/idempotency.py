"""Answers a POST that is sent again with its `Idempotency-Key` as it was answered the first time."""

import hashlib
import re
from collections.abc import Sequence
from http import HTTPStatus

import svcs
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cloudwright.idempotency.dependencies import KEY_HEADER, KEY_PATTERN
from cloudwright.idempotency.schemas import Answer
from cloudwright.idempotency.service import Repeats
from cloudwright.tenancy.dependencies import CONTAINER, PRINCIPAL
from cloudwright.tenancy.principal import Principal

_KEY = re.compile(KEY_PATTERN)
_DELIVERED_WITH = frozenset({"content-type", "location", "cache-control"})
_LONGEST_BODY = 262_144


class Idempotency:
    """Stands after authentication and `BodyLimit`: the body comes in one piece.

    Only what was done is remembered. A refusal had no effect, and an answer that sets cookies belongs to
    one browser: such requests are simply carried out again.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _asked(scope)
        if asked is None:
            await self._app(scope, receive, send)
            return
        services: svcs.Container = scope["state"][CONTAINER]
        repeats, request = await services.aget(Repeats), await receive()
        kept = await repeats.begin(*asked, request_hash=_request_hash(scope, request))
        if kept is not None:
            headers = {**dict(kept.headers), "idempotency-replayed": "true"}
            await Response(kept.body, kept.status, headers)(scope, receive, send)
            return
        try:
            messages = await self._carried_out(scope, request)
        except Exception:
            await repeats.forget(*asked)
            raise
        answer = _answer(messages)
        await (repeats.forget(*asked) if answer is None else repeats.settle(*asked, answer))
        for message in messages:
            await send(message)

    async def _carried_out(self, scope: Scope, request: Message) -> Sequence[Message]:
        """Return everything that was answered."""
        unread, messages = [request], list[Message]()

        async def replay() -> Message:
            return unread.pop() if unread else {"type": "http.disconnect"}

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, replay, keep)
        return messages


def _asked(scope: Scope) -> tuple[Principal, str] | None:
    """Return who sends which key; None for what is not to be remembered."""
    if scope["type"] != "http" or scope["method"] != "POST":
        return None
    principal = scope["state"].get(PRINCIPAL)
    key = Headers(scope=scope).get(KEY_HEADER, "")
    if not isinstance(principal, Principal) or principal.onlooker is not None or not _KEY.match(key):
        return None
    return principal, key


def _request_hash(scope: Scope, request: Message) -> str:
    parts = (scope["path"].encode(), scope["query_string"], request.get("body", b""))
    return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).hexdigest()


def _answer(messages: Sequence[Message]) -> Answer | None:
    """Return what is to be remembered of an answer."""
    start = messages[0]
    headers = Headers(raw=start["headers"])
    body = b"".join(message.get("body", b"") for message in messages[1:])
    if start["status"] >= HTTPStatus.BAD_REQUEST or "set-cookie" in headers or len(body) > _LONGEST_BODY:
        return None
    delivered = tuple((name, value) for name, value in headers.items() if name in _DELIVERED_WITH)
    return Answer(status=start["status"], headers=delivered, body=body.decode())
