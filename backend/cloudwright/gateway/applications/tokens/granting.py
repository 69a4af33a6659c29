"""Gives tokens for client credentials (RFC 6749, 4.4): the client id is the key id, its secret the key."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote_plus

from cloudwright.gateway.applications.identity.service import Identification
from cloudwright.gateway.applications.schemas import Identified, Scope
from cloudwright.gateway.applications.texts import parsed
from cloudwright.gateway.applications.tokens.tickets import LIFETIME_SECONDS, Tickets
from cloudwright.gateway.wire.refusal import Reason, Refusal

LONGEST_BODY = 8_192
_BASIC = "basic "
_GRANT = "client_credentials"
_MOST_FIELDS = 20


class Fault(StrEnum):
    """Errors of section 5.2, and the one for when nobody can tell."""

    INVALID_REQUEST = "invalid_request"
    INVALID_CLIENT = "invalid_client"
    INVALID_SCOPE = "invalid_scope"
    UNAUTHORIZED_CLIENT = "unauthorized_client"
    UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type"
    UNAVAILABLE = "temporarily_unavailable"


_STATUS: Mapping[Fault, HTTPStatus] = {
    Fault.INVALID_CLIENT: HTTPStatus.UNAUTHORIZED,
    Fault.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered; it is never kept by anybody on the way."""

    status: int
    body: Mapping[str, str | int] = field(repr=False)
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Client:
    id: str
    secret: str = field(repr=False)


class _Refused(Exception):
    def __init__(self, fault: Fault, why: str) -> None:
        super().__init__(why)
        self.fault = fault


class Granting:
    """One per process."""

    def __init__(self, identification: Identification, tickets: Tickets) -> None:
        self._identification = identification
        self._tickets = tickets

    async def answer(self, body: bytes, *, authorization: str, content_type: str, address: str) -> Answer:
        """Answer a request for a token, with a refusal where it has to be."""
        try:
            asked = _form(body, content_type)
            client = _client(asked, authorization)
            if asked.get("grant_type") != _GRANT:
                raise _unsupported(asked.get("grant_type"))
            identified = await self._identified(client, address)
            scopes = _scopes(asked.get("scope", ""), identified)
        except _Refused as refused:
            return _refusal(refused)
        token = await self._tickets.give(replace(identified, scopes=scopes))
        given: dict[str, str | int] = {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": LIFETIME_SECONDS,
            "scope": " ".join(sorted(scopes)),
        }
        return Answer(HTTPStatus.OK, given, _headers())

    async def _identified(self, client: _Client, address: str) -> Identified:
        text = parsed(client.secret)
        if text is None or text.key_id != client.id:
            raise _unknown()
        try:
            return await self._identification.identify(client.secret, address)
        except Refusal as refusal:
            raise _translated(refusal) from refusal


def _form(body: bytes, content_type: str) -> Mapping[str, str]:
    """Return the fields of a form; one that is there twice is an error, an empty one is not there."""
    if content_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise _Refused(Fault.INVALID_REQUEST, "Send the fields as application/x-www-form-urlencoded.")
    try:
        text = body.decode("utf-8") if len(body) <= LONGEST_BODY else None
        fields = parse_qsl(text or "", max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        text, fields = None, []
    if text is None or len(dict(fields)) != len(fields):
        raise _Refused(Fault.INVALID_REQUEST, "The form is too long, is no form, or has a field twice.")
    return dict(fields)


def _client(asked: Mapping[str, str], authorization: str) -> _Client:
    posted = "client_secret" in asked
    if not authorization:
        if posted:
            return _Client(asked.get("client_id", ""), asked["client_secret"])
        raise _Refused(Fault.INVALID_CLIENT, "Send the key id and the key as client_id and client_secret.")
    if posted:
        raise _Refused(Fault.INVALID_REQUEST, "Send the client's secret in one way, not in two.")
    client = _basic(authorization)
    if client is None or asked.get("client_id", client.id) != client.id:
        raise _unknown()
    return client


def _basic(header: str) -> _Client | None:
    """Read HTTP Basic credentials, each half form-encoded as section 2.3.1 says."""
    if header[: len(_BASIC)].lower() != _BASIC:
        return None
    try:
        text = base64.b64decode(header[len(_BASIC) :].strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    name, separator, secret = text.partition(":")
    return _Client(unquote_plus(name), unquote_plus(secret)) if separator else None


def _scopes(asked: str, identified: Identified) -> frozenset[Scope]:
    """Return the scopes of the token: those that are asked for, or all that the key has."""
    words = asked.split()
    known = {scope.value: scope for scope in identified.scopes}
    if any(word not in known for word in words):
        raise _Refused(Fault.INVALID_SCOPE, f"This key has the scopes {' '.join(sorted(known))}.")
    return frozenset(known[word] for word in words) if words else identified.scopes


def _translated(refusal: Refusal) -> _Refused:
    match refusal.reason:
        case Reason.FORBIDDEN:
            return _Refused(Fault.UNAUTHORIZED_CLIENT, refusal.message)
        case Reason.UNAVAILABLE:
            return _Refused(Fault.UNAVAILABLE, refusal.message)
        case _:
            return _unknown()


def _unknown() -> _Refused:
    return _Refused(Fault.INVALID_CLIENT, "This client is not known, or its secret is not valid.")


def _unsupported(grant: str | None) -> _Refused:
    if grant is None:
        return _Refused(Fault.INVALID_REQUEST, f"Send grant_type={_GRANT}.")
    return _Refused(Fault.UNSUPPORTED_GRANT_TYPE, f"Only grant_type={_GRANT} is given tokens here.")


def _refusal(refused: _Refused) -> Answer:
    status = _STATUS.get(refused.fault, HTTPStatus.BAD_REQUEST)
    headers = _headers()
    if status is HTTPStatus.UNAUTHORIZED:
        headers["www-authenticate"] = 'Basic realm="cloudwright", charset="UTF-8"'
    return Answer(status, {"error": refused.fault.value, "error_description": str(refused)}, headers)


def _headers() -> dict[str, str]:
    return {"cache-control": "no-store", "pragma": "no-cache"}
