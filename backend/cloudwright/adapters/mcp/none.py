"""The pool of an installation without servers."""

from cloudwright.agents.ports import ToolShelf
from cloudwright.agents.turn import Mode


class NoServers:
    """A `ToolServers` whose shelf is empty."""

    async def shelf(self, mode: Mode) -> ToolShelf:
        """Return nothing to use and nothing to report."""
        del mode
        return ToolShelf()
