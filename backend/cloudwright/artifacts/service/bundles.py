"""Bundles: building them. Nothing of the database is held while a bundle is compiled."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import svcs
from pydantic import JsonValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.artifacts.compilation import CompiledBundle, compile_bundle
from cloudwright.artifacts.models import ArtifactRow
from cloudwright.artifacts.ports import ArtifactStore, Linter
from cloudwright.artifacts.progress import Reporter
from cloudwright.artifacts.repository import ArtifactsTable
from cloudwright.artifacts.schemas import ArtifactDetail, StoredFile
from cloudwright.artifacts.service.artifacts import Artifacts
from cloudwright.artifacts.service.room import CountedRoom
from cloudwright.design.bundle.parts import EVERY_PART, Part
from cloudwright.design.diagram.ports import Layout
from cloudwright.design.model.diff import diff
from cloudwright.design.model.document import Document
from cloudwright.kit.ids import new_id
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.schemas import RevisionDetail
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.revisions import Revisions
from cloudwright.quotas.errors import QuotaReached
from cloudwright.quotas.schemas import Metric, Use
from cloudwright.quotas.service.holding import Quotas
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_LONGEST_NAME = 120
_LONGEST_BUILD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What bundles are built with."""

    linter: Linter
    layout: Layout
    store: ArtifactStore
    knowledge: Knowledge


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be built, read in one short unit of work."""

    head: RevisionDetail
    document: Document


@dataclass(frozen=True, slots=True)
class _Made:
    """A bundle whose bytes are stored; `held` is what its limit keeps for it."""

    compiled: CompiledBundle
    sha256: str
    held: str | None


class Bundles:
    """One per process; every step opens its own short unit of work."""

    def __init__(self, units: UnitsOfWork, workshop: Workshop) -> None:
        self._units = units
        self._workshop = workshop

    async def build(
        self,
        option_id: str,
        *,
        principal: Principal,
        run_id: str,
        reporter: Reporter,
        parts: frozenset[Part] = EVERY_PART,
    ) -> ArtifactDetail:
        """Build, check and store the bundle of the option's newest revision.

        Repeating a run returns what it built the first time. A bundle whose checks find errors is stored
        as failed.
        Raises OptionNotFound, EditRejected, EmitError, LayoutFailed, StorageFull, QuotaReached.
        """
        done = await self._built(option_id, principal=principal, run_id=run_id)
        if done is not None:
            return done
        order = await self._order(option_id, principal)
        async with self._held(principal) as held:
            compiled = await self._compiled(order, reporter=reporter, parts=parts)
            sha256 = await self._workshop.store.put(principal.organization_id, compiled.packed)
            made = _Made(compiled, sha256, held)
            try:
                return await self._store(order, made, principal=principal, run_id=run_id)
            except IntegrityError:
                done = await self._built(option_id, principal=principal, run_id=run_id)
                if done is None:
                    raise
                return done
            except QuotaReached:
                await self._discard(sha256, principal)
                raise

    async def _compiled(self, order: _Order, *, reporter: Reporter, parts: frozenset[Part]) -> CompiledBundle:
        knowledge = self._workshop.knowledge
        return await compile_bundle(
            order.document,
            revision_label=f"revision {order.head.summary.number}",
            linter=self._workshop.linter,
            layout=self._workshop.layout,
            facts=knowledge.facts,
            as_of=knowledge.as_of,
            reporter=reporter,
            parts=parts,
        )

    async def sweep(self) -> int:
        """Remove stored bytes that no artifact has, as deleted projects leave them; return how many."""
        kept = await self._workshop.store.kept()
        async with self._units.read(
            EveryTenant("stored bytes without an artifact are looked for")
        ) as services:
            used = await ArtifactsTable(services.get(AsyncSession)).contents()
        for organization_id, sha256 in kept - used:
            await self._workshop.store.remove(organization_id, sha256)
        return len(kept - used)

    async def _built(self, option_id: str, *, principal: Principal, run_id: str) -> ArtifactDetail | None:
        async with self._units.read(principal) as services:
            row = await ArtifactsTable(services.get(AsyncSession)).of_run(run_id, option_id)
            return None if row is None else await (await services.aget(Artifacts)).get(row.id)

    async def _order(self, option_id: str, principal: Principal) -> _Order:
        async with self._units.read(principal) as services:
            head = await (await services.aget(Revisions)).head(option_id)
            brief = await (await services.aget(Briefs)).get(head.summary.project_id)
        return _Order(head=head, document=Document(architecture=head.architecture, brief=brief))

    @asynccontextmanager
    async def _held(self, principal: Principal) -> AsyncIterator[str | None]:
        """Hold one of the bundles that a limit leaves, until it is stored or not made after all."""
        held = None
        async with self._units.read(principal) as services:
            limited = await (await services.aget(Quotas)).limited(_one(principal))
        if limited:
            async with self._units.write(principal) as services:
                held = await (await services.aget(Quotas)).hold(_one(principal), lease=_LONGEST_BUILD)
        try:
            yield held
        except BaseException:
            if held is not None:
                async with self._units.write(principal) as services:
                    await (await services.aget(Quotas)).release(held)
            raise

    async def _discard(self, sha256: str, principal: Principal) -> None:
        async with self._units.read(principal) as services:
            used = await ArtifactsTable(services.get(AsyncSession)).uses(sha256)
        if not used:
            await self._workshop.store.remove(principal.organization_id, sha256)

    async def _store(
        self, order: _Order, made: _Made, *, principal: Principal, run_id: str
    ) -> ArtifactDetail:
        async with self._units.write(principal) as services:
            row = _row(order, made.compiled, run_id=run_id, sha256=made.sha256)
            row.created_by = principal.user_id
            row.created_at = self._workshop.knowledge.clock()
            table = ArtifactsTable(services.get(AsyncSession))
            previous = await table.newest(row.project_id)
            if previous is not None:
                row.previous_id = previous.id
                row.components = await _components(previous, order, services=services)
            await table.add(row)
            quotas, room = await services.aget(Quotas, CountedRoom)
            if made.held is None:
                await quotas.spend(_one(principal))
            else:
                await quotas.settle(made.held, actual=1)
            await room.keep()
            return await (await services.aget(Artifacts)).get(row.id)


async def _components(
    previous: ArtifactRow, order: _Order, *, services: svcs.Container
) -> dict[str, JsonValue]:
    before = await (await services.aget(Revisions)).get(previous.revision_id)
    return diff(before.architecture, order.head.architecture).model_dump(mode="json")


def _one(principal: Principal) -> Use:
    return Use(Metric.BUNDLES, 1, principal.user_id)


def _row(order: _Order, compiled: CompiledBundle, *, run_id: str, sha256: str) -> ArtifactRow:
    summary = order.head.summary
    name = f"{order.document.architecture.name}-r{summary.number}"
    return ArtifactRow(
        id=new_id("art"),
        project_id=summary.project_id,
        option_id=summary.option_id,
        revision_id=summary.id,
        revision_number=summary.number,
        run_id=run_id,
        previous_id=None,
        name=name[:_LONGEST_NAME],
        status="ready" if compiled.passed else "failed",
        bytes=len(compiled.packed),
        sha256=sha256,
        errors=compiled.report.errors,
        warnings=compiled.report.warnings,
        monthly_cost=compiled.evaluation.estimate.total.model_dump(mode="json"),
        files=[_stored(compiled, file.path).model_dump(mode="json") for file in compiled.files],
        checks=compiled.report.model_dump(mode="json"),
        stages=[stage.model_dump(mode="json") for stage in compiled.stages],
        components=None,
    )


def _stored(compiled: CompiledBundle, path: str) -> StoredFile:
    file = next(f for f in compiled.files if f.path == path)
    return StoredFile(
        path=path,
        bytes=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        language=file.language,
    )
