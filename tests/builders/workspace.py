"""Units of work on a whole installation, and a project with options in it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import svcs

from builders.platform import LOCAL, an_installation
from cloudwright.projects.schemas import Author, OptionCard
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.projects import Projects
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

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    async def do(self, work: Callable[[svcs.Container], Awaitable[T]], *, by: Principal = LOCAL) -> T:
        async with self._units.write(by) as services:
            return await work(services)

    async def project(self, *texts: str) -> str:
        """Make a project, read the texts into its brief, and return its id."""
        project = await self.do(lambda s: _create(s, "Shop"))
        for text in texts:
            await self.read(project, text)
        return project

    async def read(self, project: str, text: str) -> None:
        async def work(services: svcs.Container) -> None:
            await (await services.aget(Briefs)).read(project, text)

        await self.do(work)

    async def propose(self, project: str) -> tuple[OptionCard, ...]:
        async def work(services: svcs.Container) -> tuple[OptionCard, ...]:
            return await (await services.aget(Options)).propose(project, author=PERSON)

        return await self.do(work)


async def _create(services: svcs.Container, name: str) -> str:
    return (await (await services.aget(Projects)).create(LOCAL.user_id, name)).id


@asynccontextmanager
async def a_workspace(directory: Path) -> AsyncIterator[Workspace]:
    async with an_installation(directory) as services:
        yield Workspace(await services.aget(UnitsOfWork))
