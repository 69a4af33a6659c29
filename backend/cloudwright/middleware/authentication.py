"""Recognises the access token of a browser or a program and leaves a `Principal` on the request."""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from cloudwright.audit.circumstances import Circumstances, bind_circumstances
from cloudwright.auth.api_keys.text import is_api_key
from cloudwright.auth.dependencies import ACCESS_COOKIE
from cloudwright.auth.errors import TokenRefused
from cloudwright.auth.service.key_entrance import KeyEntrance
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.service.signing import Signing
from cloudwright.tenancy.dependencies import PRINCIPAL, address_of, container_of
from cloudwright.tenancy.errors import OnlyLooking
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_LOOK_UP = EveryTenant("a token is looked up before the organisation is known")
_BEARER = "bearer "
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OF_THE_OPERATOR = frozenset(
    {("POST", "/sign-in/refresh"), ("POST", "/ws-ticket"), ("DELETE", "/impersonation")}
)
"""What an operator does with their own device meanwhile: go on, follow, and stop looking."""


class Authentication:
    """Only paths under `prefix` are looked at; pages and their files need no identity.

    Each request asks the database whether the sign-in has ended, so that ending it is felt at once and
    in every process. Sockets are authenticated by their first frame instead.
    """

    def __init__(self, app: ASGIApp, *, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(self._prefix):
            connection = HTTPConnection(scope)
            token = _token(connection)
            principal = await self._principal(connection, token) if token else None
            if principal is not None and principal.onlooker is not None:
                self._insist_on_looking(scope)
            scope["state"][PRINCIPAL] = principal
        await self._app(scope, receive, send)

    def _insist_on_looking(self, scope: Scope) -> None:
        """Whatever a route forgets: who looks as a member changes nothing of theirs."""
        asked = (scope["method"], scope["path"].removeprefix(self._prefix))
        if scope["method"] not in _READING and asked not in _OF_THE_OPERATOR:
            raise OnlyLooking(
                "Nothing was changed: you only look as this member. Stop looking to work as yourself."
            )

    async def _principal(self, connection: HTTPConnection, token: str) -> Principal | None:
        if is_api_key(token):
            return await self._program(connection, token)
        services, address = container_of(connection), address_of(connection)
        signing, units = await services.aget(Signing, UnitsOfWork)
        try:
            believed = await signing.verify(token)
        except TokenRefused:
            return None
        async with units.read(_LOOK_UP) as scoped:
            sign_ins = await scoped.aget(SignIns)
            recognised = await sign_ins.recognise(believed.access, address=address)
        if recognised is None:
            return None
        if recognised.stale:
            async with units.write(recognised.principal) as scoped:
                await (await scoped.aget(SignIns)).seen(recognised.principal)
        return recognised.principal

    async def _program(self, connection: HTTPConnection, token: str) -> Principal | None:
        """Return for whom a program with an API key acts."""
        services, address = container_of(connection), address_of(connection)
        units = await services.aget(UnitsOfWork)
        async with units.read(_LOOK_UP) as scoped:
            recognised = await (await scoped.aget(KeyEntrance)).recognise(token, address=address)
        if recognised is None:
            return None
        bind_circumstances(Circumstances(address=address, key_id=recognised.key.key_id))
        if recognised.stale:
            async with units.write(_LOOK_UP) as scoped:
                await (await scoped.aget(KeyEntrance)).seen(recognised.key)
        return recognised.principal


def _token(connection: HTTPConnection) -> str | None:
    """A program's header counts before a browser's cookie."""
    header = connection.headers.get("authorization", "")
    if header[: len(_BEARER)].lower() == _BEARER:
        return header[len(_BEARER) :].strip()
    return connection.cookies.get(ACCESS_COOKIE)
