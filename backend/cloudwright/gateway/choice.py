"""Which model answers: the operator's settings and keys decide. Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from cloudwright.config import ModelSettings, Provider
from cloudwright.gateway.credentials import Credentials
from cloudwright.gateway.errors import ModelKeyMissing, ModelUnknown
from cloudwright.gateway.schemas import ModelCard

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_NO_KEY = SecretStr("none")  # servers on one's own machine rarely ask for one

# Names that the locked libraries know: anthropic 0.125, openai 2.54, strands-agents 1.62 (2026-11-21).
DEFAULT_NAMES = {
    Provider.ANTHROPIC: "claude-sonnet-5",
    Provider.OPENAI: "gpt-5.6-terra",
    Provider.BEDROCK: "global.anthropic.claude-sonnet-4-6",
}
_TITLES = {
    Provider.ANTHROPIC: "Anthropic",
    Provider.OPENAI: "OpenAI",
    Provider.BEDROCK: "Amazon Bedrock",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A model of a provider; an empty `base_url` means the provider's own address."""

    provider: Provider
    name: str
    key: SecretStr
    base_url: str
    settings: ModelSettings

    @property
    def card(self) -> ModelCard:
        """What people may know; the id starts with who bills it, so that prices fit."""
        where = urlsplit(self.base_url).hostname or "" if self.base_url else ""
        title = where or _TITLES[self.provider]
        billed = f"{self.provider}-compatible" if where else str(self.provider)
        return ModelCard(
            id=f"{billed}/{self.name}"[:120], label=f"{self.name} ({title})", local=where in _LOOPBACK
        )


def chosen(settings: ModelSettings, credentials: Credentials) -> Choice | None:
    """Return the model that settings and keys ask for, or None for the built-in designer.

    Raises:
        ModelKeyMissing: a provider is set and its key is not.
        ModelUnknown: an address of one's own is set and no name of a model, which only its operator knows.
    """
    match _provider(settings.provider, credentials):
        case Provider.ANTHROPIC as provider:
            key, address = credentials.anthropic_api_key, credentials.anthropic_base_url
        case Provider.OPENAI as provider:
            key, address = credentials.openai_api_key, credentials.openai_base_url
        case Provider.BEDROCK as provider:
            key, address = credentials.aws_bearer_token_bedrock, ""
        case _:
            return None
    if not key.get_secret_value() and provider is not Provider.BEDROCK:
        if not address:
            raise ModelKeyMissing(
                f"CLOUDWRIGHT_MODEL__PROVIDER is {provider}, and {provider.upper()}_API_KEY is not set. "
                "Set the key, or choose built-in."
            )
        key = _NO_KEY
    if address and not settings.name:
        raise ModelUnknown(
            f"{provider.upper()}_BASE_URL is set. Say with CLOUDWRIGHT_MODEL__NAME which model answers there."
        )
    return Choice(
        provider, name=settings.name or DEFAULT_NAMES[provider], key=key, base_url=address, settings=settings
    )


def _provider(wanted: Provider, credentials: Credentials) -> Provider:
    """Return the provider that is meant; by itself a key or an address of one's own is a choice."""
    if wanted is not Provider.AUTO:
        return wanted
    if credentials.anthropic_api_key.get_secret_value():
        return Provider.ANTHROPIC
    if credentials.openai_api_key.get_secret_value() or credentials.openai_base_url:
        return Provider.OPENAI
    if credentials.aws_bearer_token_bedrock.get_secret_value():
        return Provider.BEDROCK
    return Provider.BUILT_IN
