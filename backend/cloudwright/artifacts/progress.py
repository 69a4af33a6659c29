"""How far a bundle is: stages with honest names, and files; what BUNDLE_PROGRESS shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cloudwright.design.model.frozen import Frozen


class StageStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


class FileStatus(StrEnum):
    QUEUED = "queued"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


class Stage(Frozen):
    """One step of a build; `detail` says in a few words what came out."""

    id: str
    title: str
    status: StageStatus = StageStatus.WAITING
    detail: str = ""


class FileProgress(Frozen):
    path: str
    status: FileStatus
    bytes: int = 0


class Progress(Frozen):
    """A whole snapshot: each one takes the place of the one before."""

    stages: tuple[Stage, ...]
    files: tuple[FileProgress, ...] = ()


class Reporter(Protocol):
    async def progress(self, progress: Progress) -> None:
        """Take the newest snapshot; it may be dropped when another follows at once."""
        ...


class Silent:
    """A reporter for builds that nobody watches."""

    async def progress(self, progress: Progress) -> None:
        del progress


@dataclass(frozen=True, slots=True)
class StageTitle:
    id: str
    title: str


class Board:
    """The state of one build; every change is reported."""

    def __init__(self, stages: Iterable[StageTitle], reporter: Reporter) -> None:
        self._stages = {s.id: Stage(id=s.id, title=s.title) for s in stages}
        self._files: dict[str, FileProgress] = {}
        self._reporter = reporter

    @property
    def stages(self) -> tuple[Stage, ...]:
        return tuple(self._stages.values())

    async def begin(self, stage_id: str) -> None:
        await self._set(stage_id, StageStatus.RUNNING, detail="")

    async def passed(self, stage_id: str, detail: str) -> None:
        await self._set(stage_id, StageStatus.PASSED, detail=detail)

    async def failed(self, stage_id: str, detail: str) -> None:
        await self._set(stage_id, StageStatus.FAILED, detail=detail)

    async def skipped(self, stage_id: str, detail: str) -> None:
        await self._set(stage_id, StageStatus.SKIPPED, detail=detail)

    async def skip_waiting(self, detail: str) -> None:
        """Mark every stage that has not begun."""
        for stage in self.stages:
            if stage.status is StageStatus.WAITING:
                self._stages[stage.id] = stage.model_copy(
                    update={"status": StageStatus.SKIPPED, "detail": detail}
                )
        await self._report()

    async def files(self, found: Iterable[FileProgress]) -> None:
        """Set the state of files, in path order."""
        self._files |= {file.path: file for file in found}
        self._files = {path: self._files[path] for path in sorted(self._files)}
        await self._report()

    async def _set(self, stage_id: str, status: StageStatus, *, detail: str) -> None:
        changed = {"status": status, "detail": detail}
        self._stages[stage_id] = self._stages[stage_id].model_copy(update=changed)
        await self._report()

    async def _report(self) -> None:
        await self._reporter.progress(Progress(stages=self.stages, files=tuple(self._files.values())))
