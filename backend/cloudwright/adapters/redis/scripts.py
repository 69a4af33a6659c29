"""Scripts that run inside Redis, sent once and then named by their digest."""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import NoScriptError, RedisError

from cloudwright.gateway.admission.errors import StoreAway

Argument = str | bytes | int
Reply = Sequence[bytes]

SERVER_TIME = """
local function server_now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000000 + tonumber(time[2])
end
"""
"""The clock of the server, in microseconds."""


@asynccontextmanager
async def answering() -> AsyncIterator[None]:
    """Say in our words that the server does not answer or cannot write.

    Raises:
        StoreAway: so it is.
    """
    try:
        yield
    except (RedisError, OSError) as error:
        raise StoreAway(
            "The store of budgets and rates does not answer. Nothing is counted twice; try again soon.",
            details={"error": repr(error)},
        ) from error


class Script:
    """One script; it changes what it changes as a whole."""

    def __init__(self, client: Redis, *parts: str) -> None:
        self._client = client
        self._text = "\n".join(parts)
        self._digest = hashlib.sha1(self._text.encode(), usedforsecurity=False).hexdigest()

    async def __call__(self, keys: Sequence[str], arguments: Sequence[Argument]) -> Reply:
        """Run the script; a server that has forgotten it is sent it again.

        Raises:
            StoreAway: no answer, or the server cannot write.
        """
        async with answering():
            return await self._run(keys, arguments)

    async def _run(self, keys: Sequence[str], arguments: Sequence[Argument]) -> Reply:
        try:
            reply = self._client.evalsha(self._digest, len(keys), *keys, *arguments)
            return await cast(Awaitable[Reply], reply)  # the client's types join both of its modes
        except NoScriptError:
            reply = self._client.eval(self._text, len(keys), *keys, *arguments)
            return await cast(Awaitable[Reply], reply)  # as above


def source(name: str) -> str:
    """Return the text of a script that lies beside this module."""
    return files("cloudwright.adapters.redis").joinpath(f"{name}.lua").read_text("utf-8")
