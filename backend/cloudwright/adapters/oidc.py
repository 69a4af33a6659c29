"""Asks OpenID providers over HTTP: https or this machine, no redirects, limited in time and size."""

import asyncio
import ipaddress
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from cloudwright.adapters.authorities import trusted_authorities
from cloudwright.auth.oidc.errors import ProviderUnreachable
from cloudwright.auth.oidc.schemas import Answer

_SECONDS = 10.0
_CONNECT_SECONDS = 3.0
_MOST_BYTES = 262_144


class HttpProviderEndpoint:
    """One per process; `close` ends its connections."""

    def __init__(self, *, seconds: float = _SECONDS, most_bytes: int = _MOST_BYTES) -> None:
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._client = httpx.AsyncClient(
            follow_redirects=False,
            timeout=httpx.Timeout(seconds, connect=min(_CONNECT_SECONDS, seconds)),
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=5),
            headers={"accept": "application/json", "accept-encoding": "identity"},
            trust_env=False,
            verify=trusted_authorities(),
        )

    async def read(self, url: str, *, bearer: str | None = None) -> Answer:
        """Read a JSON document."""
        headers = {"authorization": f"Bearer {bearer}"} if bearer else {}
        return await self._asked(self._client.build_request("GET", _allowed(url), headers=headers))

    async def send(
        self, url: str, form: Mapping[str, str], *, basic: tuple[str, str] | None = None
    ) -> Answer:
        """Send a form and read the JSON document that it is answered with."""
        request = self._client.build_request("POST", _allowed(url), data=dict(form))
        if basic is not None:
            request = next(httpx.BasicAuth(*basic).sync_auth_flow(request))
        return await self._asked(request)

    async def close(self) -> None:
        """End the connections."""
        await self._client.aclose()

    async def _asked(self, request: httpx.Request) -> Answer:
        try:
            async with asyncio.timeout(self._seconds):
                response = await self._client.send(request, stream=True, auth=None)
                try:
                    return await self._answer(response)
                finally:
                    await response.aclose()
        except (httpx.HTTPError, TimeoutError, ValueError, RecursionError) as error:
            raise ProviderUnreachable(
                f"The sign-in provider at {request.url.host} gave no answer that can be used. Try again in a "
                "minute, or sign in another way."
            ) from error

    async def _answer(self, response: httpx.Response) -> Answer:
        if response.is_redirect or response.headers.get("content-encoding", "identity") != "identity":
            raise ValueError("redirected or compressed")
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > self._most_bytes:
                raise ValueError("too large")
        document = json.loads(body.decode("utf-8"))
        if not isinstance(document, dict):
            raise ValueError("no JSON object")  # noqa: TRY004 - the answer is what is wrong, not a type of ours
        return Answer(status=response.status_code, document=document)


def _allowed(url: str) -> str:
    """Return the address when it is https without a name in it, or http on this machine."""
    parts = urlsplit(url)
    named = parts.username is not None or parts.password is not None
    secure = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or ""))
    if named or not secure or not parts.hostname:
        raise ProviderUnreachable("The address of a sign-in provider must be https. Tell an operator.")
    return url


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
