"""What is believed of an ID token (OpenID Connect Core 1.0, section 3.1.3.7)."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cloudwright.auth.errors import SigningKeyUnknown, TokenRefused
from cloudwright.auth.oidc.attempts import refused
from cloudwright.auth.oidc.schemas import Attempt, Identity
from cloudwright.auth.signed_tokens import Document, Expected, PublicKeys, verified
from cloudwright.config import OpenIdSettings, ProviderSettings

_TYPES = frozenset({"JWT", None})
_HALF = 16  # bytes: the left half of a SHA-256, for RS256 and ES256 alike


class Claims(BaseModel):
    """The claims that we read."""

    model_config = ConfigDict(frozen=True, strict=True)

    iss: str
    sub: str = Field(min_length=1, max_length=255)
    aud: str | list[str]
    iat: float
    nonce: str
    azp: str | None = None
    at_hash: str | None = None
    hd: str | None = None


@dataclass(frozen=True, slots=True)
class Believed:
    """An ID token that passed, with all that it says."""

    claims: Claims
    said: Document


def believed(
    token: str,
    keys: PublicKeys,
    *,
    provider: ProviderSettings,
    attempt: Attempt,
    access_token: str,
    settings: OpenIdSettings,
    now: datetime,
) -> Believed:
    """Return what an ID token says, when it was made for this attempt.

    Raises:
        SigningKeyUnknown: it names a key that is not in the set.
        ProviderSignInRefused: anything else.
    """
    try:
        said = verified(token, keys, expected=_expected(provider, settings), now=now)
        claims = Claims.model_validate(said)
    except SigningKeyUnknown:
        raise
    except (TokenRefused, ValidationError) as error:
        raise refused("ID token") from error
    problem = (
        _audience_problem(claims, provider)
        or _attempt_problem(claims, attempt, settings=settings)
        or _at_hash_problem(claims, access_token)
        or _domain_problem(claims, provider)
    )
    if problem:
        raise refused(problem)
    return Believed(claims, said)


def identity_of(token: Believed, profile: Document) -> Identity:
    """Return who it is; `profile` is what the ID token or the provider's user information says.

    Only a `true` of JSON makes an address verified: a provider that says "true" in words proves nothing.
    """
    email, name = profile.get("email"), profile.get("name")
    proven = isinstance(email, str) and "@" in email and profile.get("email_verified") is True
    return Identity(
        issuer=token.claims.iss,
        subject=token.claims.sub,
        verified_email=email if isinstance(email, str) and proven else None,
        name=name if isinstance(name, str) else "",
        hosted_domain=token.claims.hd,
    )


def _expected(provider: ProviderSettings, settings: OpenIdSettings) -> Expected:
    return Expected(
        issuer=provider.issuer,
        audience=provider.client_id,
        types=_TYPES,
        algorithms=frozenset(provider.algorithms),
        required=frozenset({"nonce"}),
        leeway_seconds=settings.leeway_seconds,
        longest_seconds=settings.longest_token_seconds,
    )


def _audience_problem(claims: Claims, provider: ProviderSettings) -> str | None:
    several = isinstance(claims.aud, list) and len(claims.aud) > 1
    if (several or claims.azp is not None) and claims.azp != provider.client_id:
        return "made for another application"
    return None


def _attempt_problem(claims: Claims, attempt: Attempt, *, settings: OpenIdSettings) -> str | None:
    if not attempt.nonce or not hmac.compare_digest(_bytes(claims.nonce), _bytes(attempt.nonce)):
        return "nonce"
    if claims.iat < attempt.started_at.timestamp() - settings.leeway_seconds:
        return "older than the attempt"
    return None


def _at_hash_problem(claims: Claims, access_token: str) -> str | None:
    if claims.at_hash is None:
        return None
    half = hashlib.sha256(_bytes(access_token)).digest()[:_HALF]
    fits = hmac.compare_digest(_bytes(claims.at_hash), urlsafe_b64encode(half).rstrip(b"="))
    return None if fits else "access token of another answer"


def _domain_problem(claims: Claims, provider: ProviderSettings) -> str | None:
    if provider.hosted_domain and claims.hd != provider.hosted_domain:
        return "hosted domain"
    return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
