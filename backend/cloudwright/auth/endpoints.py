"""Sign-in over HTTP: ways in, the cookies of a browser, tickets, and the public keys."""

from typing import Annotated
from urllib.parse import urlencode

import structlog
import svcs
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from cloudwright.auth import attempt_seal
from cloudwright.auth import dependencies as cookies
from cloudwright.auth.entry.dependencies import ask_for_second, browser_of, give, let_in
from cloudwright.auth.entry.schemas import Browser, Challenge
from cloudwright.auth.entry.service.doorway import Doorway
from cloudwright.auth.errors import LocalSignInRefused, RefreshRefused
from cloudwright.auth.local import is_local_caller
from cloudwright.auth.next_page import HOME, own_page
from cloudwright.auth.oidc.errors import ProviderSignInRefused
from cloudwright.auth.oidc.schemas import Callback
from cloudwright.auth.oidc.service import ProviderSignIns
from cloudwright.auth.schemas import (
    ActiveModel,
    Looking,
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
from cloudwright.rbac.offered import offered_to
from cloudwright.tenancy.dependencies import (
    CurrentPrincipal,
    Services,
    WriteServices,
    address_of,
)
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

router = APIRouter(tags=["sign-in"])
well_known = APIRouter(include_in_schema=False)
log = structlog.get_logger(__name__)

_STARTING = EveryTenant("sign-in starts before the organisation is known")
_PLACES = EveryTenant("a person's organisations are looked for in all of them")
_CHOOSING = EveryTenant("the organisation that is chosen is another one")
_LONGEST_DEVICE = 200
_KEYS_SECONDS = 3_600


@router.get("/sign-in/options")
async def sign_in_options(request: Request, services: Services) -> SignInOptions:
    """Tell which ways of signing in this caller may use."""
    settings = await services.aget(Settings)
    return SignInOptions(
        local=settings.sign_in.local and _is_local(request),
        password=settings.sign_in.password,
        providers=tuple(ProviderOption(id=each.id, label=each.title) for each in settings.open_id.providers),
    )


@router.get(
    "/sign-in/providers/{provider_id}", response_class=RedirectResponse, response_model=None, status_code=303
)
async def begin_with_provider(
    services: Services, provider_id: str, next_page: Annotated[str, Query(alias="next")] = HOME
) -> RedirectResponse:
    """Send the browser to a provider of identities; `next` is the page that it comes back to."""
    settings, providers, sealer = await services.aget(Settings, ProviderSignIns, Sealer)
    home = f"{settings.public_origin}{cookies.ATTEMPT_PATH}/{provider_id}/callback"
    beginning = await providers.begin(provider_id, redirect_uri=home)
    response = RedirectResponse(beginning.url, status_code=303)
    secure = settings.public_origin.startswith("https://")
    text = await attempt_seal.sealed(beginning.attempt, sealer, next_page=own_page(next_page))
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
    browser = await browser_of(request, services)
    try:
        entered, next_page = await _proven(request, services, provider_id, answer=answer, browser=browser)
    except CloudwrightError as error:
        log.info("sign-in with a provider refused", code=error.code, check=error.details.get("check"))
        response = RedirectResponse(f"/sign-in?error={error.code}", status_code=303)
    else:
        if isinstance(entered, Challenge):
            query = urlencode({"step": "second-factor", "next": next_page})
            response = RedirectResponse(f"/sign-in?{query}", status_code=303)
            await ask_for_second(response, services, challenge=entered)
        else:
            response = RedirectResponse(next_page, status_code=303)
            await let_in(response, services, started=entered, browser=browser)
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
    await give(response, services, access=started.access, refresh_token=started.refresh_token)
    return me


@router.post("/sign-in/refresh")
async def refresh_sign_in(request: Request, response: Response, services: Services) -> SignedIn:
    """Exchange the refresh token of the cookie for the next one, and for an access token."""
    token = request.cookies.get(cookies.REFRESH_COOKIE)
    refreshed = await (await services.aget(Refreshing)).refresh(token) if token else None
    if refreshed is None:
        raise _signed_out()
    await give(response, services, access=refreshed.access, refresh_token=refreshed.refresh_token)
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


@well_known.get("/.well-known/jwks.json", response_model=None)
async def key_set(services: Services) -> JSONResponse:
    """Give the public keys that access tokens are verified with (RFC 7517)."""
    document = await (await services.aget(Signing)).document()
    return JSONResponse(document, headers={"cache-control": f"public, max-age={_KEYS_SECONDS}"})


@router.post("/ws-ticket")
async def socket_ticket(services: Services, principal: CurrentPrincipal) -> SocketTicket:
    """Give a one-use ticket for the first frame of a WebSocket."""
    units = await services.aget(UnitsOfWork)
    async with units.write(OneTenant(principal.organization_id, principal.holder_id)) as scoped:
        return await (await scoped.aget(Tickets)).issue(principal)


async def _proven(
    request: Request, services: svcs.Container, provider_id: str, *, answer: ProviderAnswer, browser: Browser
) -> tuple[Started | Challenge, str]:
    """Return the sign-in of who came back, or what they still have to prove; and where they want to go."""
    units, providers, sealer = await services.aget(UnitsOfWork, ProviderSignIns, Sealer)
    kept = request.cookies.get(cookies.ATTEMPT_COOKIE, "")
    attempt, next_page = await attempt_seal.opened(kept, sealer)
    if attempt.provider_id != provider_id:
        raise ProviderSignInRefused("This sign-in was begun with another provider. Start again.")
    callback = Callback(state=answer.state, code=answer.code, issuer=answer.iss, error=answer.error)
    identity = await providers.finish(attempt, callback)
    async with units.write(_STARTING) as scoped:
        entering, doorway = await scoped.aget(Entering, Doorway)
        person_id = (await entering.by_identity(identity)).person_id
        challenge = await doorway.challenge(person_id, method=Method.PROVIDER, provider=provider_id)
        entered = challenge or await doorway.admit(
            person_id, browser, method=Method.PROVIDER, provider=provider_id
        )
    return entered, next_page


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
    everywhere = await organizations.places(principal.user_id)
    looking = principal.onlooker
    places = [
        each for each in everywhere if looking is None or each.organization.id == principal.organization_id
    ]
    return Me(
        user=await people.get(principal.user_id),
        organization=await organizations.get(principal.organization_id),
        organizations=tuple(
            Place(id=each.organization.id, name=each.organization.name, role=each.role) for each in places
        ),
        role=principal.role,
        capabilities=offered_to(principal),
        impersonation=None
        if looking is None
        else Looking(operator=looking.operator_name, reason=looking.reason, ends_at=looking.ends_at),
        model=model,
    )
