"""Units of work on a whole installation, and a project with options in it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Self, TypeVar

import svcs

from builders.platform import LOCAL, an_installation
from cloudwright.adapters.threads import Threads
from cloudwright.design.model.architecture import Standards
from cloudwright.design.model.brief_edits import BriefEdit
from cloudwright.design.model.edits import Edit
from cloudwright.kit.money import Money
from cloudwright.projects.ports import Computing, Knowledge
from cloudwright.projects.schemas import (
    AnalysedOption,
    Author,
    BriefAndOptions,
    BriefChange,
    Change,
    OptionCard,
    OptionSpending,
)
from cloudwright.projects.service.analysing import Analysing
from cloudwright.projects.service.changing import Changing, Order
from cloudwright.projects.service.imagining import Imagining
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.reading import Reading
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.work import UnitsOfWork

T = TypeVar("T")
SENTENCE = "A website with a JSON API, 2 million requests a month"
PERSON = Author(kind="user", id=LOCAL.user_id)
STRANGER = Principal(
    user_id="usr_stranger", organization_id="org_stranger", role=Role.OWNER, sign_in_id="sgn_stranger"
)


class Workspace:
    """Each call is a transaction of its own, as a request is."""

    def __init__(
        self, units: UnitsOfWork, knowledge: Knowledge, *, computing: Computing | None = None
    ) -> None:
        self.units = units
        self._knowledge = knowledge
        place = computing or Threads()
        self._reading = Reading(units, place)
        self._proposing = Proposing(units, knowledge, computing=place)
        self._changing = Changing(units, knowledge, computing=place)
        imagining = Imagining(units, knowledge, computing=place)
        self._analysing = Analysing(units, knowledge, computing=place, imagining=imagining)

    async def do(self, work: Callable[[svcs.Container], Awaitable[T]], *, by: Principal = LOCAL) -> T:
        async with self.units.write(by) as services:
            return await work(services)

    async def project(self, *texts: str) -> str:
        """Make a project, read the texts into its brief, and return its id."""
        project = await self.do(lambda s: _create(s, "Shop"))
        for text in texts:
            await self.read(project, text)
        return project

    async def read(self, project: str, text: str, *, by: Principal = LOCAL) -> None:
        await self._reading.read(by, project, text=text)

    async def propose(self, project: str, *, by: Principal = LOCAL) -> tuple[OptionCard, ...]:
        return (await self._proposing.propose(by, project, author=PERSON)).options

    async def hold_to(
        self, project: str, standards: Standards, *, by: Principal = LOCAL
    ) -> tuple[OptionCard, ...]:
        found = await self._proposing.hold_to(by, project, standards=standards, author=PERSON)
        return found.options

    async def compare(
        self, project: str, *times: Decimal, by: Principal = LOCAL
    ) -> tuple[AnalysedOption, ...]:
        return await self._analysing.compare(by, project, times=times)

    async def within(
        self, project: str, limit: Money, *, by: Principal = LOCAL
    ) -> tuple[OptionSpending, ...]:
        return await self._analysing.within(by, project, limit=limit)

    async def edit_brief(
        self, project: str, base: int, *edits: BriefEdit, by: Principal = LOCAL
    ) -> BriefAndOptions:
        change = BriefChange(base_revision=base, edits=edits)
        return await self._proposing.edit(by, project, change=change, author=PERSON)

    async def edit(
        self,
        option: str,
        *edits: Edit,
        call: str = "call_1",
        base: int | None = None,
        by: Principal = LOCAL,
    ) -> Change:
        return await self._changing.edit(by, _order(option, base, call), edits=edits, note="")

    async def undo(self, option: str, call: str, *, base: int | None = None, by: Principal = LOCAL) -> Change:
        return await self._changing.undo(by, _order(option, base, call))

    def computing_in(self, place: Computing) -> Self:
        """The same workspace, whose designs are computed in that place."""
        return type(self)(self.units, self._knowledge, computing=place)


def _order(option: str, base: int | None, call: str) -> Order:
    return Order(option, base, author=PERSON, tool_call_id=call)


async def _create(services: svcs.Container, name: str) -> str:
    return (await (await services.aget(Projects)).create(LOCAL.user_id, name)).id


@asynccontextmanager
async def a_workspace(directory: Path) -> AsyncIterator[Workspace]:
    async with an_installation(directory) as services:
        yield Workspace(await services.aget(UnitsOfWork), await services.aget(Knowledge))
