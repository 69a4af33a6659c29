"""What sign-in with a provider needs from outside: three kinds of requests to it."""

from collections.abc import Mapping
from typing import Protocol

from cloudwright.auth.oidc.schemas import Answer


class ProviderEndpoint(Protocol):
    """Asks a provider. Only https or this machine, no redirects, limited in time and size.

    All of them raise ProviderUnreachable when there is no such answer.
    """

    async def read(self, url: str, *, bearer: str | None = None) -> Answer:
        """Read a JSON document, with an access token where it takes one."""

    async def send(
        self, url: str, form: Mapping[str, str], *, basic: tuple[str, str] | None = None
    ) -> Answer:
        """Send a form, with our name and secret as HTTP Basic where they go there."""
