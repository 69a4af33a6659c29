"""Which folder each of several processes writes its journal to, and what dead ones left in theirs."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path

from cloudwright.adapters.journal.limits import Limits
from cloudwright.adapters.journal.local import LocalJournal
from cloudwright.database.errors import DataDirectoryInUse


@asynccontextmanager
async def own_journal(root: Path, *, limits: Limits | None = None) -> AsyncIterator[LocalJournal]:
    """Open the first journal under `root` that no living process holds."""
    async with AsyncExitStack() as stack:
        for number in count():
            try:
                place = root / f"{number:03d}"
                journal = await stack.enter_async_context(LocalJournal.opened(place, limits=limits))
            except DataDirectoryInUse:
                continue
            yield journal
            return


@asynccontextmanager
async def abandoned_journals(
    root: Path, *, limits: Limits | None = None
) -> AsyncIterator[list[LocalJournal]]:
    """Hold every journal under `root` that no living process does, so that it can be shipped."""
    async with AsyncExitStack() as stack:
        found = []
        for place in _places(root):
            try:
                found.append(await stack.enter_async_context(LocalJournal.opened(place, limits=limits)))
            except DataDirectoryInUse:
                continue
        yield found


def _places(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.iterdir()) if path.is_dir() and path.name.isdigit())
