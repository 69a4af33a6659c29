"""Signed tokens (JWS, RFC 7515): the one module that knows the library, and what it leaves to us.

The library judges encoding, sizes, algorithms, signatures and times. Ours is what it lets pass: a member that
is there twice, text that is not UTF-8, nesting without end, headers nobody asked for, a life without end.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Self, cast

from joserfc import jws
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import ECKey, JWKRegistry, Key, KeySet, RSAKey
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry
from joserfc.registry import HeaderParameter
from joserfc.util import urlsafe_b64decode

from cloudwright.auth.errors import SigningKeyUnknown, TokenExpired, TokenRefused
from cloudwright.kit.canonical import JsonValue

Algorithm = Literal["ES256", "RS256"]
Document = Mapping[str, JsonValue]

_HEADER_BYTES = 1_024
_CLAIMS_BYTES = 16_384  # encoded; ID tokens of people in many groups take most of it
_MOST_KEYS = 64
_RSA_BITS = range(2_048, 6_145)  # larger signatures are longer than the library takes
_SHORTEST_MODULUS = 342  # letters of base64 that 2,048 bits take; the library warns of fewer
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_REFUSED = "This token is not valid. Sign in again."
_HEADERS = frozenset({"alg", "kid", "typ"})
_THUMBPRINTS = frozenset({"x5t", "x5t#S256"})  # some providers add them; they name a key and bring none
_KNOWN_HEADERS = {name: HeaderParameter(name, "str") for name in sorted(_HEADERS | _THUMBPRINTS)}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say to be believed; `types` has None where the header may be absent."""

    issuer: str
    audience: str
    types: frozenset[str | None]
    algorithms: frozenset[Algorithm]
    required: frozenset[str]
    leeway_seconds: int
    longest_seconds: int


class PublicKeys:
    """Keys that signatures are checked with, by their ids."""

    def __init__(self, keys: Mapping[str, Key]) -> None:
        self._keys = dict(keys)

    @classmethod
    def of(cls, document: Document) -> Self:
        """Read a key set document (RFC 7517); what is no public key for signatures with an id is left out."""
        listed = document.get("keys")
        if not isinstance(listed, list):
            return cls({})
        return cls(
            {
                key.kid: key
                for entry in reversed(listed[:_MOST_KEYS])
                if (key := _public_key(entry)) is not None and key.kid
            }
        )

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the keys."""
        return frozenset(self._keys)

    def document(self) -> Document:
        """Return the key set document: public halves alone, in the order of their ids."""
        ordered = sorted(self._keys.items())
        return {"keys": [key.as_dict(private=False, use="sig", kid=kid) for kid, key in ordered]}

    def named(self, kid: str) -> KeySet:
        """Return the set of this one key.

        Raises:
            SigningKeyUnknown: no key has this id.
        """
        if kid not in self._keys:
            raise SigningKeyUnknown(_REFUSED)
        return KeySet([self._keys[kid]])


class SigningPair:
    """A private key for ES256 and its public half; its id is the key's thumbprint (RFC 7638)."""

    def __init__(self, key: ECKey) -> None:
        self._key = key
        self.kid = key.thumbprint()

    @classmethod
    def generate(cls) -> Self:
        """Make a new pair."""
        return cls(ECKey.generate_key("P-256"))

    @classmethod
    def from_private(cls, data: bytes) -> Self:
        """Read what `private` gave."""
        return cls(ECKey.import_key(data))

    def private(self) -> bytes:
        """Return the private key as PEM; to be sealed before it is stored."""
        return self._key.as_pem(private=True)

    def public(self) -> Document:
        """Return the public half as a JSON Web Key."""
        return {**self._key.as_dict(private=False), "kid": self.kid, "use": "sig", "alg": "ES256"}

    def sign(self, claims: Document, *, token_type: str) -> str:
        """Return the signed token."""
        header = {"alg": "ES256", "kid": self.kid, "typ": token_type}
        payload = json.dumps(claims, separators=(",", ":"), allow_nan=False)
        return jws.serialize_compact(header, payload, self._key, registry=_Registry(algorithms=["ES256"]))


def verified(token: str, keys: PublicKeys, *, expected: Expected, now: datetime) -> Document:
    """Return the claims of a token that passes every check.

    Raises:
        TokenExpired: everything is right but the time.
        SigningKeyUnknown: it names a key that is not in the set.
        TokenRefused: anything else.
    """
    try:
        header = _header(token, expected)
        registry = _Registry(algorithms=sorted(expected.algorithms))
        content = jws.deserialize_compact(token, keys.named(header["kid"]), registry=registry).payload
        claims = _parsed(content or b"")
        _claims_rules(expected, now=now).validate(claims)
        _check_life(claims, expected)
    except ExpiredTokenError as error:
        raise TokenExpired("This token has expired. Ask for a new one.") from error
    except (JoseError, ValueError) as error:
        raise TokenRefused(_REFUSED) from error
    return claims


class _Malformed(ValueError):
    """What was sent is no token of ours."""


class _Registry(jws.JWSRegistry):
    """The header members that we know; the library refuses every other one."""

    default_header_registry = _KNOWN_HEADERS
    max_header_length = _HEADER_BYTES
    max_payload_length = _CLAIMS_BYTES


def _header(token: str, expected: Expected) -> dict[str, str]:
    segment = token.partition(".")[0]
    if len(segment) > _HEADER_BYTES:
        raise _Malformed("the header is too long")
    header = _parsed(urlsafe_b64decode(segment.encode("ascii")))
    if header.keys() - _HEADERS - _THUMBPRINTS or not {"alg", "kid"} <= header.keys():
        raise _Malformed("the header has members that are not known, or lacks one")
    if not all(isinstance(value, str) for value in header.values()):
        raise _Malformed("a member of the header is not text")
    if header.get("typ") not in expected.types:
        raise _Malformed("the token is of another type")
    return cast("dict[str, str]", header)


def _parsed(data: bytes) -> dict[str, JsonValue]:
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_no_number)
    except RecursionError as error:
        raise _Malformed("nested too deep") from error
    if not isinstance(value, dict):
        raise _Malformed("not an object")
    return value


def _each_once(members: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(members)
    if len(found) != len(members):
        raise _Malformed("a member is there twice")
    return found


def _no_number(name: str) -> float:
    raise _Malformed(f"{name} is not JSON")


def _claims_rules(expected: Expected, *, now: datetime) -> JWTClaimsRegistry:
    needed = {"sub", "exp", "iat"} | expected.required
    options: dict[str, ClaimsOption] = {name: {"essential": True} for name in needed}
    options["iss"] = {"essential": True, "value": expected.issuer}
    options["aud"] = {"essential": True, "value": expected.audience}
    return JWTClaimsRegistry(now=int(now.timestamp()), leeway=expected.leeway_seconds, **options)


def _check_life(claims: Mapping[str, JsonValue], expected: Expected) -> None:
    expires, issued = claims["exp"], claims["iat"]
    if not isinstance(expires, int | float) or not isinstance(issued, int | float):
        raise _Malformed("times are numbers")
    if not issued < expires <= issued + expected.longest_seconds:
        raise _Malformed("the token lives too long")


def _public_key(entry: JsonValue) -> Key | None:
    """Return a public key for signatures; None for what is something else, too small, or not understood."""
    if (
        not isinstance(entry, dict)
        or entry.get("use", "sig") != "sig"
        or not isinstance(entry.get("kid"), str)
    ):
        return None
    if entry.get("kty") == "RSA" and len(str(entry.get("n", ""))) < _SHORTEST_MODULUS:
        return None
    public = {name: value for name, value in entry.items() if name not in _PRIVATE}
    try:
        key = JWKRegistry.import_key(public)
        usable = isinstance(key, ECKey) or (isinstance(key, RSAKey) and key.public_key.key_size in _RSA_BITS)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key if usable else None
