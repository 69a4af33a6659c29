"""Sign-in over HTTP."""

from fastapi import APIRouter, Request, Response

from cloudwright.auth.errors import LocalSignInRefused
from cloudwright.auth.local import is_local_caller
from cloudwright.auth.schemas import ActiveModel, Me, SignInOptions, SocketTicket
from cloudwright.auth.service import SignIns, Tickets
from cloudwright.auth.tokens import COOKIE
from cloudwright.config import Settings
from cloudwright.organizations.service import Organizations
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, Services, WriteServices
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

router = APIRouter(tags=["sign-in"])


@router.get("/sign-in/options")
async def sign_in_options(request: Request, services: Services) -> SignInOptions:
    """Tell which ways of signing in this caller may use."""
    settings = await services.aget(Settings)
    return SignInOptions(local=settings.sign_in.local and _is_local(request))


@router.post("/sign-in/local")
async def sign_in_locally(request: Request, response: Response, services: Services) -> Me:
    """Sign in as the local architect; only from the machine of the server."""
    settings, units, model = await services.aget(Settings, UnitsOfWork, ActiveModel)
    if not (settings.sign_in.local and _is_local(request)):
        raise LocalSignInRefused(
            "Local sign-in works only in a browser on the machine that runs Cloudwright, without a proxy."
        )
    async with units.write(EveryTenant("sign-in starts before the organisation is known")) as scoped:
        organizations, people, sign_ins = await scoped.aget(Organizations, People, SignIns)
        membership = await organizations.seed_local()
        started = await sign_ins.start(membership, device=request.headers.get("user-agent", ""))
        me = await _me(started.principal, organizations=organizations, people=people, model=model)
    response.set_cookie(
        COOKIE,
        started.token,
        max_age=settings.sign_in.lifetime_days * 86_400,
        path="/",
        httponly=True,
        samesite="strict",
        secure=settings.public_origin.startswith("https://"),
    )
    return me


@router.delete("/sign-in")
async def sign_out(
    response: Response, services: WriteServices, principal: CurrentPrincipal
) -> dict[str, str]:
    """End this device's sign-in."""
    sign_ins = await services.aget(SignIns)
    await sign_ins.end(principal)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return {}


@router.get("/me")
async def me(services: ReadServices, principal: CurrentPrincipal) -> Me:
    """Tell who is signed in, for which organisation, and which model answers."""
    organizations, people, model = await services.aget(Organizations, People, ActiveModel)
    return await _me(principal, organizations=organizations, people=people, model=model)


@router.post("/ws-ticket")
async def socket_ticket(services: WriteServices, principal: CurrentPrincipal) -> SocketTicket:
    """Give a one-use ticket for the first frame of a WebSocket."""
    tickets = await services.aget(Tickets)
    return await tickets.issue(principal)


def _is_local(request: Request) -> bool:
    return is_local_caller(request.client.host if request.client else None, request.headers.keys())


async def _me(
    principal: Principal, *, organizations: Organizations, people: People, model: ActiveModel
) -> Me:
    return Me(
        user=await people.get(principal.user_id),
        organization=await organizations.get(principal.organization_id),
        role=principal.role,
        model=model,
    )
