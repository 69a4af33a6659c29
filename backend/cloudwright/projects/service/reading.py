"""Reads sentences into a brief."""

from functools import partial

from cloudwright.database.unbroken import unbroken
from cloudwright.projects.errors import BriefStale
from cloudwright.projects.ports import Computing
from cloudwright.projects.schemas import Understood
from cloudwright.projects.service.attempts import Also, kept, nothing_else
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.understanding import understood
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork


class Reading:
    """One per process; no transaction is open while a text is read."""

    def __init__(self, units: UnitsOfWork, computing: Computing) -> None:
        self._units = units
        self._computing = computing

    async def read(
        self, principal: Principal, project_id: str, *, text: str, also: Also[Understood] = nothing_else
    ) -> Understood:
        """Take what the text says into the newest brief; a text that says nothing new leaves it as it is.

        Raises ProjectNotFound; BriefStale when others changed the brief each time it was read.
        """

        async def attempt() -> Understood | None:
            async with self._units.read(principal) as services:
                old = await (await services.aget(Briefs)).get(project_id)
            found = await self._computing.run(partial(understood, text, old))
            return await unbroken(self._keep(principal, project_id, found, base=old.revision, also=also))

        return await kept(attempt, otherwise=_overtaken())

    async def _keep(
        self, principal: Principal, project_id: str, found: Understood, *, base: int, also: Also[Understood]
    ) -> Understood | None:
        async with self._units.write(principal) as services:
            briefs = await services.aget(Briefs)
            if not await briefs.stands(project_id, base):
                return None
            if found.changed:
                await briefs.keep(project_id, found.brief)
            await also(services, found)
        return found


def _overtaken() -> BriefStale:
    return BriefStale("The requirements were changed meanwhile; nothing was overwritten. Say it again.")
