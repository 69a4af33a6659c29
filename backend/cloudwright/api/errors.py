"""Errors become envelopes here, and nowhere else."""

from collections.abc import Mapping
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import JsonValue
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cloudwright.api.envelope import Failure, failure
from cloudwright.database.errors import busy, storage_full
from cloudwright.kit.errors import CloudwrightError, ErrorKind

log = structlog.get_logger(__name__)

STATUS: Mapping[ErrorKind, HTTPStatus] = {
    ErrorKind.BAD_INPUT: HTTPStatus.UNPROCESSABLE_ENTITY,
    ErrorKind.UNAUTHENTICATED: HTTPStatus.UNAUTHORIZED,
    ErrorKind.FORBIDDEN: HTTPStatus.FORBIDDEN,
    ErrorKind.NOT_FOUND: HTTPStatus.NOT_FOUND,
    ErrorKind.CONFLICT: HTTPStatus.CONFLICT,
    ErrorKind.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ErrorKind.LIMITED: HTTPStatus.TOO_MANY_REQUESTS,
    ErrorKind.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    ErrorKind.STORAGE_FULL: HTTPStatus.INSUFFICIENT_STORAGE,
    ErrorKind.INTERNAL: HTTPStatus.INTERNAL_SERVER_ERROR,
}

_FRAMEWORK_CODES = {
    HTTPStatus.NOT_FOUND: ("NOT_FOUND", "There is nothing at this address."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("METHOD_NOT_ALLOWED", "This address does not take that method."),
    HTTPStatus.BAD_REQUEST: ("BAD_REQUEST", "The request could not be read."),
}
_INTERNAL_SENTENCE = (
    "Something went wrong on our side. What was saved before is kept. "
    "Try again; if it stays, report the request id."
)


class ErrorBoundary:
    """Outermost: whatever is raised below ends as an envelope with a stable code, never as a trace."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] in {"http.response.start", "websocket.accept"}
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:
            known = as_domain_error(error)
            _note(known, error)
            if started:
                raise
            await _refuse(known, scope=scope, receive=receive, send=send)


def as_domain_error(error: Exception) -> CloudwrightError:
    """Return the error to show for whatever was raised."""
    if isinstance(error, CloudwrightError):
        return error
    return storage_full(error) or busy(error) or CloudwrightError(_INTERNAL_SENTENCE)


def error_response(error: CloudwrightError) -> Response:
    """Return the HTTP answer for a domain error."""
    message = _INTERNAL_SENTENCE if error.kind is ErrorKind.INTERNAL else error.message
    details = {} if error.kind is ErrorKind.INTERNAL else error.details
    response = _json(failure(error.code, message, details=details), STATUS[error.kind])
    if (seconds := details.get("retry_after_seconds")) is not None:
        response.headers["retry-after"] = str(seconds)
    return response


def install_framework_errors(app: FastAPI) -> None:
    """Give the framework's own refusals (unknown path, wrong method, malformed input) our envelope."""
    app.add_exception_handler(HTTPException, _framework_refusal)
    app.add_exception_handler(RequestValidationError, _malformed_input)


async def _framework_refusal(request: Request, error: Exception) -> Response:
    del request
    if not isinstance(error, HTTPException):
        raise error
    status = HTTPStatus(error.status_code)
    code, message = _FRAMEWORK_CODES.get(status, (status.name, status.description or status.phrase))
    response = _json(failure(code, message), status)
    response.headers.update(error.headers or {})
    return response


async def _malformed_input(request: Request, error: Exception) -> Response:
    del request
    if not isinstance(error, RequestValidationError):
        raise error
    fields: list[JsonValue] = [_field(each) for each in error.errors()]
    first = _sentence(error.errors()[0]) if fields else ""
    return _json(
        failure(
            "VALIDATION_ERROR",
            f"Some of what was sent does not fit{first}. Nothing was changed.",
            details={"fields": fields},
        ),
        HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def _field(problem: Mapping[str, object]) -> dict[str, JsonValue]:
    place = problem.get("loc")
    path = [str(part) for part in place] if isinstance(place, tuple) else []
    return {
        "field": ".".join(path[1:]) or ".".join(path),
        "place": path[0] if path else "",
        "message": str(problem.get("msg", "")),
        "rule": str(problem.get("type", "")),
    }


def _sentence(problem: Mapping[str, object]) -> str:
    field = _field(problem)
    return f" ({field['field']}: {field['message']})"


def _note(known: CloudwrightError, error: Exception) -> None:
    if known.kind is ErrorKind.INTERNAL:
        log.error("request failed", code=known.code, exc_info=error)
    else:
        log.info("request refused", code=known.code, kind=known.kind.value)


async def _refuse(error: CloudwrightError, *, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": error.code})
        return
    await error_response(error)(scope, receive, send)


def _json(body: Failure, status: HTTPStatus) -> Response:
    return Response(body.model_dump_json(), status_code=status, media_type="application/json")
