"""Applications of the caller's organisation, and their keys."""

from fastapi import APIRouter

from cloudwright.gateway.applications.schemas import (
    Application,
    ApplicationChange,
    ApplicationKey,
    ApplicationList,
    CreatedKey,
    KeyChange,
    NewApplication,
    NewApplicationKey,
    Rotation,
)
from cloudwright.gateway.applications.service.applications import Applications
from cloudwright.gateway.applications.service.keys import Keys
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, WriteServices

router = APIRouter(tags=["gateway applications"], prefix="/organization/gateway")


@router.get("/applications")
async def list_applications(services: ReadServices) -> ApplicationList:
    """List the applications with their keys, newest first."""
    return await (await services.aget(Applications)).list()


@router.post("/applications", status_code=201)
async def create_application(
    services: WriteServices, principal: CurrentPrincipal, new: NewApplication
) -> Application:
    """Make an application; give it a key next."""
    return await (await services.aget(Applications)).create(new, by=principal)


@router.patch("/applications/{application_id}")
async def change_application(
    services: WriteServices, principal: CurrentPrincipal, application_id: str, change: ApplicationChange
) -> Application:
    """Change what is named; calls feel it within two seconds."""
    return await (await services.aget(Applications)).change(application_id, change, by=principal)


@router.delete("/applications/{application_id}")
async def remove_application(
    services: WriteServices, principal: CurrentPrincipal, application_id: str
) -> dict[str, str]:
    """End an application with all its keys."""
    await (await services.aget(Applications)).remove(application_id, by=principal)
    return {}


@router.post("/applications/{application_id}/keys", status_code=201)
async def make_application_key(
    services: WriteServices, principal: CurrentPrincipal, application_id: str, new: NewApplicationKey
) -> CreatedKey:
    """Make a key; its secret is shown this once."""
    return await (await services.aget(Keys)).make(application_id, new, by=principal)


@router.patch("/keys/{application_key_id}")
async def change_application_key(
    services: WriteServices, principal: CurrentPrincipal, application_key_id: str, change: KeyChange
) -> ApplicationKey:
    """Change what is named; calls feel it within two seconds."""
    return await (await services.aget(Keys)).change(application_key_id, change, by=principal)


@router.post("/keys/{application_key_id}/rotation")
async def rotate_application_key(
    services: WriteServices, principal: CurrentPrincipal, application_key_id: str, rotation: Rotation
) -> CreatedKey:
    """Make a new secret, shown this once; the one before goes on for the overlap."""
    return await (await services.aget(Keys)).rotate(application_key_id, rotation, by=principal)


@router.delete("/keys/{application_key_id}/secrets/{secret_id}")
async def end_application_secret(
    services: WriteServices, principal: CurrentPrincipal, application_key_id: str, secret_id: str
) -> ApplicationKey:
    """End the secret that is being replaced before its time."""
    return await (await services.aget(Keys)).end_secret(application_key_id, secret_id, by=principal)


@router.delete("/keys/{application_key_id}")
async def revoke_application_key(
    services: WriteServices, principal: CurrentPrincipal, application_key_id: str
) -> dict[str, str]:
    """End a key with its tokens; calls with it are refused within two seconds."""
    await (await services.aget(Keys)).revoke(application_key_id, by=principal)
    return {}
