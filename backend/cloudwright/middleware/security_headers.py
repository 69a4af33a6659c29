"""Headers that tell the browser what this site never does."""

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_TWO_YEARS = "max-age=63072000; includeSubDomains"


class SecurityHeaders:
    """Adds them to every response; HSTS only where the site is reached over https."""

    def __init__(self, app: ASGIApp, *, script_hashes: Sequence[str], public_origin: str) -> None:
        self._app = app
        self._scripts = " ".join(["'self'", *(f"'{each}'" for each in script_hashes)])
        self._headers = dict(_FIXED)
        if public_origin.startswith("https://"):
            self._headers["strict-transport-security"] = _TWO_YEARS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", self._policy(host))
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _policy(self, host: str) -> str:
        sockets = f" ws://{host} wss://{host}" if _is_plain_host(host) else ""
        return "; ".join(
            [
                "default-src 'self'",
                f"script-src {self._scripts}",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self'",
                f"connect-src 'self'{sockets}",
                "worker-src 'self' blob:",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'",
            ]
        )


def _is_plain_host(host: str) -> bool:
    return bool(host) and all(letter.isalnum() or letter in ".-:[]" for letter in host)
