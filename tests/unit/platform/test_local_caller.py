import pytest

from cloudwright.auth.local import is_local_caller


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
def test_loopback_peer_is_local(peer: str) -> None:
    assert is_local_caller(peer, ["host", "user-agent"])


@pytest.mark.parametrize(
    "peer", ["10.0.0.4", "192.168.1.2", "::ffff:10.0.0.4", "fe80::1", "testclient", "", None]
)
def test_any_other_peer_is_not_local(peer: str | None) -> None:
    assert not is_local_caller(peer, ["host"])


@pytest.mark.parametrize("header", ["X-Forwarded-For", "forwarded", "x-real-ip", "X-Forwarded-Host"])
def test_a_forwarding_header_means_that_a_proxy_stands_between(header: str) -> None:
    assert not is_local_caller("127.0.0.1", ["host", header])
