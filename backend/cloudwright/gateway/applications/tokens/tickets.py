"""Tokens that stand for a key: good for minutes, and ended with the secret they were given for."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cloudwright.auth.errors import TokenRefused
from cloudwright.auth.service.signing import Signing
from cloudwright.auth.signed_tokens import Expected
from cloudwright.gateway.applications.schemas import Identified, Scope
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id

LIFETIME_SECONDS = 600
_AUDIENCE = "cloudwright-gateway"
_TYPE = "at+jwt"
_LEEWAY_SECONDS = 5
_BELIEVED_FOR = timedelta(seconds=30)
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a token that was believed says."""

    organization_id: str
    key_id: str
    secret_id: str
    scopes: frozenset[Scope]


@dataclass(frozen=True, slots=True)
class _Believed:
    ticket: Ticket
    until: datetime


class _Claims(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)

    org: str = Field(min_length=1, max_length=100)
    key: str = Field(min_length=1, max_length=100)
    sec: str = Field(min_length=1, max_length=100)
    scope: str = Field(max_length=200)
    exp: int


class Tickets:
    """One per process; a token that was believed is not verified again for half a minute."""

    def __init__(self, signing: Signing, *, issuer: str, clock: Clock = utc_now) -> None:
        self._signing = signing
        self._clock = clock
        self._believed: OrderedDict[bytes, _Believed] = OrderedDict()
        self._issuer = issuer
        self._expected = Expected(
            issuer=issuer,
            audience=_AUDIENCE,
            types=frozenset({_TYPE}),
            algorithms=frozenset({"ES256"}),
            required=frozenset({"org", "key", "sec", "scope", "jti"}),
            leeway_seconds=_LEEWAY_SECONDS,
            longest_seconds=LIFETIME_SECONDS,
        )

    async def give(self, identified: Identified) -> str:
        """Return a token for a key that was proven."""
        issued = int(self._clock().timestamp())
        return await self._signing.sign_claims(
            {
                "iss": self._issuer,
                "aud": _AUDIENCE,
                "sub": identified.application_id,
                "client_id": identified.key_id,
                "org": identified.organization_id,
                "key": identified.key_id,
                "sec": identified.secret_id,
                "scope": " ".join(sorted(identified.scopes)),
                "jti": new_id("tok"),
                "iat": issued,
                "exp": issued + LIFETIME_SECONDS,
            },
            token_type=_TYPE,
        )

    async def read(self, token: str) -> Ticket | None:
        """Return what a token says; None for one that is not believed, whatever the reason."""
        name, now = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest(), self._clock()
        known = self._believed.get(name)
        if known is not None and now < known.until:
            return known.ticket
        try:
            said = _Claims.model_validate(await self._signing.verify_claims(token, expected=self._expected))
        except (TokenRefused, ValidationError):
            return None
        ends = datetime.fromtimestamp(said.exp, now.tzinfo) + timedelta(seconds=_LEEWAY_SECONDS)
        scopes = frozenset(scope for scope in Scope if scope in said.scope.split())
        ticket = Ticket(organization_id=said.org, key_id=said.key, secret_id=said.sec, scopes=scopes)
        self._believed[name] = _Believed(ticket, until=min(ends, now + _BELIEVED_FOR))
        while len(self._believed) > _MOST:
            self._believed.popitem(last=False)
        return ticket
