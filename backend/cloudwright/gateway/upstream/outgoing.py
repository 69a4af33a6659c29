"""The request that a provider gets for what an application asked."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from yarl import URL

from cloudwright.gateway.upstream.signing import proof
from cloudwright.gateway.upstream.target import Outgoing, Provider, Target
from cloudwright.gateway.upstream.translations import translation
from cloudwright.gateway.wire.ask import Ask, Wire

_AGENT = "cloudwright-gateway"
_ANTHROPIC_VERSION = "2023-06-01"
_PASSED = frozenset({"anthropic-beta", "anthropic-version", "openai-beta"})
_OWN: Mapping[Provider, str] = {
    Provider.OPENAI: "https://api.openai.com/v1",
    Provider.ANTHROPIC: "https://api.anthropic.com",
}
_PATHS: Mapping[Wire, str] = {
    Wire.CHAT: "chat/completions",
    Wire.RESPONSES: "responses",
    Wire.EMBEDDINGS: "embeddings",
    Wire.MESSAGES: "messages",
}


def outgoing(target: Target, ask: Ask, body: bytes, *, sent: Mapping[str, str] | None = None) -> Outgoing:
    """Return the whole request, translated where the target speaks otherwise and signed.

    `body` is on the application's wire and names the target's model already. `sent` holds the application's
    headers, names in lower case; those that change what a provider offers are passed on on the same wire.

    Raises:
        Refusal: the target cannot be asked this.
    """
    other = translation(target, ask)
    if other is not None:
        body = other.request(body)
        sent = None
    if target.provider is Provider.BEDROCK:
        return _converse(target, ask, body)
    wire = target.speaks if other is not None else ask.wire
    url = _URLS[target.provider](target, wire)
    passed = {name: value for name, value in (sent or {}).items() if name in _PASSED}
    return Outgoing("POST", url, {**_headers(ask), **_key(target, wire), **passed}, body)


def _headers(ask: Ask) -> dict[str, str]:
    accepted = "text/event-stream" if ask.stream else "application/json"
    return {"content-type": "application/json", "accept": accepted, "user-agent": _AGENT}


def _key(target: Target, wire: Wire) -> Mapping[str, str]:
    key = target.key.get_secret_value()
    version = {"anthropic-version": _ANTHROPIC_VERSION} if wire is Wire.MESSAGES else {}
    if target.provider is Provider.AZURE and key.startswith("eyJ"):  # a token of Entra is a JWT
        return {"authorization": f"Bearer {key}", **version}
    if wire is Wire.MESSAGES:
        return {"x-api-key": key, **version}
    if target.provider is Provider.AZURE:
        return {"api-key": key}
    return {"authorization": f"Bearer {key}"} if key else {}


def _plain(target: Target, wire: Wire) -> str:
    """Anthropic's addresses are given without the version, OpenAI's with it; both are taken either way."""
    base = (target.base_url or _OWN.get(target.provider, "")).rstrip("/")
    if wire is Wire.MESSAGES and not base.endswith("/v1"):
        base += "/v1"
    return f"{base}/{_PATHS[wire]}"


def _azure(target: Target, wire: Wire) -> str:
    """An address that names an `api-version` means the older interface, one path for each deployment.

    https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle and, for Anthropic's models,
    what anthropic 0.125 does in `lib/foundry.py` (2026-11-22).
    """
    base = URL(target.base_url)
    root = str(base.with_query(None)).rstrip("/")
    if wire is Wire.MESSAGES:
        return f"{root if root.endswith('/anthropic') else root + '/anthropic'}/v1/{_PATHS[wire]}"
    if "api-version" not in base.query:
        return f"{root if root.endswith('/v1') else root + '/openai/v1'}/{_PATHS[wire]}"
    deployment = "" if wire is Wire.RESPONSES else f"deployments/{quote(target.model, safe='')}/"
    return f"{root}/openai/{deployment}{_PATHS[wire]}?{base.raw_query_string}"


def _converse(target: Target, ask: Ask, body: bytes) -> Outgoing:
    root = (target.base_url or f"https://bedrock-runtime.{target.region}.amazonaws.com").rstrip("/")
    verb = "converse-stream" if ask.stream else "converse"
    url = f"{root}/model/{quote(target.model, safe='')}/{verb}"
    accepted = "application/vnd.amazon.eventstream" if ask.stream else "application/json"
    headers = {"content-type": "application/json", "accept": accepted, "user-agent": _AGENT}
    return Outgoing("POST", url, {**headers, **proof(target, url, headers=headers, body=body)}, body)


_URLS: Mapping[Provider, Callable[[Target, Wire], str]] = {
    Provider.OPENAI: _plain,
    Provider.COMPATIBLE: _plain,
    Provider.ANTHROPIC: _plain,
    Provider.AZURE: _azure,
}
