"""Remembers what providers say about themselves and which keys they sign with; asks them rarely."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from pydantic import ValidationError

from cloudwright.auth.oidc.errors import ProviderMisconfigured, ProviderUnreachable
from cloudwright.auth.oidc.ports import ProviderEndpoint
from cloudwright.auth.oidc.schemas import Discovery
from cloudwright.auth.signed_tokens import PublicKeys
from cloudwright.config import OpenIdSettings, ProviderSettings
from cloudwright.kit.clock import Clock, utc_now

_WELL_KNOWN = "/.well-known/openid-configuration"
_OK = 200

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class _Kept(Generic[_Read]):
    value: _Read
    read_at: datetime


class ProviderDocuments:
    """One per process. At most one request for each document is under way."""

    def __init__(
        self, endpoint: ProviderEndpoint, settings: OpenIdSettings, *, clock: Clock = utc_now
    ) -> None:
        self._endpoint = endpoint
        self._settings = settings
        self._clock = clock
        self._discoveries: dict[str, _Kept[Discovery]] = {}
        self._keys: dict[str, _Kept[PublicKeys]] = {}
        self._asked_at: dict[str, datetime] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def discovery(self, provider: ProviderSettings) -> Discovery:
        """Return what a provider says about itself.

        Raises:
            ProviderUnreachable: it does not answer, and what it said is too old.
            ProviderMisconfigured: it is not the provider of our settings.
        """
        async with self._turns[f"discovery of {provider.id}"]:
            kept = self._discoveries.get(provider.id)
            if kept is not None and self._age(kept) < timedelta(seconds=self._settings.cache_seconds):
                return kept.value
            try:
                answered = await self._endpoint.read(provider.issuer.rstrip("/") + _WELL_KNOWN)
                if answered.status != _OK:
                    raise _unreachable(provider)
            except ProviderUnreachable:
                if kept is not None and self._age(kept) < timedelta(seconds=self._settings.keep_seconds):
                    return kept.value
                raise
            try:
                found = Discovery.model_validate(answered.document)
            except ValidationError as error:
                raise _misconfigured(provider, "its discovery document lacks what we need") from error
            _check(found, provider)
            self._discoveries[provider.id] = _Kept(found, self._clock())
            return found

    async def keys(self, provider: ProviderSettings) -> PublicKeys:
        """Return the keys that a provider signs with, read within the last hour if it answers."""
        return await self._current_keys(provider, self._settings.cache_seconds)

    async def keys_again(self, provider: ProviderSettings) -> PublicKeys:
        """Return its keys for a token that names an unknown one; read at most once in half a minute."""
        return await self._current_keys(provider, self._settings.refetch_seconds)

    async def _current_keys(self, provider: ProviderSettings, longest_seconds: int) -> PublicKeys:
        discovery = await self.discovery(provider)
        async with self._turns[f"keys of {provider.id}"]:
            kept = self._keys.get(provider.id)
            if kept is not None and not self._due(provider, kept, longest_seconds):
                return kept.value
            self._asked_at[provider.id] = self._clock()
            try:
                answered = await self._endpoint.read(discovery.jwks_uri)
                if answered.status != _OK:
                    raise _unreachable(provider)
            except ProviderUnreachable:
                if kept is not None and self._age(kept) < timedelta(seconds=self._settings.keep_seconds):
                    return kept.value
                raise
            keys = PublicKeys.of(answered.document)
            self._keys[provider.id] = _Kept(keys, self._clock())
            return keys

    def _due(self, provider: ProviderSettings, kept: _Kept[PublicKeys], longest_seconds: int) -> bool:
        age, pause = self._age(kept), timedelta(seconds=self._settings.refetch_seconds)
        if age >= timedelta(seconds=self._settings.keep_seconds):
            return True
        asked_lately = self._clock() - self._asked_at[provider.id] < pause
        return not asked_lately and age >= timedelta(seconds=longest_seconds)

    def _age(self, kept: _Kept[Discovery] | _Kept[PublicKeys]) -> timedelta:
        return self._clock() - kept.read_at


def _check(found: Discovery, provider: ProviderSettings) -> None:
    if found.issuer != provider.issuer:
        raise _misconfigured(provider, f"it calls itself {found.issuer!r}")
    endpoints = (found.authorization_endpoint, found.token_endpoint, found.jwks_uri, found.userinfo_endpoint)
    secure = urlsplit(provider.issuer).scheme == "https"
    if secure and any(url is not None and urlsplit(url).scheme != "https" for url in endpoints):
        raise _misconfigured(provider, "one of its addresses is not https")
    methods = found.code_challenge_methods_supported
    if methods is not None and "S256" not in methods:
        raise _misconfigured(provider, "it does not know PKCE with S256")


def _unreachable(provider: ProviderSettings) -> ProviderUnreachable:
    return ProviderUnreachable(f"{provider.title} does not answer. Try again, or sign in another way.")


def _misconfigured(provider: ProviderSettings, reason: str) -> ProviderMisconfigured:
    return ProviderMisconfigured(
        f"Sign-in with {provider.title} is set up wrongly: {reason}. Sign in another way; tell an operator.",
        details={"provider": provider.id},
    )
