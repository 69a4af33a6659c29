"""Sign-in with a provider: begin, and finish with an identity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from cloudwright.auth.errors import SigningKeyUnknown
from cloudwright.auth.oidc.attempts import begun, check_callback, refused
from cloudwright.auth.oidc.documents import ProviderDocuments
from cloudwright.auth.oidc.errors import ProviderMisconfigured, ProviderUnknown, ProviderUnreachable
from cloudwright.auth.oidc.id_tokens import Believed, believed, identity_of
from cloudwright.auth.oidc.ports import ProviderEndpoint
from cloudwright.auth.oidc.schemas import (
    Answer,
    Attempt,
    Beginning,
    Callback,
    Discovery,
    Identity,
    TokenAuth,
)
from cloudwright.auth.signed_tokens import Document
from cloudwright.config import OpenIdSettings, ProviderSettings
from cloudwright.kit.clock import Clock, utc_now

_OK = 200
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class _Tokens:
    id_token: str = field(repr=False)
    access_token: str = field(repr=False)


class ProviderSignIns:
    """One per process; keeps nothing of an attempt: the caller does, and uses it once."""

    def __init__(
        self,
        endpoint: ProviderEndpoint,
        settings: OpenIdSettings,
        *,
        documents: ProviderDocuments,
        clock: Clock = utc_now,
    ) -> None:
        self._endpoint = endpoint
        self._settings = settings
        self._documents = documents
        self._clock = clock
        self._providers: Mapping[str, ProviderSettings] = {each.id: each for each in settings.providers}

    async def begin(self, provider_id: str, *, redirect_uri: str) -> Beginning:
        """Return where to send the browser and what to keep until it is back.

        Raises:
            ProviderUnknown, ProviderUnreachable, ProviderMisconfigured
        """
        provider = self._provider(provider_id)
        discovery = await self._documents.discovery(provider)
        return begun(provider, discovery, redirect_uri=redirect_uri, now=self._clock())

    async def finish(self, attempt: Attempt, callback: Callback) -> Identity:
        """Return who came back. The caller has made sure that this attempt was not used before.

        Raises:
            ProviderSignInRefused: something does not fit; start again.
            ProviderSignInCancelled: the person said no.
            ProviderUnreachable, ProviderMisconfigured
        """
        provider = self._provider(attempt.provider_id)
        discovery = await self._documents.discovery(provider)
        check_callback(
            callback,
            attempt,
            discovery=discovery,
            now=self._clock(),
            longest_seconds=self._settings.attempt_seconds,
        )
        tokens = await self._exchanged(provider, discovery, attempt=attempt, code=callback.code)
        token = await self._believed(tokens, provider, attempt=attempt)
        return identity_of(token, await self._profile(token, discovery, access_token=tokens.access_token))

    def _provider(self, provider_id: str) -> ProviderSettings:
        if provider_id not in self._providers:
            raise ProviderUnknown("Nobody can sign in with this provider here.")
        return self._providers[provider_id]

    async def _exchanged(
        self, provider: ProviderSettings, discovery: Discovery, *, attempt: Attempt, code: str
    ) -> _Tokens:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": attempt.redirect_uri,
            "code_verifier": attempt.verifier,
        }
        secret = provider.client_secret.get_secret_value()
        match _token_auth(provider, discovery):
            case "client_secret_basic":
                basic = quote_plus(provider.client_id), quote_plus(secret)
                answered = await self._endpoint.send(discovery.token_endpoint, form, basic=basic)
            case "client_secret_post":
                named = {"client_id": provider.client_id, "client_secret": secret}
                answered = await self._endpoint.send(discovery.token_endpoint, form | named)
            case "none":
                answered = await self._endpoint.send(
                    discovery.token_endpoint, form | {"client_id": provider.client_id}
                )
        if answered.status >= _SERVER_ERROR:
            raise ProviderUnreachable(f"{provider.title} could not complete the sign-in. Start again.")
        if answered.document.get("error") == "invalid_client":
            raise ProviderMisconfigured(
                f"{provider.title} does not know our name or secret. Sign in another way; tell an operator."
            )
        return _tokens(answered)

    async def _believed(self, tokens: _Tokens, provider: ProviderSettings, *, attempt: Attempt) -> Believed:
        keys = await self._documents.keys(provider)
        for again in (True, False):
            try:
                return believed(
                    tokens.id_token,
                    keys,
                    provider=provider,
                    attempt=attempt,
                    access_token=tokens.access_token,
                    settings=self._settings,
                    now=self._clock(),
                )
            except SigningKeyUnknown:
                keys = await self._documents.keys_again(provider) if again else keys
        raise refused("signing key")

    async def _profile(self, token: Believed, discovery: Discovery, *, access_token: str) -> Document:
        """Return what is known of the person: out of the ID token, or asked for with the access token."""
        if "email" in token.said or discovery.userinfo_endpoint is None or not access_token:
            return token.said
        answered = await self._endpoint.read(discovery.userinfo_endpoint, bearer=access_token)
        if answered.status != _OK or answered.document.get("sub") != token.claims.sub:
            raise refused("user information of somebody else")
        return answered.document


def _token_auth(provider: ProviderSettings, discovery: Discovery) -> TokenAuth:
    if not provider.client_secret.get_secret_value():
        return "none"
    known: tuple[TokenAuth, ...] = ("client_secret_basic", "client_secret_post")
    for method in known:
        if method in discovery.token_endpoint_auth_methods_supported:
            return method
    raise ProviderMisconfigured(
        f"{provider.title} takes our secret in no way that we know. Sign in another way; tell an operator."
    )


def _tokens(answered: Answer) -> _Tokens:
    id_token, access_token = answered.document.get("id_token"), answered.document.get("access_token", "")
    if answered.status != _OK or not isinstance(id_token, str) or not isinstance(access_token, str):
        raise refused("exchange of the code")
    return _Tokens(id_token, access_token)
