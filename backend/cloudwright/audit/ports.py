"""What the audit trail needs from those who know people."""

from collections.abc import Collection, Mapping
from typing import Protocol


class Names(Protocol):
    """Knows people by id, also those who are no members any more."""

    async def of(self, person_ids: Collection[str]) -> Mapping[str, str]:
        """Return the names of those who still exist."""
        ...
