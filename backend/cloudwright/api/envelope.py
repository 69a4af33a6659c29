"""The envelope of every JSON answer."""

import functools
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Generic, Literal, ParamSpec, TypeVar

from pydantic import BaseModel, JsonValue

from cloudwright.kit.clock import utc_now
from cloudwright.observability.request import request_id

Data = TypeVar("Data")
Arguments = ParamSpec("Arguments")


class Meta(BaseModel):
    """When this was answered, and under which id it can be found in the logs."""

    timestamp: datetime
    request_id: str


class Problem(BaseModel):
    """What went wrong: a stable code for programs, a sentence for people."""

    code: str
    message: str
    details: dict[str, JsonValue] = {}


class Success(BaseModel, Generic[Data]):
    """A good answer."""

    success: Literal[True] = True
    data: Data
    meta: Meta
    errors: list[Problem] = []


class Failure(BaseModel):
    """A refusal or a failure."""

    success: Literal[False] = False
    error: Problem
    meta: Meta


def current_meta() -> Meta:
    """Return the meta data of the request that is being answered."""
    return Meta(timestamp=utc_now(), request_id=request_id())


def failure(code: str, message: str, *, details: Mapping[str, JsonValue] | None = None) -> Failure:
    """Return the envelope of a failure."""
    return Failure(
        error=Problem(code=code, message=message, details=dict(details or {})), meta=current_meta()
    )


def enveloped(
    endpoint: Callable[Arguments, Awaitable[Data]], model: type[Success[Data]]
) -> Callable[Arguments, Awaitable[Success[Data]]]:
    """Wrap an endpoint that returns bare data so that it returns the envelope `model`."""

    @functools.wraps(endpoint)
    async def answer(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Success[Data]:
        return model(data=await endpoint(*args, **kwargs), meta=current_meta())

    return answer
