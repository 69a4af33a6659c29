"""Recognises the sign-in cookie and leaves a `Principal` on the request."""

import svcs
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from cloudwright.auth.service import SignIns
from cloudwright.auth.tokens import COOKIE
from cloudwright.tenancy.dependencies import CONTAINER, PRINCIPAL
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_LOOK_UP = EveryTenant("a cookie is looked up before the organisation is known")


class Authentication:
    """Only paths under `prefix` are looked at; pages and their files need no identity.

    Sockets are authenticated by their first frame instead.
    """

    def __init__(self, app: ASGIApp, *, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(self._prefix):
            token = HTTPConnection(scope).cookies.get(COOKIE)
            scope["state"][PRINCIPAL] = (
                await self._principal(scope["state"][CONTAINER], token) if token else None
            )
        await self._app(scope, receive, send)

    async def _principal(self, services: svcs.Container, token: str) -> Principal | None:
        units = await services.aget(UnitsOfWork)
        async with units.read(_LOOK_UP) as scoped:
            sign_ins = await scoped.aget(SignIns)
            recognised = await sign_ins.recognise(token)
        if recognised is None:
            return None
        principal, last_seen_at = recognised
        if sign_ins.is_stale(last_seen_at):
            async with units.write(principal) as scoped:
                await (await scoped.aget(SignIns)).seen(principal)
        return principal
