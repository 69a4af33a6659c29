"""Bundles from an option to a downloaded archive, over the real tools and the real database.

Compiling is slow and its tools start slowly: all tests share one installation, and those that only look at
a bundle share one bundle. What is about storing alone is tried with bundles of a single part.
"""

import io
import zipfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
import svcs

from builders.platform import LOCAL, an_installation
from cloudwright.adapters.storage.signing import KeyFile
from cloudwright.artifacts.errors import ArtifactFailed, ArtifactNotFound, DownloadExpired, LintFailed
from cloudwright.artifacts.ports import ArtifactStore, LintMatch
from cloudwright.artifacts.progress import FileStatus, Progress, StageStatus
from cloudwright.artifacts.schemas import ArtifactDetail
from cloudwright.artifacts.service.artifacts import Artifacts
from cloudwright.artifacts.service.bundles import Bundles, Workshop
from cloudwright.artifacts.service.downloads import Downloads
from cloudwright.design.bundle.parts import Part
from cloudwright.design.diagram.ports import Layout
from cloudwright.design.model.edits import RemoveComponent
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.schemas import Author
from cloudwright.projects.service.changing import Changing, Order
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.reading import Reading
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")

_SMALL = frozenset({Part.TERRAFORM})
_AUTHOR = Author(kind="user", id=LOCAL.user_id)
_FOREIGN = Principal(
    user_id="usr_other", organization_id="org_other", role=Role.OWNER, sign_in_id="sgn_other"
)


@dataclass
class Watcher:
    seen: list[Progress] = field(default_factory=list)

    async def progress(self, progress: Progress) -> None:
        self.seen.append(progress)


class Complaining:
    """A linter that finds an error in the first template."""

    async def lint(self, templates: Mapping[str, str], region: str) -> tuple[LintMatch, ...]:
        del region
        path = next(iter(templates))
        return (LintMatch(path, "E9999", "error", "Not like this", path=("Resources",)),)


class Broken:
    async def lint(self, templates: Mapping[str, str], region: str) -> tuple[LintMatch, ...]:
        del templates, region
        raise LintFailed("cfn-lint gave no answer.")


@dataclass(frozen=True)
class Shop:
    """A project of its own in an installation, with its simplest option."""

    services: svcs.Container
    units: UnitsOfWork
    bundles: Bundles
    project_id: str
    option_id: str

    async def build(
        self, run_id: str = "run_first", *, parts: frozenset[Part] = frozenset(Part)
    ) -> ArtifactDetail:
        return await self.bundles.build(
            self.option_id, principal=LOCAL, run_id=run_id, reporter=Watcher(), parts=parts
        )


async def a_shop(services: svcs.Container) -> Shop:
    units, bundles = await services.aget(UnitsOfWork, Bundles)
    async with units.write(LOCAL) as scoped:
        project = await (await scoped.aget(Projects)).create(LOCAL.user_id, "Shop")
    reading, proposing = await services.aget(Reading, Proposing)
    await reading.read(LOCAL, project.id, text="A web app for 1,000 users a month")
    cards = (await proposing.propose(LOCAL, project.id, author=_AUTHOR)).options
    return Shop(services, units, bundles, project.id, cards[0].id)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def installation(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[svcs.Container]:
    async with an_installation(tmp_path_factory.mktemp("installation")) as services:
        yield services


@pytest_asyncio.fixture(loop_scope="module")
async def shop(installation: svcs.Container) -> Shop:
    """A project of the test's own in the shared installation."""
    return await a_shop(installation)


@pytest_asyncio.fixture(loop_scope="module")
async def lone_shop(tmp_path: Path) -> AsyncIterator[Shop]:
    """The only project of an installation, for tests that count what is stored."""
    async with an_installation(tmp_path) as services:
        yield await a_shop(services)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(installation: svcs.Container) -> ArtifactDetail:
    """A whole bundle that nobody changes."""
    return await (await a_shop(installation)).build()


async def _bundles_with(shop: Shop, linter: Complaining | Broken) -> Bundles:
    layout, store, knowledge = await shop.services.aget(Layout, ArtifactStore, Knowledge)
    return Bundles(shop.units, Workshop(linter=linter, layout=layout, store=store, knowledge=knowledge))


async def test_a_build_reports_stages_and_files_and_ends_in_a_clean_archive(shop: Shop) -> None:
    watcher = Watcher()

    built = await shop.bundles.build(shop.option_id, principal=LOCAL, run_id="run_first", reporter=watcher)

    assert (built.summary.status, built.summary.errors) == ("ready", 0)
    assert [s.title for s in built.stages][:3] == ["Compile", "Lint (cfn-lint)", "Terraform schema (offline)"]
    assert {s.status for s in built.stages} == {StageStatus.PASSED}
    assert {f.status for f in watcher.seen[-1].files} == {FileStatus.DONE}
    assert any(f.status is FileStatus.WRITING for p in watcher.seen for f in p.files)
    assert [c.id for c in built.checks.checks if not c.ran] == []
    assert {m.level for c in built.checks.checks for m in c.matches if c.id == "cfn-lint"} == set()
    assert all(m.line > 0 for c in built.checks.checks for m in c.matches if c.id == "cloudwright-rules")


async def test_the_archive_holds_what_the_manifest_says(shop: Shop, built: ArtifactDetail) -> None:
    async with shop.units.read(LOCAL) as services:
        packed = await (await services.aget(Artifacts)).packed(built.summary.id)
        readme = await (await services.aget(Artifacts)).file(built.summary.id, "README.md")

    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        names = {name.split("/", 1)[1] for name in archive.namelist()}
    assert names == {file.path for file in built.files}
    assert packed.filename == f"{built.summary.name}.zip"
    assert readme.content.startswith(b"# ")


async def test_repeating_a_run_builds_nothing_again(shop: Shop) -> None:
    first, second = await shop.build(parts=_SMALL), await shop.build(parts=_SMALL)

    assert first == second


async def test_the_next_bundle_shows_what_changed(shop: Shop) -> None:
    first = await shop.build()
    changing = await shop.services.aget(Changing)
    order = Order(shop.option_id, None, author=_AUTHOR, tool_call_id="call_1")
    await changing.edit(LOCAL, order, edits=(RemoveComponent(id="operations"),), note="")

    second = await shop.build("run_second")

    assert second.changes.previous_artifact_id == first.summary.id
    assert second.changes.components is not None
    assert [c.id for c in second.changes.components.removed] == ["operations"]
    assert "terraform/prod/alarms.tf" in second.changes.files.removed
    assert "README.md" in second.changes.files.changed
    async with shop.units.read(LOCAL) as services:
        changed = await (await services.aget(Artifacts)).file_diff(second.summary.id, "README.md")
    assert "-| `operations`" in changed.unified


async def test_what_is_left_out_is_not_in_the_bundle(shop: Shop) -> None:
    built = await shop.build(parts=frozenset({Part.TERRAFORM}))

    folders = {file.path.split("/")[0] for file in built.files}
    assert "terraform" in folders
    assert not folders & {"cloudformation", "diagrams", "docs"}
    assert next(s for s in built.stages if s.id == "lint").status is StageStatus.SKIPPED
    assert built.summary.status == "ready"


async def test_a_bundle_with_errors_can_be_read_but_not_downloaded(shop: Shop) -> None:
    bundles = await _bundles_with(shop, Complaining())

    built = await bundles.build(shop.option_id, principal=LOCAL, run_id="run_bad", reporter=Watcher())

    assert (built.summary.status, built.summary.errors) == ("failed", 1)
    async with shop.units.read(LOCAL) as services:
        assert (await (await services.aget(Artifacts)).file(built.summary.id, "README.md")).content
    with pytest.raises(ArtifactFailed, match="1 error"):
        await (await shop.services.aget(Downloads)).link(built.summary.id, LOCAL)


async def test_templates_that_nobody_judged_are_not_handed_out(shop: Shop) -> None:
    bundles = await _bundles_with(shop, Broken())

    built = await bundles.build(shop.option_id, principal=LOCAL, run_id="run_bad", reporter=Watcher())

    lint = next(c for c in built.checks.checks if c.id == "cfn-lint")
    assert (built.summary.status, lint.ran) == ("failed", False)


async def test_bytes_go_with_the_last_artifact_that_has_them(lone_shop: Shop) -> None:
    shop, store = lone_shop, await lone_shop.services.aget(ArtifactStore)
    first, second = await shop.build(parts=_SMALL), await shop.build("run_second", parts=_SMALL)
    assert first.summary.sha256 == second.summary.sha256

    await _delete(shop, first.summary.id)
    assert len(await store.kept()) == 1
    await _delete(shop, second.summary.id)

    assert await store.kept() == frozenset()
    with pytest.raises(ArtifactNotFound):
        await _delete(shop, second.summary.id)


async def test_bytes_of_deleted_projects_are_swept(lone_shop: Shop) -> None:
    shop, store = lone_shop, await lone_shop.services.aget(ArtifactStore)
    await shop.build(parts=_SMALL)
    async with shop.units.write(LOCAL) as services:
        await (await services.aget(Projects)).delete(shop.project_id)

    assert await shop.bundles.sweep() == 1
    assert await store.kept() == frozenset()


async def test_a_link_is_good_for_its_artifact_and_ten_minutes(
    shop: Shop, built: ArtifactDetail, tmp_path: Path
) -> None:
    now = [datetime(2026, 11, 21, 12, tzinfo=UTC)]
    downloads = Downloads(shop.units, KeyFile(tmp_path / "key"), clock=lambda: now[0])
    link = await downloads.link(built.summary.id, LOCAL)
    token = link.url.rsplit("/", 1)[1]

    assert (await downloads.follow(token)).sha256 == built.summary.sha256
    for forged in (
        token.replace("art_", "art_x"),
        token + "x",
        "a.b",
        "",
        token.replace("org_local", "org_other"),
    ):
        with pytest.raises(DownloadExpired):
            await downloads.follow(forged)
    now[0] += timedelta(minutes=10, seconds=1)
    with pytest.raises(DownloadExpired):
        await downloads.follow(token)


async def test_other_organisations_find_nothing(shop: Shop, built: ArtifactDetail) -> None:
    async with shop.units.read(_FOREIGN) as services:
        artifacts = await services.aget(Artifacts)
        assert (await artifacts.page()).items == ()
        with pytest.raises(ArtifactNotFound):
            await artifacts.file(built.summary.id, "README.md")
    with pytest.raises(ArtifactNotFound):
        await (await shop.services.aget(Downloads)).link(built.summary.id, _FOREIGN)


async def test_bundles_are_listed_searched_and_renamed(shop: Shop) -> None:
    built = await shop.build(parts=_SMALL)
    async with shop.units.write(LOCAL) as services:
        await (await services.aget(Artifacts)).rename(built.summary.id, "First 100% release")

    async with shop.units.read(LOCAL) as services:
        artifacts = await services.aget(Artifacts)
        assert [a.name for a in (await artifacts.page("100% rel")).items] == ["First 100% release"]
        assert (await artifacts.page("100_ rel")).items == ()
        assert [a.project_name for a in (await artifacts.page(project_id=shop.project_id)).items] == ["Shop"]


async def _delete(shop: Shop, artifact_id: str) -> None:
    async with shop.units.write(LOCAL) as services:
        await (await services.aget(Artifacts)).delete(artifact_id)
