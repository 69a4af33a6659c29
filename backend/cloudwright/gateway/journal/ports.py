"""Where calls are written down first, and from where they are shipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cloudwright.gateway.journal.pressure import Pressure
from cloudwright.gateway.journal.records import Bodies, Record, Started
from cloudwright.gateway.schemas import Entry


class Journal(Protocol):
    """Appends; what was appended survives the death of this process, and after `durable` a power cut."""

    @property
    def pressure(self) -> Pressure: ...

    async def started(self, record: Started) -> None:
        """Write down that a call begins, and keep room for its end.

        Raises:
            Refusal: there is no room, or not enough for an organisation that requires the journal.
        """
        ...

    async def finished(self, entry: Entry) -> None:
        """Write down how a call ended; also of one that never started because it was refused.

        Raises:
            Refusal: there was no room for it; a call that was started stays open.
        """
        ...

    async def said(self, bodies: Bodies) -> bool:
        """Write down what was said, before the end of the call; False where room is too scarce for it."""
        ...

    async def durable(self) -> None:
        """Return once all that was appended before is safe from a power cut.

        Raises:
            Refusal: the disk fails.
        """
        ...

    def left_open(self) -> Sequence[Started]:
        """Return the calls of earlier processes that never ended."""
        ...

    def overdue(self, before: datetime) -> Sequence[Started]:
        """Return the calls of this process that began before then and have not ended."""
        ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two records, and the hash of the one before it."""

    segment: int
    byte: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """Records that follow each other; `damaged` lines among them could not be read."""

    records: Sequence[Record]
    until: Mark
    damaged: int = 0


class Backlog(Protocol):
    """What was appended and is not yet shipped."""

    async def upcoming(self, most: int) -> Batch | None:
        """Return the records that come next, or None; the same again until they are `done`.

        They are also the same after a restart, if anything was said in them.
        """
        ...

    async def done(self, batch: Batch) -> None:
        """Never return these records again, and give their room back."""
        ...


class BodyStore(Protocol):
    """Keeps bytes under (organisation, SHA-256), as the store of artifacts does.

    It is another place than theirs: what no artifact has is swept away there.
    """

    async def put(self, organization_id: str, content: bytes) -> str: ...

    async def get(self, organization_id: str, sha256: str) -> bytes: ...

    async def remove(self, organization_id: str, sha256: str) -> None: ...


class DeadLetters(Protocol):
    """Keeps what no ledger takes, for people to look at."""

    async def keep(self, records: Sequence[Record]) -> None: ...
