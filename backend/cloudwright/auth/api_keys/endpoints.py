"""API keys of the caller's organisation."""

from fastapi import APIRouter

from cloudwright.auth.api_keys.schemas import ApiKeyList, CreatedApiKey, NewKey
from cloudwright.auth.api_keys.service import ApiKeys
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, WriteServices

router = APIRouter(tags=["api keys"])


@router.get("/organization/api-keys")
async def list_api_keys(services: ReadServices, principal: CurrentPrincipal) -> ApiKeyList:
    """List the keys that work, the newest first, and the scopes that the caller may give."""
    return await (await services.aget(ApiKeys)).list(principal)


@router.post("/organization/api-keys", status_code=201)
async def make_api_key(services: WriteServices, principal: CurrentPrincipal, new: NewKey) -> CreatedApiKey:
    """Make a key; its secret is shown this once."""
    return await (await services.aget(ApiKeys)).make(new, by=principal)


@router.delete("/organization/api-keys/{key_id}")
async def revoke_api_key(services: WriteServices, principal: CurrentPrincipal, key_id: str) -> dict[str, str]:
    """End a key; the next request with it is refused."""
    await (await services.aget(ApiKeys)).revoke(key_id, by=principal)
    return {}
