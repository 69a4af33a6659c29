"""One project and its conversation, driven in this process through the same services as the browser."""

import json
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import svcs
from pydantic import BaseModel, ConfigDict, JsonValue

from cloudwright.agents.turn import Action, Mode, Resume
from cloudwright.artifacts.schemas import ArtifactDetail, StoredContent
from cloudwright.artifacts.service.artifacts import Artifacts
from cloudwright.bootstrap.starting import running
from cloudwright.config import DataSettings, LogSettings, Settings
from cloudwright.conversations.schemas import RunRequest
from cloudwright.conversations.service.conversations import Conversations
from cloudwright.conversations.service.turns import Turns
from cloudwright.conversations.transcript import Transcript
from cloudwright.design.model.brief import Brief
from cloudwright.events import agui
from cloudwright.events.schemas import Envelope
from cloudwright.events.service import EventLog
from cloudwright.kit.ids import new_id
from cloudwright.observability.logs import configure_logs
from cloudwright.organizations.service.organizations import local_principal
from cloudwright.projects.schemas import OptionCard, RevisionDetail
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.revisions import Revisions
from cloudwright.tenancy.work import UnitsOfWork

_PRINCIPAL = local_principal("command-line")
_LAST_EVENTS = (agui.RUN_FINISHED, agui.RUN_ERROR)


class Waiting(BaseModel):
    """A question that ended a run and that only a person may answer."""

    model_config = ConfigDict(frozen=True)

    id: str
    message: str


@dataclass(slots=True)
class Answer:
    """Everything one turn said and showed."""

    transcript: Transcript = field(default_factory=Transcript)
    outcome: str = "success"
    error_code: str = ""
    error: str = ""
    waiting: tuple[Waiting, ...] = ()

    @property
    def text(self) -> str:
        return "\n\n".join(said.text.strip() for said in self.transcript.messages if said.text.strip())

    def newest(self, activity_type: str) -> dict[str, JsonValue] | None:
        """Return the content of the last activity of a type that this turn showed."""
        shown = [each.content for each in self.transcript.activities.values() if each.type == activity_type]
        return shown[-1] if shown and isinstance(shown[-1], dict) else None

    def add(self, envelope: Envelope) -> bool:
        """Take in an event of the run and return whether it was the last."""
        event: dict[str, JsonValue] = json.loads(envelope.payload)
        self.transcript.add(envelope.seq, event)
        match event:
            case {"type": agui.RUN_ERROR, "code": code, "message": message}:
                self.outcome, self.error_code, self.error = "error", str(code), str(message)
            case {"type": agui.RUN_FINISHED, "outcome": {"type": "interrupt", "interrupts": list(asked)}}:
                self.outcome = "interrupt"
                self.waiting = tuple(Waiting.model_validate(each) for each in asked)
            case {"type": agui.RUN_FINISHED, "outcome": {"type": outcome}}:
                self.outcome = str(outcome)
        return event["type"] in _LAST_EVENTS


@dataclass(frozen=True, slots=True)
class Designed:
    """The option that the project stands on, and everything computed about it."""

    card: OptionCard
    head: RevisionDetail
    brief: Brief


class Studio:
    """A project of the local architect with one conversation."""

    def __init__(self, services: svcs.Container, *, project_id: str, thread_id: str) -> None:
        self._units = services.get(UnitsOfWork)
        self._log = services.get(EventLog)
        self.project_id = project_id
        self._thread_id = thread_id

    async def say(
        self,
        text: str,
        *,
        mode: Mode = Mode.BRAINSTORM,
        action: Action | None = None,
        resume: tuple[Resume, ...] | None = None,
    ) -> Answer:
        """Start a run and return once it has ended; refusals of the message are raised."""
        request = RunRequest(run=new_id("run"), mode=mode, text=text, action=action, resume=resume)
        async with self._units.write(_PRINCIPAL) as services:
            turns = await services.aget(Turns)
            accepted = await turns.start(_PRINCIPAL, self._thread_id, request=request)
        answer = Answer()
        tail = self._log.tail(self._thread_id, accepted.seq - 1, organization_id=_PRINCIPAL.organization_id)
        async for item in tail:
            if isinstance(item, Envelope) and item.run_id == request.run and answer.add(item):
                break
        return answer

    async def approve(self, waiting: Waiting) -> Answer:
        """Answer a question of the last run with yes."""
        resume = Resume(interruptId=waiting.id, status="resolved")
        return await self.say("", mode=Mode.IMPLEMENT, resume=(resume,))

    async def designed(self) -> Designed | None:
        """Return the chosen option, else the simplest; None when there is none yet."""
        async with self._units.read(_PRINCIPAL) as services:
            options, revisions, briefs = await services.aget(Options, Revisions, Briefs)
            cards = [card for card in await options.cards(self.project_id) if not card.discarded]
            card = next((card for card in cards if card.chosen), cards[0] if cards else None)
            if card is None:
                return None
            head, brief = await revisions.head(card.id), await briefs.get(self.project_id)
        return Designed(card=card, head=head, brief=brief)

    async def bundle(self, artifact_id: str) -> tuple[ArtifactDetail, StoredContent]:
        """Return a bundle and its archive."""
        async with self._units.read(_PRINCIPAL) as services:
            artifacts = await services.aget(Artifacts)
            return await artifacts.get(artifact_id), await artifacts.packed(artifact_id)


@asynccontextmanager
async def opened(project: str | None) -> AsyncIterator[Studio]:
    """Open a project by name, new when there is none; without a name everything is temporary.

    Raises DataDirectoryInUse when another process, such as `cloudwright serve`, holds the data directory.
    """
    with _settings(project) as settings:
        configure_logs(settings.log)
        async with running(settings) as registry, svcs.Container(registry) as services:
            units = await services.aget(UnitsOfWork)
            async with units.write(_PRINCIPAL) as work:
                project_id = await _project(work, project)
                thread_id = await _conversation(work, project_id)
            await services.aget(EventLog)
            yield Studio(services, project_id=project_id, thread_id=thread_id)


async def _project(services: svcs.Container, name: str | None) -> str:
    projects = await services.aget(Projects)
    if name:
        page = await projects.page(name)
        found = next((each for each in page.items if each.name.casefold() == name.strip().casefold()), None)
        if found is not None:
            return found.id
    return (await projects.create(_PRINCIPAL.user_id, name)).id


async def _conversation(services: svcs.Container, project_id: str) -> str:
    conversations = await services.aget(Conversations)
    page = await conversations.page(project_id=project_id, limit=1)
    if page.items:
        return page.items[0].id
    return (await conversations.start(project_id, _PRINCIPAL.user_id)).id


@contextmanager
def _settings(project: str | None) -> Iterator[Settings]:
    """Yield settings that log problems only; for no project, those of a data directory that goes away."""
    settings = Settings()
    quiet = {"log": LogSettings(level="WARNING", format=settings.log.format)}
    if project is not None:
        yield settings.model_copy(update=quiet)
        return
    with tempfile.TemporaryDirectory(prefix="cloudwright-") as folder:
        yield settings.model_copy(
            update={
                **quiet,
                "data": DataSettings(directory=Path(folder)),
                "database": settings.database.model_copy(update={"url": ""}),
            }
        )
