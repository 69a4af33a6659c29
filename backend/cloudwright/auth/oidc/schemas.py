"""What sign-in with a provider takes and gives out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from cloudwright.auth.signed_tokens import Document

_Url = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


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
