"""Keys of model providers, as they are given, shown and used."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from pydantic import Field, SecretStr, field_validator

from cloudwright.gateway.applications.schemas import Name, Schema
from cloudwright.gateway.upstream.target import Provider

_LONGEST_SECRET = 4_096

BaseUrl = Annotated[str, Field(max_length=500, description="Empty is the provider's own address.")]
Region = Annotated[str, Field(max_length=40, pattern="^[a-z0-9-]*$", description="Of Amazon Bedrock.")]


def _plain(secret: SecretStr) -> SecretStr:
    """Refuse what would not stay one header."""
    text = secret.get_secret_value()
    if len(text) > _LONGEST_SECRET or not text.isascii() or any(not "!" <= each <= "~" for each in text):
        raise ValueError("a key has no spaces and no letters beyond ASCII")
    return secret


class NewProviderKey(Schema):
    """A key of the organisation's own with a provider."""

    provider: Provider
    name: Name
    secret: SecretStr = Field(description="Sealed at once; nobody can read it again.")
    base_url: BaseUrl = ""
    region: Region = ""

    _secret_is_plain = field_validator("secret")(_plain)


class ProviderSecret(Schema):
    """Another secret in place of the one that is there."""

    secret: SecretStr = Field(description="Sealed at once; nobody can read it again.")

    _secret_is_plain = field_validator("secret")(_plain)


class ProviderFinding(Schema):
    """What a look at the provider said; `works` null is that it could not be found out."""

    works: bool | None
    finding: str = Field(max_length=300)


class ProviderKey(Schema):
    id: str
    provider: Provider
    name: str
    base_url: str
    region: str
    ending: str = Field(description="The last letters of the secret, to tell it from others.")
    created_at: datetime
    replaced_at: datetime
    checked_at: datetime | None
    works: bool | None = Field(description="What the last check said; null is not checked, or not known.")
    finding: str


class ProviderKeyList(Schema):
    items: tuple[ProviderKey, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A provider key, open: for whoever calls the provider, and for nobody else."""

    id: str
    provider: Provider
    name: str
    base_url: str
    region: str
    secret: SecretStr = field(repr=False)
