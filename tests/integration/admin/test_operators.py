"""What operators see and do, and that nobody else does."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from builders.operators import REASON, Operated, an_operated_installation, signed_in_again
from builders.source_code import ROOT
from cloudwright.rbac.operations import OPERATIONS, OPERATOR
from cloudwright.tenancy.principal import Role

pytestmark = pytest.mark.asyncio(loop_scope="module")

DESCRIPTION = json.loads((ROOT / "docs" / "api" / "openapi.json").read_text("utf-8"))
DESCRIBED = [
    (method.upper(), path.removeprefix("/api/v1"), operation["operationId"])
    for path, methods in DESCRIPTION["paths"].items()
    for method, operation in methods.items()
]
ONLY_OPERATORS = [each for each in DESCRIBED if OPERATIONS[each[2]] == OPERATOR]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def operated(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Operated]:
    async with an_operated_installation(tmp_path_factory.mktemp("installation")) as operated:
        yield operated


def filled(path: str) -> str:
    """Return the path with an id wherever it asks for one."""
    return "/".join("x1" if part.startswith("{") else part for part in path.split("/"))


async def asked(client: httpx.AsyncClient, method: str, path: str) -> httpx.Response:
    body: dict[str, str] | None = {} if method in {"POST", "PATCH", "PUT"} else None
    return await client.request(method, filled(path), json=body)


async def test_each_route_of_the_platform_is_nothing_to_each_role(operated: Operated) -> None:
    for role, member in operated.members.items():
        for method, path, operation in ONLY_OPERATORS:
            answer = await asked(member.client, method, path)
            assert answer.status_code == 404, (role, operation, answer.text)
            assert answer.json()["error"]["code"] == "NOT_FOUND"
    assert (await operated.owner.client.get("/me")).json()["data"]["capabilities"].count("operator") == 0
    assert len(ONLY_OPERATORS) >= 15
    assert len(operated.members) == len(Role)


async def test_an_operator_without_a_second_factor_is_nobody(operated: Operated) -> None:
    async with signed_in_again(operated, operated.operator, second_factor=None) as weak:
        assert (await weak.client.get("/platform/organizations")).status_code == 404
        assert "operator" not in (await weak.client.get("/me")).json()["data"]["capabilities"]
    assert "operator" in (await operated.operator.client.get("/me")).json()["data"]["capabilities"]


async def test_organisations_and_people_are_found_and_pages_follow_each_other(operated: Operated) -> None:
    client = operated.operator.client
    names, cursor = [], None
    for _ in range(9):
        query = {"limit": 1} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/platform/organizations", params=query)).json()["data"]
        names += [each["name"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    found = (await client.get("/platform/people", params={"q": "auditor@"})).json()["data"]["items"]
    detail = (await client.get(f"/platform/organizations/{operated.home}")).json()["data"]

    assert names == sorted(names)
    assert {"Ada's", "Olga's", "Local studio"} <= set(names)
    assert [each["email"] for each in found] == ["auditor@example.com"]
    assert len(detail["members"]) == len(Role)
    assert (await client.get("/platform/organizations?cursor=x")).json()["error"]["code"] == "BAD_CURSOR"


async def test_a_suspended_organisation_can_do_nothing_until_it_is_resumed(operated: Operated) -> None:
    operator, owner = operated.operator.client, operated.owner.client
    address = f"/platform/organizations/{operated.home}"

    assert (await operator.post(f"{address}/suspend", json={"reason": "x"})).status_code == 422
    assert (await operator.post(f"{address}/suspend", json={"reason": "unpaid since May"})).status_code == 200
    refused = await owner.get("/projects")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "ORGANIZATION_SUSPENDED")
    assert (await owner.get("/me")).status_code == 200
    shown = (await operator.get(address)).json()["data"]["organization"]
    assert (shown["suspended"], shown["suspended_reason"]) == (True, "unpaid since May")

    assert (await operator.post(f"{address}/resume", json={"reason": "paid today"})).status_code == 200
    assert (await owner.get("/projects")).status_code == 200
    told = (await owner.get("/organization/audit")).json()["data"]
    assert "unpaid since May" in json.dumps(told)


async def test_all_sign_ins_of_a_disabled_person_end_at_once(operated: Operated) -> None:
    operator, viewer = operated.operator.client, operated.members[Role.VIEWER]
    address = f"/platform/people/{viewer.person.id}"

    assert (await viewer.client.get("/me")).status_code == 200
    assert (await operator.post(f"{address}/disable", json={"reason": REASON})).status_code == 200
    assert (await viewer.client.get("/me")).status_code == 401
    assert (await operator.post(f"{address}/enable", json={"reason": REASON})).status_code == 200
    assert (await viewer.client.get("/me")).status_code == 401  # what ended stays ended
    own = f"/platform/people/{operated.operator.person.id}/disable"
    assert (await operator.post(own, json={"reason": REASON})).json()["error"]["code"] == "CANNOT_DISABLE"


async def test_every_look_and_every_deed_stands_in_the_trail_of_the_platform(operated: Operated) -> None:
    client = operated.operator.client
    await client.get("/platform/people", params={"q": "somebody"})
    await client.get("/platform/people", params={"q": "somebody"})

    page = (await client.get("/platform/audit", params={"trail": "platform"})).json()["data"]
    looks = [each for each in page["items"] if each["details"].get("q") == "somebody"]
    tenants = (
        await client.get("/platform/audit", params={"organization_id": operated.home, "q": "sign_in."})
    ).json()["data"]["items"]

    assert len(looks) == 1
    assert looks[0]["actor"] == "Olga"
    assert {each["organization"] for each in tenants} == {"Ada's"}


async def test_health_names_every_dependency_with_its_state(operated: Operated) -> None:
    health = (await operated.operator.client.get("/platform/health")).json()["data"]
    states = {each["id"]: each["state"] for each in health["dependencies"]}

    assert states["database"] == states["artifact-store"] == "up"
    assert states["mail"] == states["payments"] == "off"
    assert all(each["since"] <= each["looked_at"] for each in health["dependencies"])


@pytest.mark.parametrize("window", ["1h", "24h", "7d"])
async def test_figures_are_there_for_each_window(operated: Operated, window: str) -> None:
    data = (await operated.operator.client.get("/platform/performance", params={"window": window})).json()[
        "data"
    ]

    assert data["points"]
    assert data["sampled"] == 0
