"""How Stripe's library reaches the network: httpx, with the body as the bytes that it is."""

import asyncio
from collections.abc import Mapping

import httpx
import stripe
from typing_extensions import override

from cloudwright.adapters.authorities import trusted_authorities


class Transport(stripe.HTTPClient):
    """The library's own httpx client hands the form to httpx in a way that httpx has given up."""

    name = "httpx"

    def __init__(self, timeout_seconds: float) -> None:
        super().__init__()
        self._client = httpx.AsyncClient(timeout=timeout_seconds, verify=trusted_authorities())

    @override
    async def request_async(
        self, method: str, url: str, headers: Mapping[str, str], post_data: str | bytes | None = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        try:
            answer = await self._client.request(method, url, headers=headers, content=post_data)
        except httpx.TransportError as error:
            raise _unreachable(error) from error
        return answer.content, answer.status_code, answer.headers

    @override
    async def sleep_async(self, secs: float) -> None:
        await asyncio.sleep(secs)

    @override
    async def close_async(self) -> None:
        await self._client.aclose()


def _unreachable(error: httpx.TransportError) -> stripe.StripeError:
    failed: stripe.StripeError = stripe.APIConnectionError(str(error), should_retry=True)  # type: ignore[no-untyped-call]  # the library's gap
    return failed
