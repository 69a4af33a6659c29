"""Where applications change client credentials for a token; programs that speak OAuth know this address."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from cloudwright.gateway.applications.tokens.granting import Granting
from cloudwright.tenancy.dependencies import Services, address_of

TOKEN_PATH = "/oauth/token"  # noqa: S105  # an address, not a token
router = APIRouter(include_in_schema=False)


@router.post(TOKEN_PATH, response_model=None)
async def give_token(request: Request, services: Services) -> JSONResponse:
    """Give a token for client credentials, in the words of RFC 6749."""
    answer = await (await services.aget(Granting)).answer(
        await request.body(),
        authorization=request.headers.get("authorization", ""),
        content_type=request.headers.get("content-type", ""),
        address=address_of(request),
    )
    return JSONResponse({**answer.body}, answer.status, headers={**answer.headers})
