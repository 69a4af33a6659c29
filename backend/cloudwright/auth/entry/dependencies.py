"""What a browser brings to its sign-in over HTTP, and what it takes away from it."""

import svcs
from fastapi import Request, Response

from cloudwright.auth import dependencies as cookies
from cloudwright.auth.access_tokens import Access
from cloudwright.auth.entry.browser_seal import (
    CHALLENGE_SECONDS,
    KNOWN_SECONDS,
    knowing,
    opened_device,
    sealed_challenge,
    sealed_device,
)
from cloudwright.auth.entry.schemas import Browser, Challenge
from cloudwright.auth.service.signing import Signing
from cloudwright.auth.sign_in import Started
from cloudwright.config import Settings
from cloudwright.encryption.service import Sealer
from cloudwright.tenancy.dependencies import address_of

_LONGEST_DEVICE = 200


async def browser_of(request: Request, services: svcs.Container) -> Browser:
    """Return what a browser says of itself, and whom it knows."""
    sealer = await services.aget(Sealer)
    return Browser(
        device=request.headers.get("user-agent", "")[:_LONGEST_DEVICE],
        address=address_of(request),
        known=await opened_device(request.cookies.get(cookies.DEVICE_COOKIE, ""), sealer),
    )


async def give(response: Response, services: svcs.Container, *, access: Access, refresh_token: str) -> None:
    """Give both tokens of a sign-in."""
    settings, signing = await services.aget(Settings, Signing)
    secure = _secure(settings)
    token = await signing.sign(access)
    cookies.set_access(response, token, seconds=settings.sign_in.access_seconds, secure=secure)
    days = settings.sign_in.lifetime_days
    cookies.set_refresh(response, refresh_token, seconds=days * 86_400, secure=secure)


async def let_in(response: Response, services: svcs.Container, *, started: Started, browser: Browser) -> None:
    """Give the tokens of a new sign-in, and let the browser remember who came in by it."""
    settings, sealer = await services.aget(Settings, Sealer)
    await give(response, services, access=started.access, refresh_token=started.refresh_token)
    text = await sealed_device(knowing(browser.known, started.principal.user_id), sealer)
    cookies.set_device(response, text, seconds=KNOWN_SECONDS, secure=_secure(settings))
    cookies.remove_challenge(response)


async def ask_for_second(response: Response, services: svcs.Container, *, challenge: Challenge) -> None:
    """Keep the first proof in the browser until the second one."""
    settings, sealer = await services.aget(Settings, Sealer)
    text = await sealed_challenge(challenge, sealer)
    cookies.set_challenge(response, text, seconds=CHALLENGE_SECONDS, secure=_secure(settings))


def _secure(settings: Settings) -> bool:
    return settings.public_origin.startswith("https://")
