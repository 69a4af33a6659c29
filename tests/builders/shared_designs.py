"""A design of an organisation with two members, and somebody outside who has nothing."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import svcs

from builders.people import SignedIn, a_colleague, a_person
from builders.platform import a_transport
from builders.workspace import SENTENCE, Workspace
from cloudwright.projects.ports import Knowledge
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.work import UnitsOfWork

Json = Any  # what a JSON answer holds


@dataclass
class Office:
    """Ada owns the organisation, Bo looks at its designs, Eve belongs to another one."""

    services: svcs.Container
    ada: SignedIn
    bo: SignedIn
    eve: SignedIn
    outside: httpx.AsyncClient
    project: str
    option: str

    async def revision(self) -> str:
        """Return the id of the design's newest revision."""
        answer = await self.ada.client.get(f"/options/{self.option}/revisions")
        return str(answer.json()["data"][0]["id"])

    async def edit(self, *edits: Mapping[str, object]) -> Json:
        """Change the design as Ada."""
        base = len(told(await self.ada.client.get(f"/options/{self.option}/revisions")))
        answer = await self.ada.client.post(
            f"/options/{self.option}/edits", json={"base_revision": base, "edits": edits}
        )
        return told(answer)

    async def open(self, token: str, path: str = "/shared", **query: str) -> httpx.Response:
        """Follow a link as somebody without a sign-in."""
        return await self.outside.get(path, params=query, headers={"x-share-token": token})


def told(answer: httpx.Response) -> Json:
    """Return what a good answer says."""
    assert answer.status_code < 300, answer.text
    return answer.json()["data"]


def refused(answer: httpx.Response) -> tuple[int, str]:
    """Return status and code of a refusal."""
    return answer.status_code, answer.json()["error"]["code"]


@asynccontextmanager
async def an_office(directory: Path) -> AsyncIterator[Office]:
    async with (
        a_transport(directory) as (services, transport),
        a_person(services, transport, name="Ada") as ada,
        a_colleague(services, transport, of=ada, name="Bo", role=Role.VIEWER) as bo,
        a_person(services, transport, name="Eve") as eve,
        httpx.AsyncClient(transport=transport, base_url="http://localhost:8000/api/v1") as outside,
    ):
        units, knowledge = await services.aget(UnitsOfWork, Knowledge)
        workspace = Workspace(units, knowledge)
        owner = Principal(ada.person.id, ada.membership.organization_id, Role.OWNER, "sgn_test")
        project = told(await ada.client.post("/projects", json={"name": "Shop"}))["id"]
        await workspace.read(project, SENTENCE, by=owner)
        option = (await workspace.propose(project, by=owner))[0].id
        yield Office(services, ada, bo, eve, outside, project, option)
