"""The agents' Bundler port on the artifacts domain: progress at most ten times a second."""

from collections.abc import Sequence
from time import monotonic

from cloudwright.agents import ports
from cloudwright.agents.turn import Turn
from cloudwright.artifacts.progress import Progress
from cloudwright.artifacts.service.bundles import Bundles
from cloudwright.design.bundle.parts import EVERY_PART, Part

_PAUSE_SECONDS = 0.1


class BundleWorkshop:
    def __init__(self, bundles: Bundles) -> None:
        self._bundles = bundles

    async def build(
        self, option_id: str, *, turn: Turn, items: Sequence[str] | None, report: ports.Report
    ) -> ports.Built:
        """Build in the name of the turn's person; the same run builds once. None means every part."""
        reporter = _Throttled(report)
        parts = EVERY_PART if items is None else frozenset(part for part in Part if part.value in items)
        built = await self._bundles.build(
            option_id, principal=turn.principal, run_id=turn.run_id, reporter=reporter, parts=parts
        )
        await reporter.finish(built.summary.id)
        return ports.Built(
            artifact_id=built.summary.id,
            name=built.summary.name,
            revision_id=built.summary.revision_id,
            size_bytes=built.summary.bytes,
            files=sum(file.change != "removed" for file in built.files),
            errors=built.summary.errors,
            warnings=built.summary.warnings,
            monthly_cost=built.summary.monthly_cost,
        )


class _Throttled:
    """Passes on the first snapshot, changes of stages, and files ten times a second; the last one always."""

    def __init__(self, report: ports.Report) -> None:
        self._report = report
        self._newest: Progress | None = None
        self._shown: Progress | None = None
        self._shown_at = float("-inf")

    async def progress(self, progress: Progress) -> None:
        self._newest = progress
        if self._shown is None or self._shown.stages != progress.stages or self._rested():
            await self._pass_on(None)

    async def finish(self, artifact_id: str) -> None:
        await self._pass_on(artifact_id)

    def _rested(self) -> bool:
        return monotonic() - self._shown_at >= _PAUSE_SECONDS

    async def _pass_on(self, artifact_id: str | None) -> None:
        if self._newest is None:
            return
        self._shown, self._shown_at = self._newest, monotonic()
        await self._report(_translated(self._newest, artifact_id))


def _translated(progress: Progress, artifact_id: str | None) -> ports.Progress:
    return ports.Progress(
        artifact_id=artifact_id,
        stages=[
            ports.Stage(s.id, s.title, ports.StageStatus(s.status.value), s.detail) for s in progress.stages
        ],
        files=[ports.FileProgress(f.path, f.status.value, f.bytes) for f in progress.files],
    )
