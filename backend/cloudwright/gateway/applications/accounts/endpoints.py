"""Keys of model providers that the caller's organisation has; what they are is never given out."""

from fastapi import APIRouter

from cloudwright.gateway.applications.accounts.schemas import (
    NewProviderKey,
    ProviderKey,
    ProviderKeyList,
    ProviderSecret,
)
from cloudwright.gateway.applications.accounts.service import Accounts, Checking
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, Services, WriteServices

router = APIRouter(tags=["gateway providers"], prefix="/organization/gateway")


@router.get("/providers")
async def list_provider_keys(services: ReadServices) -> ProviderKeyList:
    """List the keys with providers, without their secrets."""
    return await (await services.aget(Accounts)).list()


@router.post("/providers", status_code=201)
async def add_provider_key(
    services: WriteServices, principal: CurrentPrincipal, new: NewProviderKey
) -> ProviderKey:
    """Keep a key; its secret is sealed and never shown again."""
    return await (await services.aget(Accounts)).add(new, by=principal)


@router.put("/providers/{provider_key_id}/secret")
async def replace_provider_secret(
    services: WriteServices, principal: CurrentPrincipal, provider_key_id: str, secret: ProviderSecret
) -> ProviderKey:
    """Keep another secret in place of the one that is there."""
    return await (await services.aget(Accounts)).replace(provider_key_id, secret, by=principal)


@router.post("/providers/{provider_key_id}/check")
async def check_provider_key(
    services: Services, principal: CurrentPrincipal, provider_key_id: str
) -> ProviderKey:
    """Ask the provider whether it takes the key; nothing is paid for it."""
    return await (await services.aget(Checking)).check(provider_key_id, by=principal)


@router.delete("/providers/{provider_key_id}")
async def remove_provider_key(
    services: WriteServices, principal: CurrentPrincipal, provider_key_id: str
) -> dict[str, str]:
    """Forget a key that no route uses."""
    await (await services.aget(Accounts)).remove(provider_key_id, by=principal)
    return {}
