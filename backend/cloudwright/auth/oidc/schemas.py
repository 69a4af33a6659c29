"""What sign-in with a provider takes and gives out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from cloudwright.auth.signed_tokens import Algorithm, Document

_Url = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class ProviderSettings(BaseModel):
    """A provider that people may sign in with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern="^[a-z][a-z0-9-]{0,30}$", description="Its name in our addresses.")
    title: str = Field(description="Its name on the button.")
    issuer: _Url = Field(
        description="Exactly what the provider calls itself, such as https://accounts.google.com."
    )
    client_id: str = Field(min_length=1, description="Our name there.")
    client_secret: SecretStr = Field(
        SecretStr(""), description="Our secret there; empty for a public client."
    )
    scopes: tuple[str, ...] = Field(("openid", "email", "profile"), description="What is asked for.")
    hosted_domain: str = Field(
        "", description="The only Google Workspace domain that may sign in; empty: any."
    )
    algorithms: tuple[Algorithm, ...] = Field(
        ("RS256", "ES256"), min_length=1, description="Of its signatures."
    )


class OpenIdSettings(BaseModel):
    """Providers and patience."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    providers: tuple[ProviderSettings, ...] = Field((), description="Providers that people may sign in with.")
    attempt_seconds: int = Field(
        600, ge=60, description="Seconds until somebody must be back from a provider."
    )
    leeway_seconds: int = Field(60, ge=0, le=300, description="Seconds that a provider's clock may be off.")
    longest_token_seconds: int = Field(86_400, ge=60, description="The longest life of an ID token.")
    cache_seconds: int = Field(
        3_600, ge=60, description="Seconds until a provider's documents are read again."
    )
    keep_seconds: int = Field(86_400, ge=60, description="The same while the provider does not answer.")
    refetch_seconds: int = Field(30, ge=1, description="Fewest seconds between two readings of its keys.")


class Discovery(BaseModel):
    """What a provider says about itself (OpenID Connect Discovery 1.0)."""

    model_config = ConfigDict(frozen=True)

    issuer: _Url
    authorization_endpoint: _Url
    token_endpoint: _Url
    jwks_uri: _Url
    userinfo_endpoint: _Url | None = None
    code_challenge_methods_supported: tuple[str, ...] | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to a provider; kept where only the browser that began it can bring it back, and used once."""

    provider_id: str
    redirect_uri: str
    started_at: datetime
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where to send the browser, and what to keep until it is back."""

    url: str
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Callback:
    """The query that a browser brings back from a provider."""

    state: str = ""
    code: str = field(default="", repr=False)
    issuer: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is at a provider. The pair of issuer and subject is the identity, and nothing else is.

    `verified_email` is None unless the provider says that the address is theirs; only then may it serve to
    find a person, and only one whose own address is proven, too.
    """

    issuer: str
    subject: str
    verified_email: str | None
    name: str
    hosted_domain: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider answered: the HTTP status and a JSON object."""

    status: int
    document: Document = field(repr=False)


TokenAuth = Literal["client_secret_basic", "client_secret_post", "none"]
