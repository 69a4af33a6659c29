"""What conversations need from outside."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RunKey:
    organization_id: str
    run_id: str


class RunLauncher(Protocol):
    """Starts runs: here, in a worker, or in an asynchronous function."""

    @property
    def owner(self) -> str:
        """Who will hold the lease at first."""
        ...

    async def launch(self, key: RunKey) -> None:
        """Have the run executed; returns at once."""
        ...

    async def stop(self, key: RunKey) -> None:
        """Tell a run of this process that it is to stop; others find the flag in the store."""
        ...
