"""From a design document to a checked bundle: the one path for the service and for the command line.

Nothing is stored and nothing is looked up but through the ports; CPU work runs beside the loop.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from cloudwright.artifacts import checking
from cloudwright.artifacts.errors import LintFailed
from cloudwright.artifacts.ports import Linter
from cloudwright.artifacts.progress import Board, FileProgress, FileStatus, Reporter, Stage, StageTitle
from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.bundle.archive import archive
from cloudwright.design.bundle.assemble import plan, with_consistency
from cloudwright.design.bundle.checks import Check, CheckReport
from cloudwright.design.bundle.code import code_files, lintable
from cloudwright.design.bundle.consistency.report import ConsistencyReport
from cloudwright.design.bundle.files import BundleFile
from cloudwright.design.bundle.parts import EVERY_PART, Part, parts_under
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.catalog.registry import kinds
from cloudwright.design.diagram.arranging import arranged
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.ports import Layout
from cloudwright.design.diagram.scene import scene
from cloudwright.design.diagram.sheets import sheets
from cloudwright.design.evaluation.annotate import annotations
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.facts.facts import Facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.budget import stated_budget
from cloudwright.design.model.document import Document
from cloudwright.design.review.registry import rules

COMPILE, LINT, SCHEMA, RULES, PRICE, PACKAGE = (
    "compile",
    "lint",
    "terraform",
    "rules",
    "price",
    "package",
)


@dataclass(frozen=True, slots=True)
class Knowing:
    """What a compilation takes as given: equal values give equal files."""

    facts: Facts
    as_of: date
    revision_label: str
    parts: frozenset[Part]


@dataclass(frozen=True, slots=True)
class CompiledBundle:
    """`files` come by path; `packed` is the zip of them, in one folder."""

    files: tuple[BundleFile, ...]
    report: CheckReport
    consistency: ConsistencyReport
    stages: tuple[Stage, ...]
    evaluation: Evaluation
    packed: bytes

    @property
    def passed(self) -> bool:
        """Whether nothing forbids handing it out."""
        return self.report.errors == 0


async def compile_bundle(
    document: Document,
    *,
    revision_label: str,
    linter: Linter,
    layout: Layout,
    facts: Facts,
    as_of: date,
    reporter: Reporter,
    parts: frozenset[Part] = EVERY_PART,
) -> CompiledBundle:
    """Compile, check and pack those of the parts that the design's standards allow.

    What the checks find is in the result. Raises EditRejected for properties that the catalogue refuses,
    EmitError for what cannot be written, LayoutFailed when the diagrams cannot be laid out.
    """
    allowed = parts & parts_under(document.architecture.standards)
    knowing = Knowing(facts=facts, as_of=as_of, revision_label=revision_label, parts=allowed)
    build = _Build(document, knowing, linter=linter, layout=layout, board=Board(stage_titles(), reporter))
    try:
        return await build.run()
    except Exception:
        await build.give_up()
        raise


def stage_titles() -> tuple[StageTitle, ...]:
    """Return the stages of every build, in order."""
    return (
        StageTitle(COMPILE, "Compile"),
        StageTitle(LINT, "Lint (cfn-lint)"),
        StageTitle(SCHEMA, "Terraform schema (offline)"),
        StageTitle(RULES, f"Cloudwright rules ({len(rules())})"),
        StageTitle(PRICE, "Price"),
        StageTitle(PACKAGE, "Package"),
    )


class _Build:
    """One compilation; each stage leaves what the next ones need."""

    def __init__(
        self, document: Document, knowing: Knowing, *, linter: Linter, layout: Layout, board: Board
    ) -> None:
        self._document = document
        self._knowing = knowing
        self._linter = linter
        self._layout = layout
        self._board = board
        self._current = COMPILE

    async def run(self) -> CompiledBundle:
        blueprints, code = await self._compile()
        files = {file.path: file for file in code}
        checks = [*await self._lint(blueprints, files), *await self._schema(files)]
        evaluations = await self._evaluate()
        evaluation = evaluations[Environment.PROD]
        checks.append(await self._rules(evaluation, files, blueprint=blueprints[Environment.PROD]))
        checks.append(await self._price(evaluation))
        await self._begin(PACKAGE)
        subject = await self._subject(blueprints, evaluations)
        return await self._package(subject, code, checks=checks)

    async def give_up(self) -> None:
        await self._board.failed(self._current, "stopped: this design cannot be compiled")
        await self._board.skip_waiting("not reached")

    async def _compile(self) -> tuple[Mapping[Environment, Blueprint], tuple[BundleFile, ...]]:
        await self._begin(COMPILE)
        architecture, facts = self._document.architecture, self._knowing.facts

        def compiled() -> tuple[Mapping[Environment, Blueprint], tuple[BundleFile, ...]]:
            budget = stated_budget(self._document.brief, architecture, facts=facts)
            blueprints = {e: lower(architecture, e, facts, budget=budget) for e in Environment}
            return blueprints, code_files(blueprints.values(), self._knowing.parts)

        blueprints, code = await asyncio.to_thread(compiled)
        await self._board.files(_done(file) for file in code)
        count = sum(len(b.resources) for b in blueprints.values())
        await self._board.passed(COMPILE, f"{count} resources in {len(code)} files")
        return blueprints, code

    async def _lint(self, blueprints: Mapping[Environment, Blueprint], files: checking.Files) -> list[Check]:
        if Part.CLOUDFORMATION not in self._knowing.parts:
            return await self._skip(LINT)
        await self._begin(LINT)
        every = tuple(blueprints.values())
        texts = await asyncio.to_thread(lintable, every)
        try:
            found = await self._linter.lint(texts, self._document.architecture.region)
        except LintFailed as error:
            check = checking.unasked_linter(error.message)
        else:
            check = await asyncio.to_thread(checking.lint_check, found, files, every)
        await self._finish(LINT, check)
        return [check]

    async def _schema(self, files: checking.Files) -> list[Check]:
        if Part.TERRAFORM not in self._knowing.parts:
            return await self._skip(SCHEMA)
        await self._begin(SCHEMA)
        check = await asyncio.to_thread(checking.terraform_check, files)
        await self._finish(SCHEMA, check)
        return [check]

    async def _evaluate(self) -> Mapping[Environment, Evaluation]:
        await self._begin(RULES)
        document, knowing = self._document, self._knowing

        def evaluated() -> Mapping[Environment, Evaluation]:
            return {
                environment: evaluate(
                    document.architecture,
                    document.brief,
                    environment=environment,
                    facts=knowing.facts,
                    as_of=knowing.as_of,
                )
                for environment in Environment
            }

        return await asyncio.to_thread(evaluated)

    async def _rules(self, evaluation: Evaluation, files: checking.Files, *, blueprint: Blueprint) -> Check:
        check = checking.rules_check(evaluation.review, files, blueprint)
        await self._finish(RULES, check)
        return check

    async def _price(self, evaluation: Evaluation) -> Check:
        await self._begin(PRICE)
        check = checking.price_check(evaluation.estimate)
        lines = len(evaluation.estimate.lines)
        await self._board.passed(PRICE, f"{evaluation.estimate.total} a month in {lines} lines")
        return check

    async def _subject(
        self, blueprints: Mapping[Environment, Blueprint], evaluations: Mapping[Environment, Evaluation]
    ) -> Subject:
        evaluation = evaluations[Environment.PROD]
        drawn = {view: await self._draw(view, evaluation) for view in View}
        return Subject(
            architecture=self._document.architecture,
            brief=self._document.brief,
            evaluations=evaluations,
            blueprints=blueprints,
            drawings={view: drawing for view, (drawing, _) in drawn.items()},
            sheets={view: printed for view, (_, printed) in drawn.items()},
            kinds=kinds(),
            revision=self._knowing.revision_label,
            as_of=self._knowing.as_of,
            compiler_version=version("cloudwright"),
            parts=self._knowing.parts,
        )

    async def _draw(self, view: View, evaluation: Evaluation) -> tuple[Drawing, tuple[Drawing, ...]]:
        """Return the drawing, and the sheets on which it is printed where one does not hold it."""
        shown = annotations(evaluation, revision=self._knowing.revision_label, as_of=self._knowing.as_of)
        sketch = scene(self._document.architecture, view, kinds=kinds(), annotations=shown)
        drawing = await arranged(sketch, self._layout)
        return drawing, await sheets(sketch, drawing, self._layout)

    async def _package(
        self, subject: Subject, code: Sequence[BundleFile], *, checks: Sequence[Check]
    ) -> CompiledBundle:
        planned = plan(subject, CheckReport(checks=tuple(checks)), code=code)
        await self._board.files(FileProgress(path=p.path, status=FileStatus.QUEUED) for p in planned)
        written = list(code)
        for each in planned:
            await self._board.files([FileProgress(path=each.path, status=FileStatus.WRITING)])
            written.append(await asyncio.to_thread(each.write))
            await self._board.files([_done(written[-1])])
        files, consistency = await asyncio.to_thread(with_consistency, written)
        await self._board.files([_done(file) for file in files if file not in written])
        report = CheckReport(checks=(*checks, checking.consistency_check(consistency)))
        packed = await asyncio.to_thread(archive, files, folder=subject.architecture.name)
        detail = f"{len(files)} files, {len(packed) // 1024} KB"
        if consistency.consistent:
            await self._board.passed(PACKAGE, detail)
        else:
            await self._board.failed(PACKAGE, f"{len(consistency.differences)} disagreements between files")
        return CompiledBundle(
            files=files,
            report=report,
            consistency=consistency,
            stages=self._board.stages,
            evaluation=subject.evaluation,
            packed=packed,
        )

    async def _begin(self, stage: str) -> None:
        self._current = stage
        await self._board.begin(stage)

    async def _skip(self, stage: str) -> list[Check]:
        await self._board.skipped(stage, "not part of this bundle")
        return []

    async def _finish(self, stage: str, check: Check) -> None:
        detail = _counted(check)
        if check.errors or not check.ran:
            await self._board.failed(stage, detail)
        else:
            await self._board.passed(stage, detail)


def _done(file: BundleFile) -> FileProgress:
    return FileProgress(path=file.path, status=FileStatus.DONE, bytes=len(file.content))


def _counted(check: Check) -> str:
    if not check.ran:
        return "did not run"
    counts = [(check.errors, "error"), (check.warnings, "warning")]
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return ", ".join(said) or "no errors, no warnings"
