"""What endpoints ask for: who calls, and services inside one transaction.

The transactions end before the response is sent (`scope="function"`), so that a client which has its
answer can rely on what it says.
"""

from collections.abc import AsyncIterator
from typing import Annotated

import svcs
from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from cloudwright.tenancy.errors import NotSignedIn
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork

PRINCIPAL = "principal"
CONTAINER = "svcs_container"
ADDRESS = "client_address"


def container_of(connection: HTTPConnection) -> svcs.Container:
    """Return the container of this request or socket: settings and ports, without a transaction."""
    container = getattr(connection.state, CONTAINER)
    if not isinstance(container, svcs.Container):
        raise TypeError("the service container is missing on this connection")
    return container


def principal_of(connection: HTTPConnection) -> Principal:
    """Return who calls.

    Raises:
        NotSignedIn: the request carries no valid sign-in.
    """
    principal = getattr(connection.state, PRINCIPAL, None)
    if isinstance(principal, Principal):
        return principal
    raise NotSignedIn("You are signed out. Sign in again; what you saved is kept.")


def address_of(connection: HTTPConnection) -> str:
    """Return the address that a request comes from; proxies of ours are not it."""
    return str(getattr(connection.state, ADDRESS, ""))


async def _services(request: Request) -> svcs.Container:
    return container_of(request)


async def _principal(request: Request) -> Principal:
    return principal_of(request)


Services = Annotated[svcs.Container, Depends(_services)]
CurrentPrincipal = Annotated[Principal, Depends(_principal)]


async def _read(services: Services, principal: CurrentPrincipal) -> AsyncIterator[svcs.Container]:
    units = await services.aget(UnitsOfWork)
    async with units.read(principal) as scoped:
        yield scoped


async def _write(services: Services, principal: CurrentPrincipal) -> AsyncIterator[svcs.Container]:
    units = await services.aget(UnitsOfWork)
    async with units.write(principal) as scoped:
        yield scoped


ReadServices = Annotated[svcs.Container, Depends(_read, scope="function")]
WriteServices = Annotated[svcs.Container, Depends(_write, scope="function")]
