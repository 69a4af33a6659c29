"""Models of Amazon Bedrock over ConverseStream."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import botocore.exceptions as faults
import urllib3.exceptions
from botocore.config import Config
from strands.models.bedrock import BedrockModel
from strands.models.model import CacheConfig
from strands.types.exceptions import ContextWindowOverflowException

from cloudwright.adapters.providers.vendor import Vendor, cause
from cloudwright.adapters.providers.waiting import retry_after_seconds
from cloudwright.gateway.choice import Choice
from cloudwright.gateway.faults import Fault, FaultKind

_CONNECT_SECONDS = 10
_GRACE_SECONDS = 5
_CACHING = "claude"  # the only family whose prompts the framework marks for Bedrock's cache by itself

# https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html (2026-11-21)
_STATUS: Mapping[str, int] = {
    "accessdeniedexception": 403,
    "internalserverexception": 500,
    "modelnotreadyexception": 429,
    "modelstreamerrorexception": 500,
    "modeltimeoutexception": 504,
    "resourcenotfoundexception": 404,
    "serviceunavailableexception": 503,
    "throttlingexception": 429,
    "unrecognizedclientexception": 403,
    "validationexception": 400,
}
_MEANINGS: Sequence[tuple[tuple[type[Exception], ...], Fault]] = (
    (
        (faults.NoCredentialsError, faults.PartialCredentialsError, faults.CredentialRetrievalError),
        Fault(FaultKind.STATUS, status=401),
    ),
    (
        (faults.EndpointConnectionError, faults.ConnectTimeoutError, faults.ProxyConnectionError),
        Fault(FaultKind.UNREACHABLE),
    ),
    (
        (
            faults.ConnectionClosedError,
            faults.ReadTimeoutError,
            faults.ResponseStreamingError,
            urllib3.exceptions.HTTPError,
        ),
        Fault(FaultKind.BROKEN),
    ),
)


def vendor(choice: Choice) -> Vendor:
    """Return the model; region and credentials come from where the AWS tools look for them.

    Its reader is a thread, which a silent provider keeps until the longest patience is over.
    """
    settings = choice.settings
    patience = max(settings.first_seconds, settings.idle_seconds) + _GRACE_SECONDS
    model = BedrockModel(
        boto_client_config=Config(
            connect_timeout=_CONNECT_SECONDS, read_timeout=patience, retries={"total_max_attempts": 1}
        ),
        endpoint_url=choice.base_url or None,
        api_key=choice.key.get_secret_value() or None,
        model_id=choice.name,
        max_tokens=settings.max_tokens,
        cache_config=CacheConfig(tools_ttl=True) if _CACHING in choice.name else None,
    )

    model.client.meta.events.register("after-call.bedrock-runtime.ConverseStream", _close_at_the_end)

    async def close() -> None:
        model.client.close()

    return Vendor(model, blame=blame, close=close)


class _Closing:
    """Closes the connection however the reading ends: the framework leaves a broken stream open."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[Any]:
        events: Iterable[Any] = self._stream
        try:
            yield from events
        finally:
            self.close()

    def close(self) -> None:
        self._stream.close()


def _close_at_the_end(parsed: dict[str, Any], **rest: Any) -> None:
    del rest
    if "stream" in parsed:
        parsed["stream"] = _Closing(parsed["stream"])


def blame(error: Exception) -> Fault:
    """Return what an exception of the client means."""
    found = cause(error)
    if isinstance(error, ContextWindowOverflowException):
        return Fault(FaultKind.TOO_LONG)
    if isinstance(found, faults.ClientError):
        return _refused(found)
    known = (fault for classes, fault in _MEANINGS if isinstance(found, classes))
    return next(known, Fault(FaultKind.UNREADABLE))


def _refused(error: faults.ClientError) -> Fault:
    response = error.response
    told = response.get("ResponseMetadata", {})
    code = str(response.get("Error", {}).get("Code", "")).lower()
    status = _STATUS.get(code) or told.get("HTTPStatusCode", 500)
    return Fault(
        FaultKind.STATUS,
        status=status if status >= 400 else 500,
        quote=str(response.get("Error", {}).get("Message", "")),
        retry_after_seconds=retry_after_seconds(told.get("HTTPHeaders", {})),
    )
