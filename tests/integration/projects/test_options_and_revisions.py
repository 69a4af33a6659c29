"""Options follow the brief in place, revisions are only added, and a repeated tool call changes nothing."""

from collections.abc import AsyncIterator, Awaitable
from pathlib import Path

import pytest
import svcs

from builders.platform import LOCAL
from builders.workspace import PERSON, SENTENCE, STRANGER, Workspace, a_workspace
from cloudwright.design.model.brief_edits import SetBriefRegion
from cloudwright.design.model.edits import RemoveComponent, Rename, SetRegion, UpdateComponent
from cloudwright.design.model.errors import EditRejected, RevisionStale
from cloudwright.kit.errors import CloudwrightError, ErrorKind
from cloudwright.projects.errors import NothingToUndo, RevisionNotFound
from cloudwright.projects.schemas import OptionCard, OptionChange, RevisionSummary
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.revisions import Revisions

LARGER = UpdateComponent(id="api-handler", properties={"memory_mb": 1024})


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with a_workspace(tmp_path) as workspace:
        yield workspace


async def history(workspace: Workspace, option: str) -> tuple[RevisionSummary, ...]:
    async def work(services: svcs.Container) -> tuple[RevisionSummary, ...]:
        return await (await services.aget(Revisions)).history(option)

    return await workspace.do(work)


async def test_proposing_again_changes_nothing(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)

    first = await workspace.propose(project)
    again = await workspace.propose(project)

    assert len(first) >= 2
    assert again == first


async def test_untouched_options_follow_the_brief_in_place(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    first = await workspace.propose(project)

    await workspace.read(project, "under shop.example.com, make that 20 million requests")
    after = await workspace.propose(project)

    assert [c.id for c in after] == [c.id for c in first]
    assert [c.revision_number for c in after] == [2] * len(first)
    assert all(b.monthly_cost.amount > a.monthly_cost.amount for a, b in zip(first, after, strict=True))
    assert not any(c.stale for c in after)


async def test_an_edited_option_that_no_requirement_changes_is_evaluated_again(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    (lean, *_) = await workspace.propose(project)
    change = await workspace.edit(lean.id, LARGER)

    await workspace.read(project, "make that 20 million requests")
    (after, *_) = await workspace.propose(project)

    assert after.revision_id == change.revision.summary.id
    assert after.monthly_cost.amount > change.revision.evaluation.estimate.total.amount
    assert not after.stale


async def test_a_changed_brief_makes_options_stale_until_they_are_proposed_again(
    workspace: Workspace,
) -> None:
    project = await workspace.project(SENTENCE)
    await workspace.propose(project)
    await workspace.read(project, "make that 20 million requests")

    async def cards(services: svcs.Container) -> list[bool]:
        return [c.stale for c in await (await services.aget(Options)).cards(project)]

    assert all(await workspace.do(cards))


async def test_options_that_the_brief_no_longer_calls_for_come_last(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    before = await workspace.propose(project)
    buffered = next(c.id for c in before if c.name == "Buffered writes")

    await workspace.read(project, "without queues")
    after = await workspace.propose(project)

    assert [c.position for c in after] == list(range(len(after)))
    assert after[-1].id == buffered


async def test_undo_goes_back_step_by_step_and_an_edit_after_it_holds(workspace: Workspace) -> None:
    (option, *_) = await workspace.propose(await workspace.project(SENTENCE))
    start = option.monthly_cost
    first = await workspace.edit(option.id, LARGER, call="c1")
    await workspace.edit(option.id, SetRegion(region="eu-west-1"), call="c2")

    one_back = await workspace.undo(option.id, "c3")
    two_back = await workspace.undo(option.id, "c4")
    redone = await workspace.edit(option.id, LARGER, call="c5")
    undone_again = await workspace.undo(option.id, "c6")

    assert one_back.revision.summary.content_hash == first.revision.summary.content_hash
    assert two_back.revision.evaluation.estimate.total == start
    assert redone.revision.summary.content_hash == first.revision.summary.content_hash
    assert undone_again.revision.summary.content_hash == two_back.revision.summary.content_hash
    assert [r.number for r in await history(workspace, option.id)] == [7, 6, 5, 4, 3, 2, 1]


async def test_the_first_revision_cannot_be_undone(workspace: Workspace) -> None:
    (option, *_) = await workspace.propose(await workspace.project(SENTENCE))
    await workspace.edit(option.id, LARGER)
    await workspace.undo(option.id, "u1")

    with pytest.raises(NothingToUndo):
        await workspace.undo(option.id, "u2")


async def test_the_same_tool_call_is_carried_out_once(workspace: Workspace) -> None:
    (option, *_) = await workspace.propose(await workspace.project(SENTENCE))

    first = await workspace.edit(option.id, LARGER, call="same")
    second = await workspace.edit(option.id, Rename(title="Other"), call="same")
    undone = await workspace.undo(option.id, "undo")
    again = await workspace.undo(option.id, "undo")

    assert second == first
    assert again.revision == undone.revision
    assert len(await history(workspace, option.id)) == 3


async def test_a_change_on_an_old_revision_is_refused(workspace: Workspace) -> None:
    (option, *_) = await workspace.propose(await workspace.project(SENTENCE))
    await workspace.edit(option.id, LARGER, base=1)

    with pytest.raises(RevisionStale, match="newest revision is 2"):
        await workspace.edit(option.id, Rename(title="Late"), call="c2", base=1)
    with pytest.raises(RevisionStale):
        await workspace.undo(option.id, "c3", base=1)

    assert len(await history(workspace, option.id)) == 2


async def test_a_rejected_edit_adds_no_revision(workspace: Workspace) -> None:
    (option, *_) = await workspace.propose(await workspace.project(SENTENCE))

    with pytest.raises(EditRejected):
        await workspace.edit(option.id, LARGER, RemoveComponent(id="nobody"))

    assert len(await history(workspace, option.id)) == 1


async def test_a_change_tells_its_ripple(workspace: Workspace) -> None:
    (option, *_) = await workspace.propose(await workspace.project(SENTENCE))

    change = await workspace.edit(option.id, RemoveComponent(id="operations"))

    assert change.ripple.removed == ("operations",)
    assert change.ripple.money_before == option.monthly_cost
    assert change.ripple.money_after == change.revision.evaluation.estimate.total
    assert change.ripple.findings_opened
    assert change.ripple.worse.startswith("New ")
    assert any(path.endswith("main.yaml") for path in change.ripple.files_changed)


async def test_an_option_is_pinned_renamed_and_discarded(workspace: Workspace) -> None:
    cards = await workspace.propose(await workspace.project(SENTENCE))
    change = OptionChange(pinned=True, discarded=True, name="Mine")

    async def work(services: svcs.Container) -> list[str]:
        options = await services.aget(Options)
        card = await options.update(cards[0].id, change)
        assert (card.pinned, card.discarded, card.name) == (True, True, "Mine")
        return [c.id for c in await options.cards(card.project_id)]

    assert (await workspace.do(work))[-1] == cards[0].id


async def _all_not_found(*calls: Awaitable[object]) -> None:
    for call in calls:
        with pytest.raises(CloudwrightError) as caught:
            await call
        assert caught.value.kind is ErrorKind.NOT_FOUND


async def test_another_organisation_finds_nothing_of_it(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    (option, *_) = await workspace.propose(project)

    async def tries(services: svcs.Container) -> None:
        projects, briefs, options, revisions = await services.aget(Projects, Briefs, Options, Revisions)
        calls = [
            projects.get(project),
            projects.rename(project, "Mine"),
            projects.delete(project),
            projects.choose(option.id),
            briefs.get(project),
            options.cards(project),
            options.card(option.id),
            options.update(option.id, OptionChange(discarded=True)),
            revisions.get(option.revision_id),
            revisions.head(option.id),
            revisions.history(option.id),
            revisions.compare(option.revision_id, option.revision_id),
        ]
        await _all_not_found(*calls)
        assert (await projects.page()).items == ()

    await workspace.do(tries, by=STRANGER)
    await _all_not_found(
        workspace.read(project, SENTENCE, by=STRANGER),
        workspace.propose(project, by=STRANGER),
        workspace.edit_brief(project, 1, SetBriefRegion(region="eu-west-1"), by=STRANGER),
        workspace.edit(option.id, LARGER, by=STRANGER),
        workspace.undo(option.id, "call", by=STRANGER),
    )
    assert (await workspace.propose(project))[0].id == option.id
    assert LOCAL.organization_id != STRANGER.organization_id


async def test_a_fork_begins_with_a_revision_and_goes_on_by_itself(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    option, *_ = await workspace.propose(project)
    await workspace.edit(option.id, LARGER)

    async def fork(services: svcs.Container) -> tuple[OptionCard, OptionCard]:
        options = await services.aget(Options)
        then = await options.fork(option.id, revision_id=option.revision_id, author=PERSON)
        return then, await options.fork(option.id, revision_id=None, author=PERSON)

    then, now = await workspace.do(fork)
    await workspace.edit(then.id, Rename(title="Other"), call="call_fork")
    cards = {card.id: card for card in await workspace.propose(project)}

    assert (then.name, now.name) == (f"{option.name} 2", f"{option.name} 3")
    assert then.monthly_cost == option.monthly_cost
    assert now.because == f"Forked from {option.name}, revision 2."
    assert cards[then.id].revision_number == 2
    assert cards[now.id].revision_number == 1
    assert cards[option.id].revision_number == 2


async def test_a_fork_of_a_revision_of_another_option_is_refused(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    one, other, *_ = await workspace.propose(project)

    async def fork(services: svcs.Container) -> None:
        await (await services.aget(Options)).fork(one.id, revision_id=other.revision_id, author=PERSON)

    with pytest.raises(RevisionNotFound):
        await workspace.do(fork)
