"""Sign-in over HTTP: ways in, the two cookies of a browser, devices, tickets, and the public keys."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import structlog
import svcs
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from cloudwright.auth import attempt_seal
from cloudwright.auth import dependencies as cookies
from cloudwright.auth.access_tokens import Access
from cloudwright.auth.errors import LocalSignInRefused, RefreshRefused
from cloudwright.auth.local import is_local_caller
from cloudwright.auth.oidc.errors import ProviderSignInRefused
from cloudwright.auth.oidc.schemas import Callback
from cloudwright.auth.oidc.service import ProviderSignIns
from cloudwright.auth.schemas import (
    ActiveModel,
    Device,
    Me,
    Method,
    OrganizationChoice,
    Place,
    ProviderAnswer,
    ProviderOption,
    SignedIn,
    SignInOptions,
    SocketTicket,
)
from cloudwright.auth.service.entering import Entering
from cloudwright.auth.service.refreshing import Refreshing
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.service.signing import Signing
from cloudwright.auth.service.tickets import Tickets
from cloudwright.auth.sign_in import Entrance, Started
from cloudwright.config import Settings
from cloudwright.encryption.service import Sealer
from cloudwright.kit.errors import CloudwrightError
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.rbac.offered import offered
from cloudwright.tenancy.dependencies import (
    CurrentPrincipal,
    ReadServices,
    Services,
    WriteServices,
    address_of,
)
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

router = APIRouter(tags=["sign-in"])
log = structlog.get_logger(__name__)

_STARTING = EveryTenant("sign-in starts before the organisation is known")
_PLACES = EveryTenant("a person's organisations are looked for in all of them")
_CHOOSING = EveryTenant("the organisation that is chosen is another one")
_REFRESHING = EveryTenant("a refresh token says who calls")
_LONGEST_DEVICE = 200


@router.get("/sign-in/options")
async def sign_in_options(request: Request, services: Services) -> SignInOptions:
    """Tell which ways of signing in this caller may use."""
    settings = await services.aget(Settings)
    return SignInOptions(
        local=settings.sign_in.local and _is_local(request),
        providers=tuple(ProviderOption(id=each.id, label=each.title) for each in settings.open_id.providers),
    )


@router.get(
    "/sign-in/providers/{provider_id}", response_class=RedirectResponse, response_model=None, status_code=303
)
async def begin_with_provider(services: Services, provider_id: str) -> RedirectResponse:
    """Send the browser to a provider of identities."""
    settings, providers, sealer = await services.aget(Settings, ProviderSignIns, Sealer)
    home = f"{settings.public_origin}{cookies.ATTEMPT_PATH}/{provider_id}/callback"
    beginning = await providers.begin(provider_id, redirect_uri=home)
    response = RedirectResponse(beginning.url, status_code=303)
    secure = settings.public_origin.startswith("https://")
    text = await attempt_seal.sealed(beginning.attempt, sealer)
    cookies.set_attempt(response, text, seconds=settings.open_id.attempt_seconds, secure=secure)
    return response


@router.get(
    "/sign-in/providers/{provider_id}/callback",
    response_class=RedirectResponse,
    response_model=None,
    status_code=303,
)
async def return_from_provider(
    request: Request, services: Services, provider_id: str, answer: Annotated[ProviderAnswer, Query()]
) -> RedirectResponse:
    """Take the browser back from a provider: signed in, or to the sign-in page with what went wrong."""
    try:
        started = await _proven(request, services, provider_id, answer=answer)
    except CloudwrightError as error:
        log.info("sign-in with a provider refused", code=error.code, check=error.details.get("check"))
        response = RedirectResponse(f"/sign-in?error={error.code}", status_code=303)
    else:
        response = RedirectResponse("/", status_code=303)
        await _give(response, services, access=started.access, refresh_token=started.refresh_token)
    cookies.remove_attempt(response)
    return response


@router.post("/sign-in/local")
async def sign_in_locally(request: Request, response: Response, services: Services) -> Me:
    """Sign in as the local architect; only from the machine of the server."""
    settings, units, model = await services.aget(Settings, UnitsOfWork, ActiveModel)
    if not (settings.sign_in.local and _is_local(request)):
        raise LocalSignInRefused(
            "Local sign-in works only in a browser on the machine that runs Cloudwright, without a proxy."
        )
    async with units.write(_STARTING) as scoped:
        organizations, people, sign_ins = await scoped.aget(Organizations, People, SignIns)
        membership = await organizations.seed_local()
        started = await sign_ins.start(membership, _entrance(request, Method.LOCAL))
        me = await _me(started.principal, organizations=organizations, people=people, model=model)
    await _give(response, services, access=started.access, refresh_token=started.refresh_token)
    return me


@router.post("/sign-in/refresh")
async def refresh_sign_in(request: Request, response: Response, services: Services) -> SignedIn:
    """Exchange the refresh token of the cookie for the next one, and for an access token."""
    units = await services.aget(UnitsOfWork)
    token = request.cookies.get(cookies.REFRESH_COOKIE)
    if not token:
        raise _signed_out()
    async with units.write(_REFRESHING) as scoped:
        refreshed = await (await scoped.aget(Refreshing)).refresh(token)
    if refreshed is None:
        raise _signed_out()
    await _give(response, services, access=refreshed.access, refresh_token=refreshed.refresh_token)
    settings = await services.aget(Settings)
    return SignedIn(expires_in_seconds=settings.sign_in.access_seconds)


@router.delete("/sign-in")
async def sign_out(
    response: Response, services: WriteServices, principal: CurrentPrincipal
) -> dict[str, str]:
    """End this device's sign-in."""
    await (await services.aget(SignIns)).end(principal)
    cookies.remove(response)
    return {}


@router.get("/me")
async def me(services: Services, principal: CurrentPrincipal) -> Me:
    """Tell who is signed in, for which organisations, what screens may show, and which model answers."""
    units, model = await services.aget(UnitsOfWork, ActiveModel)
    async with units.read(_PLACES) as scoped:
        organizations, people = await scoped.aget(Organizations, People)
        return await _me(principal, organizations=organizations, people=people, model=model)


@router.post("/sign-in/organization")
async def choose_organization(
    response: Response, services: Services, principal: CurrentPrincipal, choice: OrganizationChoice
) -> SignedIn:
    """Work for another of the caller's organisations on this device."""
    units, settings, signing = await services.aget(UnitsOfWork, Settings, Signing)
    async with units.write(_CHOOSING) as scoped:
        access = await (await scoped.aget(SignIns)).choose(principal, choice.organization_id)
    secure = settings.public_origin.startswith("https://")
    seconds = settings.sign_in.access_seconds
    cookies.set_access(response, await signing.sign(access), seconds=seconds, secure=secure)
    return SignedIn(expires_in_seconds=seconds)


@router.get("/me/devices")
async def devices(services: ReadServices, principal: CurrentPrincipal) -> Sequence[Device]:
    """List where the caller is signed in, the newest visit first."""
    return await (await services.aget(SignIns)).devices(principal)


@router.delete("/me/devices/{sign_in_id}")
async def sign_device_out(
    sign_in_id: str, services: WriteServices, principal: CurrentPrincipal
) -> dict[str, str]:
    """End the sign-in of one device."""
    await (await services.aget(SignIns)).end(principal, sign_in_id=sign_in_id)
    return {}


@router.delete("/me/devices")
async def sign_other_devices_out(services: WriteServices, principal: CurrentPrincipal) -> dict[str, int]:
    """End every sign-in of the caller but this one; tell how many."""
    return {"ended": await (await services.aget(SignIns)).end_others(principal)}


@router.post("/ws-ticket")
async def socket_ticket(services: WriteServices, principal: CurrentPrincipal) -> SocketTicket:
    """Give a one-use ticket for the first frame of a WebSocket."""
    tickets = await services.aget(Tickets)
    return await tickets.issue(principal)


async def _proven(
    request: Request, services: svcs.Container, provider_id: str, *, answer: ProviderAnswer
) -> Started:
    units, providers, sealer = await services.aget(UnitsOfWork, ProviderSignIns, Sealer)
    attempt = await attempt_seal.opened(request.cookies.get(cookies.ATTEMPT_COOKIE, ""), sealer)
    if attempt.provider_id != provider_id:
        raise ProviderSignInRefused("This sign-in was begun with another provider. Start again.")
    callback = Callback(state=answer.state, code=answer.code, issuer=answer.iss, error=answer.error)
    identity = await providers.finish(attempt, callback)
    async with units.write(_STARTING) as scoped:
        entering, sign_ins = await scoped.aget(Entering, SignIns)
        membership = await entering.by_identity(identity)
        entrance = replace(_entrance(request, Method.PROVIDER), provider=provider_id)
        return await sign_ins.start(membership, entrance)


async def _give(response: Response, services: svcs.Container, *, access: Access, refresh_token: str) -> None:
    settings, signing = await services.aget(Settings, Signing)
    secure = settings.public_origin.startswith("https://")
    token = await signing.sign(access)
    cookies.set_access(response, token, seconds=settings.sign_in.access_seconds, secure=secure)
    days = settings.sign_in.lifetime_days
    cookies.set_refresh(response, refresh_token, seconds=days * 86_400, secure=secure)


def _signed_out() -> RefreshRefused:
    return RefreshRefused("You are signed out. Sign in again; what you saved is kept.")


def _entrance(request: Request, method: Method) -> Entrance:
    device = request.headers.get("user-agent", "")[:_LONGEST_DEVICE]
    return Entrance(method, device=device, address=address_of(request))


def _is_local(request: Request) -> bool:
    return is_local_caller(request.client.host if request.client else None, request.headers.keys())


async def _me(
    principal: Principal, *, organizations: Organizations, people: People, model: ActiveModel
) -> Me:
    places = await organizations.places(principal.user_id)
    return Me(
        user=await people.get(principal.user_id),
        organization=await organizations.get(principal.organization_id),
        organizations=tuple(
            Place(id=each.organization.id, name=each.organization.name, role=each.role) for each in places
        ),
        role=principal.role,
        capabilities=offered(principal.role),
        model=model,
    )
