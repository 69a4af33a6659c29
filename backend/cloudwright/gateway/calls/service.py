"""Reads calls of one organisation, the newest first."""

from dataclasses import replace

from cloudwright.gateway.applications.service.applications import Applications
from cloudwright.gateway.calls.errors import ModelCallNotFound
from cloudwright.gateway.calls.schemas import CallPage, CallRow, shown
from cloudwright.gateway.schemas import Search
from cloudwright.gateway.service import Ledger


class Calls:
    def __init__(self, ledger: Ledger, applications: Applications) -> None:
        self._ledger = ledger
        self._applications = applications

    async def page(self, search: Search, *, limit: int) -> CallPage:
        """Return one page; the cursor of the next is the id of its last row."""
        found = await self._ledger.calls(search, limit=limit + 1)
        names = await self._names()
        items = tuple(shown(each, names) for each in found[:limit])
        return CallPage(items=items, next_cursor=items[-1].id if len(found) > limit else None)

    async def after(self, call_id: str | None, search: Search, *, limit: int) -> CallPage:
        """Return the page that follows a call.

        Raises:
            ModelCallNotFound: there is no such call here.
        """
        if call_id is None:
            return await self.page(search, limit=limit)
        last = await self._ledger.call(call_id)
        if last is None:
            raise ModelCallNotFound("There is no such call. It may be of another organisation.")
        before = replace(search, before=(last.started_at, last.id))
        return await self.page(before, limit=limit)

    async def one(self, call_id: str) -> CallRow:
        """Return a call.

        Raises:
            ModelCallNotFound: there is none with this id.
        """
        found = await self._ledger.call(call_id)
        if found is None:
            raise ModelCallNotFound("There is no such call. It may be of another organisation.")
        return shown(found, await self._names())

    async def _names(self) -> dict[str, str]:
        listed = await self._applications.list()
        return {each.id: each.name for each in listed.items}
