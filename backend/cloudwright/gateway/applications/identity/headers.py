"""Finds the credential of a request in its headers, as clients of the providers send it."""

from collections.abc import Iterable

from cloudwright.gateway.applications.texts import LONGEST_TOKEN
from cloudwright.gateway.wire.refusal import Reason, Refusal

_BEARER = "bearer "


def credential(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return the key or token of a request from its raw headers: `Authorization: Bearer` or `x-api-key`.

    Raises:
        Refusal: there is none, or there are two different ones, so that it is not clear who calls.
    """
    found = {text for name, value in headers if (text := _credential(name.lower(), value))}
    if len(found) == 1:
        return found.pop()
    if found:
        raise Refusal(
            Reason.UNIDENTIFIED,
            "two_credentials",
            "Two different keys were sent. Send one, as Authorization or as x-api-key.",
        )
    raise Refusal(
        Reason.UNIDENTIFIED,
        "no_credential",
        "No key was sent. Send an application key as Authorization: Bearer or as x-api-key.",
    )


def _credential(name: bytes, value: bytes) -> str:
    """Return what a header says; one that is too long or no plain text says what no key is."""
    if name not in {b"authorization", b"x-api-key"}:
        return ""
    text = value[: LONGEST_TOKEN + len(_BEARER) + 1].decode("latin-1").strip()
    if name == b"x-api-key":
        return text
    return text[len(_BEARER) :].strip() if text[: len(_BEARER)].lower() == _BEARER else ""
