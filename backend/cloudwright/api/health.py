"""Whether the process lives, is ready, and what it runs."""

from importlib.metadata import version
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from cloudwright.auth.schemas import ActiveModel
from cloudwright.database.engine import Database
from cloudwright.tenancy.dependencies import Services

router = APIRouter(tags=["health"])
probes = APIRouter(include_in_schema=False)

State = Literal["ok", "unavailable"]


class Health(BaseModel):
    """What runs here and whether it works."""

    status: State
    version: str
    database: State
    model: ActiveModel


class Probe(BaseModel):
    """The answer for a load balancer."""

    status: State


@router.get("/health")
async def health(services: Services) -> Health:
    """Tell whether everything works, the version, and which model answers."""
    database, model = await services.aget(Database, ActiveModel)
    state = await _state(database)
    return Health(status=state, version=version("cloudwright"), database=state, model=model)


@probes.get("/livez")
async def alive() -> Probe:
    """Tell that the process answers; looks at nothing else."""
    return Probe(status="ok")


@probes.get("/readyz")
async def ready(services: Services, response: Response) -> Probe:
    """Tell whether requests can be served; 503 when the database cannot."""
    state = await _state(await services.aget(Database))
    if state != "ok":
        response.status_code = 503
    return Probe(status=state)


async def _state(database: Database) -> State:
    return "ok" if await database.answers() else "unavailable"
