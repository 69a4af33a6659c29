"""The finished example project that a new studio starts with, made by the real engine."""

import asyncio
import json
from dataclasses import dataclass

import structlog

from cloudwright.agents.turn import Action, Build, Mode
from cloudwright.artifacts.progress import Silent
from cloudwright.artifacts.service.bundles import Bundles
from cloudwright.conversations.schemas import RunRequest
from cloudwright.conversations.service.conversations import Conversations
from cloudwright.conversations.service.turns import Turns
from cloudwright.events.schemas import Envelope
from cloudwright.events.service import EventLog
from cloudwright.projects.schemas import Author
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.reading import Reading
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork

NAME = "Example: to-do web app"
GOAL = (
    "A to-do web app where people sign in and save their tasks, for 5,000 users a month, "
    "under 25 dollars a month."
)
_TITLE = "From a sentence to a bundle"
_SECONDS = 120.0
_LAST = frozenset({"RUN_FINISHED", "RUN_ERROR"})

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Craft:
    """What an example is made with where no conversation makes it."""

    reading: Reading
    proposing: Proposing
    bundles: Bundles


class Example:
    """`talks` says whether the answering model costs nothing, so that a conversation may be held with it."""

    def __init__(self, units: UnitsOfWork, events: EventLog, *, craft: Craft, talks: bool) -> None:
        self._units = units
        self._events = events
        self._craft = craft
        self._talks = talks

    async def provide(self, principal: Principal) -> None:
        """Make the example in a studio without projects; a failure is logged and stops nothing."""
        try:
            async with asyncio.timeout(_SECONDS):
                await self._provide(principal)
        except Exception:  # outermost: the studio works without its example
            log.exception("example not made")

    async def _provide(self, principal: Principal) -> None:
        project_id = await self._project(principal)
        if project_id is None:
            return
        if self._talks:
            thread = await self._conversation(project_id, principal)
            await self._turn(thread, principal, mode=Mode.BRAINSTORM, text=GOAL)
            option_id = await self._choice(project_id, principal)
            await self._turn(
                thread, principal, mode=Mode.IMPLEMENT, text="", action=Build(option_id=option_id)
            )
        else:
            await self._propose(project_id, principal)
            option_id = await self._choice(project_id, principal)
            await self._craft.bundles.build(
                option_id, principal=principal, run_id=f"run_{project_id}_build", reporter=Silent()
            )
        log.info("example made", project=project_id)

    async def _project(self, principal: Principal) -> str | None:
        async with self._units.write(principal) as services:
            projects = await services.aget(Projects)
            if (await projects.page(limit=1)).items:
                return None
            return (await projects.create_example(principal.user_id, NAME, goal=GOAL)).id

    async def _conversation(self, project_id: str, principal: Principal) -> str:
        async with self._units.write(principal) as services:
            conversations = await services.aget(Conversations)
            return (await conversations.start(project_id, principal.user_id, title=_TITLE)).id

    async def _propose(self, project_id: str, principal: Principal) -> None:
        await self._craft.reading.read(principal, project_id, text=GOAL)
        author = Author(kind="user", id=principal.user_id)
        await self._craft.proposing.propose(principal, project_id, author=author)

    async def _choice(self, project_id: str, principal: Principal) -> str:
        """Choose the simplest option and return its id."""
        async with self._units.write(principal) as services:
            simplest, *_ = await (await services.aget(Options)).cards(project_id)
            await (await services.aget(Projects)).choose(simplest.id)
            return simplest.id

    async def _turn(
        self, thread: str, principal: Principal, *, mode: Mode, text: str, action: Action | None = None
    ) -> None:
        """Say something and return once it is answered."""
        run_id = f"run_{thread.removeprefix('th_')}_{mode}"
        async with self._units.write(principal) as services:
            request = RunRequest(run=run_id, mode=mode, text=text, action=action)
            await (await services.aget(Turns)).start(principal, thread, request=request)
        tail = self._events.tail(thread, 0, organization_id=principal.organization_id)
        async for item in tail:
            if isinstance(item, Envelope) and item.run_id == run_id and _type(item) in _LAST:
                return


def _type(envelope: Envelope) -> str:
    return str(json.loads(envelope.payload)["type"])
