"""The way to a provider and what must come back from it: pure, but for fresh random values."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit, urlunsplit

from cloudwright.auth.oidc.errors import ProviderSignInCancelled, ProviderSignInRefused
from cloudwright.auth.oidc.schemas import Attempt, Beginning, Callback, Discovery
from cloudwright.config import ProviderSettings

_BYTES = 32
_CANCELLED = frozenset({"access_denied", "interaction_required", "login_required", "consent_required"})


def begun(provider: ProviderSettings, discovery: Discovery, *, redirect_uri: str, now: datetime) -> Beginning:
    """Return where to send the browser: authorization code flow with PKCE (S256), state and nonce."""
    attempt = Attempt(
        provider_id=provider.id,
        redirect_uri=redirect_uri,
        started_at=now,
        state=secrets.token_urlsafe(_BYTES),
        nonce=secrets.token_urlsafe(_BYTES),
        verifier=secrets.token_urlsafe(_BYTES),
    )
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": redirect_uri,
        "scope": " ".join(provider.scopes),
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": challenge(attempt.verifier),
        "code_challenge_method": "S256",
    }
    if provider.hosted_domain:
        asked["hd"] = provider.hosted_domain
    endpoint = urlsplit(discovery.authorization_endpoint)
    query = "&".join(part for part in (endpoint.query, urlencode(asked)) if part)
    return Beginning(urlunsplit(endpoint._replace(query=query, fragment="")), attempt)


def challenge(verifier: str) -> str:
    """Return the PKCE challenge of a verifier (RFC 7636, S256)."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def check_callback(
    callback: Callback, attempt: Attempt, *, discovery: Discovery, now: datetime, longest_seconds: int
) -> None:
    """Check that a browser came back from where this attempt sent it.

    Raises:
        ProviderSignInRefused: another state, another provider (RFC 9207), too late, or without a code.
        ProviderSignInCancelled: the person said no there.
    """
    if not attempt.state or not _same(callback.state, attempt.state):
        raise refused("state")
    if not timedelta() <= now - attempt.started_at <= timedelta(seconds=longest_seconds):
        raise refused("too late")
    if callback.issuer is None and discovery.authorization_response_iss_parameter_supported:
        raise refused("issuer of the answer is missing")
    if callback.issuer is not None and callback.issuer != discovery.issuer:
        raise refused("issuer of the answer")
    if callback.error in _CANCELLED:
        raise ProviderSignInCancelled("The sign-in was cancelled at the provider. Nothing was changed.")
    if callback.error or not callback.code:
        raise refused("error of the provider")


def refused(check: str) -> ProviderSignInRefused:
    """Return the one refusal that people see; the name of the check is for the log."""
    return ProviderSignInRefused(
        "This sign-in could not be completed. Start again.", details={"check": check}
    )


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
