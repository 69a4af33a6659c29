"""Projects over HTTP: lists, briefs, edits, drawings and files; each refusal has its status and code."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from builders.platform import a_signed_in_client

Body = dict[str, Any]  # what json.loads gives
SENTENCE = "A website with a JSON API, 2 million requests a month"


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with a_signed_in_client(tmp_path) as client:
        client.base_url = client.base_url.join("/api/v1/")
        yield client


async def got(client: httpx.AsyncClient, path: str) -> Any:
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def made(client: httpx.AsyncClient, name: str = "Shop") -> str:
    answer = await client.post("projects", json={"name": name})
    assert answer.status_code == 201, answer.text
    project: str = answer.json()["data"]["id"]
    return project


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def requirement(requirement_id: str, kind: str, value: object) -> Body:
    return {
        "op": "set_requirement",
        "requirement": {"id": requirement_id, "kind": kind, "statement": "Said", "value": value},
    }


async def edited(client: httpx.AsyncClient, project: str, *edits: Body, base: int) -> httpx.Response:
    return await client.post(
        f"projects/{project}/brief/edits", json={"base_revision": base, "edits": list(edits)}
    )


async def test_projects_are_paged_without_losing_or_repeating_one(client: httpx.AsyncClient) -> None:
    names = [f"Project {number}" for number in range(7)]
    for name in names:
        await made(client, name)

    seen: list[str] = []
    cursor = ""
    while True:
        page = await got(client, f"projects?q=Project&limit=3{cursor}")
        seen += [each["name"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"

    assert seen == list(reversed(names))


@pytest.mark.parametrize(
    "cursor", ["garbage", "0000-00-00", "1.", ".x", "99999999999999999999.prj", "٣.x", "1e5.x", "%00.x"]
)
async def test_a_cursor_that_no_page_gave_is_refused(client: httpx.AsyncClient, cursor: str) -> None:
    answer = await client.get(f"projects?cursor={cursor}")

    assert answer.status_code in {200, 422}
    if answer.status_code == 422:
        assert answer.json()["error"]["code"] in {"BAD_CURSOR", "VALIDATION_FAILED"}
    if cursor == "garbage":
        assert refusal(answer) == (422, "BAD_CURSOR")


@pytest.mark.parametrize("q", ["100%", "_", "\\", "Shop", "'; --"])
async def test_search_takes_signs_literally(client: httpx.AsyncClient, q: str) -> None:
    await made(client, "Shop")
    await made(client, f"odd {q} name")

    found = await client.get("projects", params={"q": q})

    assert f"odd {q} name" in [each["name"] for each in found.json()["data"]["items"]]
    assert ("Shop" in [each["name"] for each in found.json()["data"]["items"]]) == (q == "Shop")


async def test_a_project_without_a_name_takes_that_of_its_goal(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "projects", json={"goal": f"{SENTENCE} and many more words than fit into a name"}
    )

    assert answer.json()["data"]["name"].startswith("A website with a JSON API, 2 million requests")
    assert len(answer.json()["data"]["name"]) <= 62


async def test_a_brief_changed_by_somebody_else_is_not_overwritten(client: httpx.AsyncClient) -> None:
    project = await made(client)
    function = requirement("json-api", "function", "json_api")
    assert (await edited(client, project, function, base=0)).status_code == 200

    late = await edited(client, project, function, base=0)

    assert refusal(late) == (409, "BRIEF_STALE")
    assert (await got(client, f"projects/{project}/brief"))["revision"] == 1


@pytest.mark.parametrize(
    "edit",
    [
        requirement("budget", "budget", "lots"),
        requirement("traffic", "traffic", None),
        requirement("latency", "latency", -5),
        requirement("availability", "availability", [99]),
        requirement("domain", "domain", ""),
        requirement("domain", "domain", "not a domain"),
        requirement("without-x", "exclusion", {"deep": "value"}),
        {"op": "remove_requirement", "id": "nothing"},
        {"op": "answer_question", "question_id": "sign-in", "choice_id": "maybe"},
    ],
)
async def test_a_brief_edit_that_nothing_could_be_measured_against_is_refused(
    client: httpx.AsyncClient, edit: Body
) -> None:
    project = await made(client)

    answer = await edited(client, project, edit, base=0)

    assert refusal(answer) == (422, "EDIT_REJECTED")
    assert answer.json()["error"]["details"]["problems"][0]["hint"]


@pytest.mark.parametrize("value", ["NaN", "1e999", -1])
async def test_an_absurd_assumption_is_no_brief_edit(client: httpx.AsyncClient, value: object) -> None:
    project = await made(client)
    edit = {"op": "state_assumption", "id": "requests_per_month", "value": value}

    assert (await edited(client, project, edit, base=0)).status_code == 422


async def test_answering_after_stating_and_stating_after_answering_both_hold(
    client: httpx.AsyncClient,
) -> None:
    project = await made(client)
    await edited(client, project, requirement("json-api", "function", "json_api"), base=0)
    answer = {"op": "answer_question", "question_id": "traffic", "choice_id": "large"}
    state = {"op": "state_assumption", "id": "requests_per_month", "value": 123}

    async def requests() -> str:
        brief = await got(client, f"projects/{project}/brief")
        return next(str(a["value"]) for a in brief["assumptions"] if a["id"] == "requests_per_month")

    await edited(client, project, answer, base=1)
    assert await requests() == "10000000"
    await edited(client, project, state, base=2)
    assert await requests() == "123"
    await edited(client, project, answer, base=3)
    assert await requests() == "10000000"


async def test_removing_a_requirement_takes_its_answer_along(client: httpx.AsyncClient) -> None:
    project = await made(client)
    functions = (
        requirement("json-api", "function", "json_api"),
        requirement("sign-in", "function", "sign_in"),
    )
    await edited(client, project, *functions, base=0)

    answer = await edited(client, project, {"op": "remove_requirement", "id": "sign-in"}, base=1)

    brief = answer.json()["data"]["brief"]
    assert {q["id"]: q["answer"] for q in brief["questions"]}["sign-in"] == "no"
    assert "sign-in" not in {r["id"] for r in brief["requirements"]}


@pytest.mark.parametrize(
    "path",
    [
        "projects/{}", "projects/{}/brief", "projects/{}/options", "options/{}/revisions", "revisions/{}",
        "revisions/{}/diagram", "revisions/{}/diagram.svg", "revisions/{}/thumbnail.svg",
        "revisions/{}/design.yaml", "revisions/{}/diff/{}", "icons/{}.svg",
    ],
)  # fmt: skip
async def test_what_is_not_there_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path.format("nobody", "none"))

    assert answer.status_code == 404
    assert answer.json()["error"]["code"].endswith("_NOT_FOUND")


async def test_a_standards_file_is_read_without_being_kept(client: httpx.AsyncClient) -> None:
    project = await made(client)

    good = await client.post("standards/read", json={"text": "name_prefix: acme\nformats: [terraform]\n"})
    bad = await client.post("standards/read", json={"text": "name_prefix: Acme\n"})

    assert (good.json()["data"]["name_prefix"], good.json()["data"]["formats"]) == ("acme", ["terraform"])
    assert bad.status_code == 422
    assert [problem["path"] for problem in bad.json()["error"]["details"]["problems"]] == ["name_prefix"]
    assert (await got(client, f"projects/{project}/standards"))["name_prefix"] == ""


async def test_the_catalogue_lists_services_by_the_ids_that_standards_use(client: httpx.AsyncClient) -> None:
    kinds = {kind["id"]: kind for kind in await got(client, "catalog")}

    assert kinds["waf_web_acl"]["service"] == "AWS WAF"
    assert "external_actor" not in kinds


async def test_standards_are_set_and_read_and_a_fault_is_named(client: httpx.AsyncClient) -> None:
    project = await made(client)
    rules = {"name_prefix": "acme", "forbidden_kinds": ["nat_gateway"]}

    kept = await client.put(f"projects/{project}/standards", json=rules)
    refused = await client.put(f"projects/{project}/standards", json={"name_prefix": "No Prefix"})

    assert kept.status_code == 200, kept.text
    assert (await got(client, f"projects/{project}/standards"))["name_prefix"] == "acme"
    assert refusal(refused)[0] == 422
