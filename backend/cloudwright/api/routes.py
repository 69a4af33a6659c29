"""Assembles every domain's router under `/api/v1`, each answer in the envelope."""

from collections.abc import Sequence
from functools import cache

from fastapi import APIRouter, Depends, params
from fastapi.routing import APIRoute, APIWebSocketRoute

from cloudwright.admin import endpoints as admin
from cloudwright.agents import endpoints as agents
from cloudwright.api import docs, health
from cloudwright.api.envelope import Failure, Success, enveloped
from cloudwright.artifacts import endpoints as artifacts
from cloudwright.audit import endpoints as audit
from cloudwright.auth import endpoints as auth
from cloudwright.auth.account import endpoints as account
from cloudwright.auth.api_keys import endpoints as api_keys
from cloudwright.auth.entry import endpoints as entry
from cloudwright.billing import endpoints as billing
from cloudwright.conversations import endpoints as conversations
from cloudwright.conversations import websocket as socket
from cloudwright.gateway import endpoints as usage
from cloudwright.gateway.applications import endpoints as applications
from cloudwright.gateway.applications.accounts import endpoints as provider_keys
from cloudwright.gateway.applications.rules import endpoints as gateway_rules
from cloudwright.gateway.calls import endpoints as model_calls
from cloudwright.gateway.policy import endpoints as policies
from cloudwright.idempotency.dependencies import repeatable
from cloudwright.organizations import endpoints as organizations
from cloudwright.organizations.domains import endpoints as domains
from cloudwright.organizations.members import endpoints as members
from cloudwright.projects import endpoints as projects
from cloudwright.projects.comments import endpoints as comments
from cloudwright.projects.sharing import endpoints as sharing
from cloudwright.quotas import endpoints as quotas
from cloudwright.rbac.dependencies import permitted
from cloudwright.rbac.operations import ANYBODY, needed

PREFIX = "/api/v1"

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    docs.router,
    auth.router,
    organizations.router,
    entry.router,
    account.router,
    members.router,
    domains.router,
    api_keys.router,
    audit.router,
    projects.router,
    sharing.router,
    comments.router,
    artifacts.router,
    agents.router,
    conversations.router,
    socket.router,
    billing.router,
    quotas.router,
    admin.router,
    usage.router,
    applications.router,
    provider_keys.router,
    gateway_rules.router,
    model_calls.router,
    policies.router,
)

_REFUSALS: dict[int | str, dict[str, object]] = {
    "4XX": {"model": Failure, "description": "Refused: the code says why."},
    "5XX": {"model": Failure, "description": "Failed: what was saved before is kept."},
}


@cache
def api_router(routers: tuple[APIRouter, ...] = ROUTERS) -> APIRouter:
    """Return one router with all routes of `routers` below `/api/v1`.

    Endpoints return bare data; here it gets its envelope, at run time and in OpenAPI. Routes without
    a response model (files, sockets) keep their own answers.
    """
    assembled = APIRouter(prefix=PREFIX)
    for router in routers:
        for route in router.routes:
            match route:
                case APIRoute():
                    _add(assembled, route)
                case APIWebSocketRoute():
                    assembled.add_api_websocket_route(route.path, route.endpoint, name=route.name)
                case _:
                    raise TypeError(
                        f"{type(route).__name__} at the top of a domain's router is not supported"
                    )
    return assembled


def _add(assembled: APIRouter, route: APIRoute) -> None:
    model = None if route.response_model is None else Success[route.response_model]  # type: ignore[name-defined]  # a type at run time
    assembled.add_api_route(
        route.path,
        route.endpoint if model is None else enveloped(route.endpoint, model),
        response_model=model,
        status_code=route.status_code,
        tags=route.tags,
        dependencies=[*_asked_first(route), *route.dependencies],
        summary=route.summary,
        description=route.description,
        responses={**_REFUSALS, **route.responses},
        deprecated=route.deprecated,
        methods=sorted(route.methods or ()),
        operation_id=route.operation_id or route.name,
        include_in_schema=route.include_in_schema,
        response_class=route.response_class,
        name=route.name,
        openapi_extra=route.openapi_extra,
    )


def _asked_first(route: APIRoute) -> Sequence[params.Depends]:
    """Whether the caller may, and for what has an effect once, the key that says that it is sent again."""
    operation = route.operation_id or route.name
    once = "POST" in (route.methods or ()) and needed(operation) != ANYBODY
    return [Depends(permitted(operation)), *([Depends(repeatable)] if once else [])]
