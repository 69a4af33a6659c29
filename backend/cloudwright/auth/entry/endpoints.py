"""Sign-up, sign-in with a password and a second factor, and links of mails, over HTTP."""

import svcs
from fastapi import APIRouter, Request, Response

from cloudwright.auth import dependencies as cookies
from cloudwright.auth.entry.browser_seal import opened_challenge
from cloudwright.auth.entry.dependencies import ask_for_second, browser_of, let_in
from cloudwright.auth.entry.errors import PasswordSignInOff
from cloudwright.auth.entry.schemas import (
    Challenge,
    Confirmation,
    Credentials,
    Entered,
    NewAccount,
    NewPassword,
    ResetRequest,
    SecondFactorCode,
)
from cloudwright.auth.entry.service.password_sign_ins import PasswordSignIns
from cloudwright.auth.entry.service.resetting import Resetting
from cloudwright.auth.entry.service.second_factors import SecondFactors
from cloudwright.auth.entry.service.signing_up import SigningUp
from cloudwright.config import Settings
from cloudwright.encryption.service import Sealer
from cloudwright.kit.clock import utc_now
from cloudwright.tenancy.dependencies import Services

router = APIRouter(tags=["sign-in"])


@router.post("/sign-in/password")
async def sign_in_with_password(
    request: Request, response: Response, services: Services, credentials: Credentials
) -> Entered:
    """Sign in with an address and a password; a second factor may be asked for next."""
    await _insist_on_passwords(services)
    browser = await browser_of(request, services)
    entered = await (await services.aget(PasswordSignIns)).enter(credentials, browser)
    if isinstance(entered, Challenge):
        await ask_for_second(response, services, challenge=entered)
        return Entered(outcome="second_factor")
    await let_in(response, services, started=entered, browser=browser)
    return Entered(outcome="signed_in")


@router.post("/sign-in/second-factor")
async def sign_in_with_second_factor(
    request: Request, response: Response, services: Services, given: SecondFactorCode
) -> Entered:
    """Finish a sign-in with a code of the authenticator or a recovery code."""
    sealer, factors = await services.aget(Sealer, SecondFactors)
    kept = request.cookies.get(cookies.CHALLENGE_COOKIE, "")
    challenge = await opened_challenge(kept, sealer, now=utc_now())
    browser = await browser_of(request, services)
    started = await factors.enter(challenge, given, browser)
    await let_in(response, services, started=started, browser=browser)
    return Entered(outcome="signed_in")


@router.post("/sign-up")
async def sign_up(request: Request, services: Services, new: NewAccount) -> dict[str, str]:
    """Ask for an account; the answer is the same for every address, and the mail tells the rest."""
    await _insist_on_passwords(services)
    await (await services.aget(SigningUp)).sign_up(new, await browser_of(request, services))
    return {}


@router.post("/sign-up/verify")
async def confirm_sign_up(
    request: Request, response: Response, services: Services, confirmation: Confirmation
) -> Entered:
    """Begin the account of a link with the password that was chosen, and sign in."""
    await _insist_on_passwords(services)
    browser = await browser_of(request, services)
    started = await (await services.aget(SigningUp)).confirm(confirmation, browser)
    await let_in(response, services, started=started, browser=browser)
    return Entered(outcome="signed_in")


@router.post("/password-resets")
async def ask_for_reset(request: Request, services: Services, asked: ResetRequest) -> dict[str, str]:
    """Ask for a link to set a new password; the answer is the same for every address."""
    await _insist_on_passwords(services)
    await (await services.aget(Resetting)).ask(asked.email, await browser_of(request, services))
    return {}


@router.post("/password-resets/complete")
async def reset_password(request: Request, services: Services, new: NewPassword) -> dict[str, str]:
    """Set a new password with a link; every device is signed out."""
    await _insist_on_passwords(services)
    await (await services.aget(Resetting)).complete(new, await browser_of(request, services))
    return {}


async def _insist_on_passwords(services: svcs.Container) -> None:
    settings = await services.aget(Settings)
    if not settings.sign_in.password:
        raise PasswordSignInOff("This installation has no accounts with passwords.")
