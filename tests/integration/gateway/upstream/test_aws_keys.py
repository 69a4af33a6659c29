"""What a machine itself may sign with."""

from pathlib import Path

import pytest

from builders.upstreams import a_chat, a_target, an_ask
from cloudwright.adapters.http.aws_keys import AmbientAwsKeys
from cloudwright.gateway.upstream.failures import Failed, FailureKind
from cloudwright.gateway.upstream.outgoing import outgoing
from cloudwright.gateway.upstream.target import Provider

IDENTITY = "ASIAIOSFODNN7EXAMPLE"


@pytest.fixture(autouse=True)
def _nothing_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)


async def test_credentials_of_the_environment_sign_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", IDENTITY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token+/==")
    keys = AmbientAwsKeys()
    key = await keys.key()
    assert await keys.key() is key
    sent = outgoing(a_target(Provider.BEDROCK, key=key), an_ask(), a_chat())
    assert f"Credential={IDENTITY}/" in sent.headers["authorization"]
    assert sent.headers["x-amz-security-token"] == "token+/=="


async def test_a_machine_without_credentials_says_so() -> None:
    with pytest.raises(Failed) as error:
        await AmbientAwsKeys().key()
    assert error.value.failure.kind is FailureKind.KEY_REFUSED
