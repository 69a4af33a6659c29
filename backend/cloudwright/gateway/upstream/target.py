"""A model at a provider, and the request that asks it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import SecretStr

from cloudwright.gateway.wire.ask import Wire


class Provider(StrEnum):
    """Whose interface answers."""

    OPENAI = "openai"
    COMPATIBLE = "openai-compatible"
    ANTHROPIC = "anthropic"
    AZURE = "azure-openai"
    BEDROCK = "bedrock"


@dataclass(frozen=True, slots=True)
class Target:
    """One model of one provider.

    An empty `base_url` means the provider's own address. `key` of Bedrock is an API key, or what signs:
    `access_key_id:secret_access_key` and perhaps `:session_token`. `region` concerns Bedrock alone.
    `speaks` is the wire of the provider for conversations; Bedrock has one of its own whatever it says.
    """

    provider: Provider
    name: str
    base_url: str
    key: SecretStr
    model: str
    region: str
    speaks: Wire


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A whole request, signed; not shown, because keys are in it."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
