"""Requests as each provider wants them."""

import re

import orjson
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from pydantic import SecretStr

from builders.upstreams import a_chat, a_message, a_target, an_ask
from cloudwright.gateway.upstream.outgoing import outgoing
from cloudwright.gateway.upstream.target import Provider
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.refusal import Refusal

AWS_KEY = SecretStr("AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
MODEL = "anthropic.claude-sonnet-4-6-v1:0"


@pytest.mark.parametrize(
    ("provider", "base", "wire", "url"),
    [
        (Provider.OPENAI, "", Wire.CHAT, "https://api.openai.com/v1/chat/completions"),
        (Provider.OPENAI, "", Wire.RESPONSES, "https://api.openai.com/v1/responses"),
        (Provider.OPENAI, "", Wire.EMBEDDINGS, "https://api.openai.com/v1/embeddings"),
        (
            Provider.COMPATIBLE,
            "http://ollama:11434/v1/",
            Wire.CHAT,
            "http://ollama:11434/v1/chat/completions",
        ),
        (Provider.ANTHROPIC, "", Wire.MESSAGES, "https://api.anthropic.com/v1/messages"),
        (Provider.ANTHROPIC, "https://proxy.test/v1", Wire.MESSAGES, "https://proxy.test/v1/messages"),
        (
            Provider.AZURE,
            "https://us.openai.azure.com",
            Wire.CHAT,
            "https://us.openai.azure.com/openai/v1/chat/completions",
        ),
        (
            Provider.AZURE,
            "https://us.openai.azure.com?api-version=2024-10-21",
            Wire.CHAT,
            "https://us.openai.azure.com/openai/deployments/test-model/chat/completions?api-version=2024-10-21",
        ),
    ],
)
def test_same_wire_goes_out_unchanged_to_the_providers_own_path(
    *, provider: Provider, base: str, wire: Wire, url: str
) -> None:
    body = a_chat()
    sent = outgoing(a_target(provider, base_url=base), an_ask(wire), body)
    assert (sent.method, sent.url) == ("POST", url)
    assert sent.body is body


@pytest.mark.parametrize(
    ("provider", "key", "name", "value"),
    [
        (Provider.OPENAI, "sk-1", "authorization", "Bearer sk-1"),
        (Provider.ANTHROPIC, "sk-2", "x-api-key", "sk-2"),
        (Provider.AZURE, "abc", "api-key", "abc"),
        (Provider.AZURE, "eyJ0.e30.x", "authorization", "Bearer eyJ0.e30.x"),
        (Provider.BEDROCK, "ABSKtoken", "authorization", "Bearer ABSKtoken"),
    ],
)
def test_each_provider_gets_its_key_where_it_looks_for_it(
    *, provider: Provider, key: str, name: str, value: str
) -> None:
    wire = Wire.MESSAGES if provider is Provider.ANTHROPIC else Wire.CHAT
    target = a_target(provider, key=SecretStr(key), base_url="https://models.test")
    sent = outgoing(target, an_ask(wire), a_chat())
    assert sent.headers[name] == value
    assert key not in repr(sent)


@pytest.mark.parametrize(
    ("wire", "base", "url"),
    [
        (
            Wire.MESSAGES,
            "https://us.services.ai.azure.com",
            "https://us.services.ai.azure.com/anthropic/v1/messages",
        ),
        (
            Wire.MESSAGES,
            "https://us.services.ai.azure.com/anthropic/",
            "https://us.services.ai.azure.com/anthropic/v1/messages",
        ),
        (Wire.RESPONSES, "https://us.openai.azure.com", "https://us.openai.azure.com/openai/v1/responses"),
        (
            Wire.RESPONSES,
            "https://us.openai.azure.com?api-version=2025-03-01-preview",
            "https://us.openai.azure.com/openai/responses?api-version=2025-03-01-preview",
        ),
    ],
)
def test_azure_has_a_path_for_every_wire(wire: Wire, base: str, url: str) -> None:
    target = a_target(Provider.AZURE, base_url=base, speaks=wire)
    sent = outgoing(target, an_ask(wire), b"{}")
    assert sent.url == url
    assert ("x-api-key" in sent.headers) is (wire is Wire.MESSAGES)


def test_only_headers_that_change_what_a_provider_offers_are_passed_on() -> None:
    sent = {"anthropic-beta": "files", "x-api-key": "sk-cw-1", "cookie": "a=b", "authorization": "Bearer x"}
    target = a_target(Provider.ANTHROPIC)
    headers = outgoing(target, an_ask(Wire.MESSAGES), a_message(), sent=sent).headers
    assert headers["anthropic-beta"] == "files"
    assert headers["x-api-key"] == "sk-test-0123456789"
    assert "cookie" not in headers
    assert "authorization" not in headers


@pytest.mark.parametrize(("stream", "verb"), [(True, "converse-stream"), (False, "converse")])
def test_bedrock_is_asked_in_its_own_words_at_the_path_of_the_model(*, stream: bool, verb: str) -> None:
    target = a_target(Provider.BEDROCK, model=MODEL)
    sent = outgoing(target, an_ask(stream=stream), a_chat(max_tokens=10))
    root = "https://bedrock-runtime.eu-west-1.amazonaws.com"
    assert sent.url == f"{root}/model/anthropic.claude-sonnet-4-6-v1%3A0/{verb}"
    assert orjson.loads(sent.body) == {
        "messages": [{"role": "user", "content": [{"text": "Hello"}]}],
        "inferenceConfig": {"maxTokens": 10},
    }


def test_bedrock_signature_is_what_botocore_computes_for_the_same_moment() -> None:
    target = a_target(Provider.BEDROCK, key=SecretStr(f"{AWS_KEY.get_secret_value()}:session"), model=MODEL)
    sent = outgoing(target, an_ask(), a_chat())
    again = AWSRequest(
        method="POST",
        url=sent.url,
        data=sent.body,
        headers={name: value for name, value in sent.headers.items() if name != "authorization"},
    )
    again.context["timestamp"] = sent.headers["x-amz-date"]
    access, secret, session = target.key.get_secret_value().split(":")
    signer = SigV4Auth(Credentials(access, secret, session), "bedrock", "eu-west-1")
    signature = signer.signature(signer.string_to_sign(again, signer.canonical_request(again)), again)
    found = re.fullmatch(
        r"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/\d{8}/eu-west-1/bedrock/aws4_request, "
        r"SignedHeaders=(?P<names>\S+), Signature=(?P<signature>[0-9a-f]{64})",
        sent.headers["authorization"],
    )
    assert found
    assert found["signature"] == signature
    assert {"content-type", "host", "x-amz-date", "x-amz-security-token"} <= {*found["names"].split(";")}


def test_a_wire_that_a_provider_does_not_offer_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        outgoing(a_target(Provider.ANTHROPIC), an_ask(Wire.EMBEDDINGS), b"{}")
    assert refused.value.code == "wire_not_offered"
