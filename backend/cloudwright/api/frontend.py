"""Serves the built front end: hashed assets for ever, `index.html` for every page of the app."""

import base64
import hashlib
import re
from http import HTTPStatus
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_NOT_BUILT = (
    "Cloudwright is running, but its front end is not built yet.\n\n"
    "Build it with `make run` (or `npm run build` in frontend/), then reload this page.\n"
    "The API answers at /api/v1/health and is described at /api/v1/docs.\n"
)


class Frontend:
    """The application behind all routes: it answers what no route of the API matched."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
            return
        path = scope["path"].lstrip("/")
        if path == "api" or path.startswith("api/"):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if scope["method"] not in {"GET", "HEAD"}:
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"allow": "GET, HEAD"})
        await self._answer(path)(scope, receive, send)

    def _answer(self, path: str) -> Response:
        file = self._file(path)
        if file is not None:
            return FileResponse(file, headers={"cache-control": self._caching(file)})
        if path.startswith("assets/"):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        index = self._directory / "index.html"
        if not index.is_file():
            return PlainTextResponse(_NOT_BUILT, headers={"cache-control": "no-store"})
        return FileResponse(index, headers={"cache-control": _ASK_AGAIN})

    def _file(self, path: str) -> Path | None:
        if not path or "\x00" in path:
            return None
        file = (self._directory / path).resolve()
        return file if file.is_relative_to(self._directory) and file.is_file() else None

    def _caching(self, file: Path) -> str:
        return _FOR_EVER if file.is_relative_to(self._directory / "assets") else _ASK_AGAIN


def inline_script_hashes(directory: Path) -> list[str]:
    """Return the CSP hashes of the scripts written into the built `index.html`."""
    index = directory / "index.html"
    if not index.is_file():
        return []
    scripts = _INLINE_SCRIPT.findall(index.read_text(encoding="utf-8"))
    return [f"sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}" for each in scripts]
