"""Asks a provider for its list of models, which costs nothing and needs a key that is good."""

from http import HTTPStatus

from cloudwright.gateway.applications.accounts.schemas import Account, ProviderFinding
from cloudwright.gateway.upstream.failures import Failed
from cloudwright.gateway.upstream.ports import Sender, Timeouts
from cloudwright.gateway.upstream.target import Outgoing, Provider

_PATIENCE = Timeouts(connect_seconds=5.0, first_byte_seconds=10.0, idle_seconds=10.0, whole_seconds=15.0)
_REFUSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_ANTHROPIC_VERSION = "2023-06-01"


class ModelListCheck:
    """The port `ProviderCheck` on the pool that calls of models go through."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def check(self, account: Account) -> ProviderFinding:
        """Return what the provider said; the body of its answer is not read."""
        url = _url(account)
        if url is None:
            return ProviderFinding(works=None, finding="A key that signs is proven by its first call.")
        try:
            answer = await self._sender.send(_asking(account, url), timeouts=_PATIENCE)
        except Failed as failed:
            return ProviderFinding(
                works=None, finding=_said(f"It could not be asked: {failed.failure.quote}")
            )
        status = answer.status
        await answer.close()
        return _finding(status)


def _finding(status: int) -> ProviderFinding:
    if status == HTTPStatus.OK:
        return ProviderFinding(works=True, finding="The provider takes this key.")
    if status in _REFUSED:
        return ProviderFinding(works=False, finding=f"The provider refuses this key (status {status}).")
    if status == HTTPStatus.NOT_FOUND:
        return ProviderFinding(works=None, finding="Nothing lists models there. Look at the address.")
    return ProviderFinding(
        works=None, finding=f"The provider answered with status {status}. Try again later."
    )


def _url(account: Account) -> str | None:
    base = account.base_url.partition("?")[0].rstrip("/")
    match account.provider:
        case Provider.OPENAI:
            return f"{base or 'https://api.openai.com/v1'}/models"
        case Provider.COMPATIBLE:
            return f"{base}/models"
        case Provider.ANTHROPIC:
            root = base or "https://api.anthropic.com"
            return f"{root if root.endswith('/v1') else root + '/v1'}/models"
        case Provider.AZURE:
            return f"{base if base.endswith('/v1') else base + '/openai/v1'}/models"
        case Provider.BEDROCK:
            if ":" in account.secret.get_secret_value():
                return None
            return f"{base or f'https://bedrock.{account.region}.amazonaws.com'}/foundation-models"


def _asking(account: Account, url: str) -> Outgoing:
    key = account.secret.get_secret_value()
    headers = {"accept": "application/json", "user-agent": "cloudwright-gateway"}
    if account.provider is Provider.ANTHROPIC:
        headers |= {"x-api-key": key, "anthropic-version": _ANTHROPIC_VERSION}
    elif account.provider is Provider.AZURE and not key.startswith("eyJ"):  # a token of Entra is a JWT
        headers["api-key"] = key
    elif key:
        headers["authorization"] = f"Bearer {key}"
    return Outgoing("GET", url, headers, b"")


def _said(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:299]}…"
