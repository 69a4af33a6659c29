"""What an account needs from the parts of the application that are built upon it."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol


class PersonalRecords(Protocol):
    """Knows everything that a person made, wherever it is."""

    def of(self, person_id: str, organization_ids: Sequence[str]) -> AsyncIterator[tuple[str, bytes]]:
        """Give the files of an archive one after the other, as path and content."""
        ...


class Remains(Protocol):
    """Knows what an organisation leaves behind outside of the database."""

    async def hold(self, organization_id: str) -> str | None:
        """Return why an organisation must not be deleted now, as a sentence; None when it may be."""
        ...

    async def sweep(self) -> None:
        """Remove stored bytes that belong to nothing any more."""
        ...
