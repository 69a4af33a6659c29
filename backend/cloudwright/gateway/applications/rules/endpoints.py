"""Routes, limits and inspection profiles of the caller's organisation."""

from typing import Annotated

from fastapi import APIRouter, Query

from cloudwright.gateway.applications.rules.schemas import (
    GatewayLimit,
    GatewayLimitList,
    GatewayProfile,
    GatewayProfileList,
    GatewayRoute,
    GatewayRouteList,
    NamedLimit,
)
from cloudwright.gateway.applications.rules.service import Rules
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, WriteServices

router = APIRouter(tags=["gateway rules"], prefix="/organization/gateway")

RuleName = Annotated[str, Query(max_length=200, description="As the list has it.")]


@router.get("/routes")
async def list_gateway_routes(services: ReadServices) -> GatewayRouteList:
    """List where calls of each model go."""
    return await (await services.aget(Rules)).routes()


@router.put("/routes")
async def set_gateway_route(
    services: WriteServices, principal: CurrentPrincipal, route: GatewayRoute
) -> GatewayRoute:
    """Set a route in place of the one with its alias; calls feel it within two seconds."""
    return await (await services.aget(Rules)).set_route(route, by=principal)


@router.delete("/routes")
async def remove_gateway_route(
    services: WriteServices, principal: CurrentPrincipal, alias: RuleName
) -> dict[str, str]:
    """Remove a route."""
    await (await services.aget(Rules)).remove_route(alias, by=principal)
    return {}


@router.get("/limits")
async def list_gateway_limits(services: ReadServices) -> GatewayLimitList:
    """List budgets, rates and limits of concurrency."""
    return await (await services.aget(Rules)).limits()


@router.put("/limits")
async def set_gateway_limit(
    services: WriteServices, principal: CurrentPrincipal, limit: GatewayLimit
) -> NamedLimit:
    """Set a limit in place of the one for the same; calls feel it within two seconds."""
    return await (await services.aget(Rules)).set_limit(limit, by=principal)


@router.delete("/limits")
async def remove_gateway_limit(
    services: WriteServices, principal: CurrentPrincipal, name: RuleName
) -> dict[str, str]:
    """Remove a limit."""
    await (await services.aget(Rules)).remove_limit(name, by=principal)
    return {}


@router.get("/profiles")
async def list_gateway_profiles(services: ReadServices) -> GatewayProfileList:
    """List inspection profiles, those that are always there too."""
    return await (await services.aget(Rules)).profiles()


@router.put("/profiles")
async def set_gateway_profile(
    services: WriteServices, principal: CurrentPrincipal, profile: GatewayProfile
) -> GatewayProfile:
    """Set a profile in place of the one with its name; calls feel it within two seconds."""
    return await (await services.aget(Rules)).set_profile(profile, by=principal)


@router.delete("/profiles")
async def remove_gateway_profile(
    services: WriteServices, principal: CurrentPrincipal, name: RuleName
) -> dict[str, str]:
    """Remove a profile that no application has."""
    await (await services.aget(Rules)).remove_profile(name, by=principal)
    return {}
