"""Structured logs: one event per line, ids bound once, secrets never written."""

import logging
import re
import sys
from collections.abc import Mapping

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from cloudwright.config import LogFormat, LogSettings
from cloudwright.observability.request import request_id

_HIDDEN = "[hidden]"
_SECRET_NAME = re.compile(
    r"password|passwd|secret|token|ticket|cookie|authorization|api_?key|credential|private", re.IGNORECASE
)
_SECRET_TEXT = re.compile(
    r"(?:sk-[A-Za-z0-9_-]{16,}|AKIA[0-9A-Z]{16}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|(?<=Bearer )\S+)"
)
_COUNTED = re.compile(r"_?(?:tokens|token_count)$")
_DEEPEST = 6


def configure_logs(settings: LogSettings) -> None:
    """Set structlog and the standard library to one form of output on stderr."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_request_id,
        hide_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendering(settings.format),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [stream]
    root.setLevel(settings.level)


def _rendering(form: LogFormat) -> list[Processor]:
    if form is LogFormat.JSON:
        return [structlog.processors.format_exc_info, hide_secrets, structlog.processors.JSONRenderer()]
    plain = structlog.dev.plain_traceback  # the rich one shows local variables, and with them secrets
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]


def add_request_id(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Name the request a line belongs to."""
    del logger, method
    current = request_id()
    if current != "-":
        event.setdefault("request_id", current)
    return event


def hide_secrets(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Replace what is a secret by its name or by its looks, at any depth."""
    del logger, method
    for name, value in event.items():
        event[name] = _hidden(name, value, depth=0)
    return event


def _hidden(name: str, value: object, *, depth: int) -> object:
    if name and _SECRET_NAME.search(name) and not _COUNTED.search(name):
        return _HIDDEN
    if isinstance(value, str):
        return _SECRET_TEXT.sub(_HIDDEN, value)
    if depth >= _DEEPEST:
        return value
    if isinstance(value, Mapping):
        return {key: _hidden(str(key), inner, depth=depth + 1) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden("", inner, depth=depth + 1) for inner in value]
    return value
