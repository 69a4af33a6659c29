"""A comment stays with its element through edits, renames and re-layouts, and says when it is gone."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from builders.shared_designs import Json, Office, an_office, refused, told
from cloudwright.notifications.models import NotificationRow
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")

HANDLER = {"kind": "component", "id": "api-handler"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    async with an_office(tmp_path_factory.mktemp("office")) as office:
        yield office


async def begun(office: Office, text: str, *, anchor: Json = None, mentions: tuple[str, ...] = ()) -> Json:
    """Let Bo begin a thread."""
    wish = {
        "revision_id": await office.revision(),
        "anchor": anchor or HANDLER,
        "text": text,
        "mentions": mentions,
    }
    return told(await office.bo.client.post("/comment-threads", json=wish))


async def threads(office: Office, *, by: str = "ada") -> dict[str, Json]:
    client = {"ada": office.ada, "bo": office.bo}[by].client
    found = told(await client.get(f"/options/{office.option}/comments"))
    return {each["id"]: each for each in found["items"]}


async def messages(office: Office) -> list[Json]:
    units = await office.services.aget(UnitsOfWork)
    async with units.read(EveryTenant("test")) as services:
        rows = await services.get(AsyncSession).scalars(
            select(NotificationRow).where(NotificationRow.template == "comment_mention")
        )
        return [row.message for row in rows]


async def test_a_comment_follows_its_element_and_says_in_which_revision_it_went(office: Office) -> None:
    thread = await begun(office, "Why so much memory?")

    await office.edit({"op": "update_component", "id": "api-handler", "title": "Orders"})
    renamed = (await threads(office))[thread["id"]]["anchor"]
    after = await office.edit({"op": "remove_component", "id": "api-handler"})
    gone = (await threads(office))[thread["id"]]["anchor"]
    number = after["revision"]["summary"]["number"]
    told(await office.ada.client.post(f"/options/{office.option}/undo", json={"base_revision": number}))
    back = (await threads(office))[thread["id"]]["anchor"]

    assert (renamed["title"], renamed["removed_in"]) == ("Orders", None)
    assert (gone["title"], gone["removed_in"]) == ("Orders", number)
    assert back == renamed


async def test_an_answer_is_unread_until_it_is_read_and_opens_what_was_resolved(office: Office) -> None:
    thread = (await begun(office, "Is one table enough?", anchor={"kind": "design"}))["id"]
    assert (await threads(office))[thread]["unread"] == 1
    assert (await threads(office, by="bo"))[thread]["unread"] == 0

    told(await office.ada.client.post(f"/comment-threads/{thread}/read"))
    assert (await threads(office))[thread]["unread"] == 0
    settled = told(await office.ada.client.patch(f"/comment-threads/{thread}", json={"resolved": True}))
    assert (settled["resolved"], settled["resolved_by"]) == (True, "Ada")

    answer = told(await office.bo.client.post(f"/comment-threads/{thread}/comments", json={"text": "No."}))
    assert not answer["resolved"]
    assert (await threads(office))[thread]["unread"] == 1


async def test_words_are_changed_by_who_wrote_them_and_removed_by_them_or_an_admin(office: Office) -> None:
    thread = await begun(office, "First")
    first = thread["comments"][0]["id"]
    replied = told(
        await office.ada.client.post(f"/comment-threads/{thread['id']}/comments", json={"text": "Second"})
    )
    second = replied["comments"][1]["id"]

    foreign = await office.ada.client.patch(f"/comments/{first}", json={"text": "Mine now"})
    assert refused(foreign) == (403, "COMMENT_NOT_YOURS")
    assert refused(await office.bo.client.delete(f"/comments/{second}")) == (403, "NOT_PERMITTED")
    changed = told(await office.bo.client.patch(f"/comments/{first}", json={"text": "Reworded"}))
    assert [(each["text"], each["edited"]) for each in changed["comments"]] == [
        ("Reworded", True),
        ("Second", False),
    ]

    told(await office.ada.client.delete(f"/comments/{first}"))
    kept = (await threads(office))[thread["id"]]["comments"]
    assert [(each["text"], each["deleted"]) for each in kept] == [("", True), ("Second", False)]
    told(await office.ada.client.delete(f"/comments/{second}"))
    assert thread["id"] not in await threads(office)


async def test_who_is_mentioned_gets_one_message_an_hour_about_a_thread(office: Office) -> None:
    ada, eve = office.ada.person.id, office.eve.person.id
    thread = await begun(office, "@Ada look", mentions=(ada, eve, office.bo.person.id))
    answer = {"text": "@Ada again", "mentions": [ada]}
    told(await office.bo.client.post(f"/comment-threads/{thread['id']}/comments", json=answer))

    found = [each for each in await messages(office) if thread["id"] in str(each)]

    assert [each["to"] for each in found] == [office.ada.person.email]
    assert found[0]["content"]["link"].endswith(f"&thread={thread['id']}")
    assert found[0]["content"]["author"] == "Bo"


async def test_nobody_outside_the_organisation_sees_or_writes_a_comment(office: Office) -> None:
    thread = await begun(office, "For us")
    eve, text = office.eve.client, {"text": "Hello"}

    assert refused(await eve.get(f"/options/{office.option}/comments"))[0] == 404
    assert refused(await eve.post(f"/comment-threads/{thread['id']}/comments", json=text))[0] == 404
    assert refused(await eve.delete(f"/comments/{thread['comments'][0]['id']}"))[0] == 404
    lost = {"revision_id": await office.revision(), "anchor": {"kind": "component", "id": "nowhere"}, **text}
    assert refused(await office.bo.client.post("/comment-threads", json=lost)) == (
        422,
        "COMMENT_ANCHOR_NOT_FOUND",
    )
