"""How requests leave, and what comes back."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import SecretStr

from cloudwright.gateway.upstream.target import Outgoing


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long each part of a call may take.

    `first_byte_seconds` runs from the start of the call to the first byte of the answer's body,
    `idle_seconds` while the reader waits for the next ones, `whole_seconds` over everything.
    """

    connect_seconds: float = 10.0
    first_byte_seconds: float = 120.0
    idle_seconds: float = 60.0
    whole_seconds: float = 900.0


class Incoming(Protocol):
    """An answer whose head has arrived.

    `chunks` raises `Failed` when the rest does not come. Whoever has it closes it, whatever happened; an
    answer that was not read to its end takes its connection with it, which providers take as "stop".
    """

    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def chunks(self) -> AsyncIterator[bytes]: ...

    async def close(self) -> None: ...


class Sender(Protocol):
    """Sends requests to providers."""

    async def send(self, outgoing: Outgoing, *, timeouts: Timeouts) -> Incoming:
        """Return the answer as soon as its head is there.

        Raises:
            Failed: there was none, or the address is not allowed.
        """
        ...


class AwsKeys(Protocol):
    """What this machine itself may sign with at AWS."""

    async def key(self) -> SecretStr:
        """Return it as `Target.key` wants it.

        Raises:
            Failed: this machine has none.
        """
        ...
