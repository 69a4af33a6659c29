"""One's own account over HTTP."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel
from starlette.responses import StreamingResponse

from cloudwright.auth import dependencies as cookies
from cloudwright.auth.account.archive import zipped
from cloudwright.auth.account.schemas import (
    Account,
    AccountChange,
    CodeGiven,
    Enrolment,
    Farewell,
    NewRecoveryCodes,
    PasswordChange,
)
from cloudwright.auth.account.service.accounts import Accounts
from cloudwright.auth.account.service.factors import OwnFactor
from cloudwright.auth.account.service.leaving import Leaving
from cloudwright.auth.entry.dependencies import browser_of
from cloudwright.auth.entry.schemas import Browser
from cloudwright.auth.schemas import Device
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, Services, WriteServices

router = APIRouter(tags=["account"])

_ARCHIVE = "cloudwright-account.zip"


class Devices(BaseModel):
    """Where somebody is signed in."""

    items: Sequence[Device]


async def _browser(request: Request, services: Services) -> Browser:
    return await browser_of(request, services)


CurrentBrowser = Annotated[Browser, Depends(_browser)]


@router.get("/account")
async def get_account(services: Services, principal: CurrentPrincipal) -> Account:
    """Show the caller's account."""
    return await (await services.aget(Accounts)).show(principal)


@router.patch("/account")
async def change_account(services: Services, principal: CurrentPrincipal, change: AccountChange) -> Account:
    """Change the caller's name."""
    return await (await services.aget(Accounts)).rename(principal, change.name)


@router.post("/account/password")
async def change_password(
    services: Services, principal: CurrentPrincipal, browser: CurrentBrowser, change: PasswordChange
) -> dict[str, str]:
    """Set another password; the caller's other devices are signed out."""
    await (await services.aget(Accounts)).change_password(principal, change, browser)
    return {}


@router.post("/account/second-factor")
async def begin_second_factor(services: Services, principal: CurrentPrincipal) -> Enrolment:
    """Give the secret of a second factor; it is not in force before a code of it is confirmed."""
    return await (await services.aget(OwnFactor)).begin(principal)


@router.post("/account/second-factor/confirm")
async def confirm_second_factor(
    services: Services, principal: CurrentPrincipal, browser: CurrentBrowser, given: CodeGiven
) -> NewRecoveryCodes:
    """Put the second factor in force; the recovery codes are shown this once."""
    return await (await services.aget(OwnFactor)).confirm(principal, given.code, browser)


@router.post("/account/second-factor/remove")
async def remove_second_factor(
    services: Services, principal: CurrentPrincipal, browser: CurrentBrowser, given: CodeGiven
) -> dict[str, str]:
    """Turn the second factor off, with a code of it."""
    await (await services.aget(OwnFactor)).remove(principal, given.code, browser)
    return {}


@router.post("/account/recovery-codes")
async def renew_recovery_codes(
    services: Services, principal: CurrentPrincipal, browser: CurrentBrowser, given: CodeGiven
) -> NewRecoveryCodes:
    """Make new recovery codes, shown this once; the earlier ones stop working."""
    return await (await services.aget(OwnFactor)).renew(principal, given.code, browser)


@router.get("/account/sign-ins")
async def devices(services: ReadServices, principal: CurrentPrincipal) -> Devices:
    """List where the caller is signed in, the newest visit first."""
    return Devices(items=await (await services.aget(SignIns)).devices(principal))


@router.delete("/account/sign-ins/{sign_in_id}")
async def sign_device_out(
    sign_in_id: str, services: WriteServices, principal: CurrentPrincipal
) -> dict[str, str]:
    """End the sign-in of one device."""
    await (await services.aget(SignIns)).end(principal, sign_in_id=sign_in_id)
    return {}


@router.delete("/account/sign-ins")
async def sign_out_everywhere(
    response: Response, services: Services, principal: CurrentPrincipal
) -> dict[str, int]:
    """End every sign-in of the caller, this one too; tell how many."""
    ended = await (await services.aget(Accounts)).sign_out_everywhere(principal)
    cookies.remove(response)
    return {"ended": ended}


@router.get("/account/export", response_model=None, response_class=StreamingResponse)
async def export_account(services: Services, principal: CurrentPrincipal) -> StreamingResponse:
    """Give a zip archive of everything that the caller is, made and wrote here."""
    files = (await services.aget(Leaving)).archive(principal)
    headers = {"content-disposition": f'attachment; filename="{_ARCHIVE}"', "cache-control": "no-store"}
    return StreamingResponse(zipped(files), media_type="application/zip", headers=headers)


@router.delete("/account")
async def delete_account(
    response: Response, services: Services, principal: CurrentPrincipal, farewell: Farewell
) -> dict[str, str]:
    """Delete the caller's account, and the organisations that are theirs alone."""
    await (await services.aget(Leaving)).delete(principal, farewell.email)
    cookies.remove(response)
    return {}
