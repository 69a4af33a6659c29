"""Which credential a request brings, however its client sends it."""

import pytest

from cloudwright.gateway.applications.identity.headers import credential
from cloudwright.gateway.wire.refusal import Reason, Refusal


@pytest.mark.parametrize(
    "headers",
    [
        [(b"authorization", b"Bearer key")],
        [(b"Authorization", b"bearer   key ")],
        [(b"x-api-key", b"key")],
        [(b"X-Api-Key", b" key ")],
        [(b"authorization", b"Bearer key"), (b"x-api-key", b"key")],
        [(b"accept", b"*/*"), (b"authorization", b""), (b"x-api-key", b"key")],
        [(b"authorization", b"Basic abc"), (b"x-api-key", b"key")],
    ],
)
def test_the_key_is_found_where_clients_put_it(headers: list[tuple[bytes, bytes]]) -> None:
    assert credential(headers) == "key"


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ([], "no_credential"),
        ([(b"authorization", b"key")], "no_credential"),
        ([(b"authorization", b"Bearer ")], "no_credential"),
        ([(b"cookie", b"cw_access=key")], "no_credential"),
        ([(b"authorization", b"Bearer key"), (b"x-api-key", b"other")], "two_credentials"),
        ([(b"x-api-key", b"key"), (b"x-api-key", b"other")], "two_credentials"),
    ],
)
def test_without_one_key_nobody_is_let_in(headers: list[tuple[bytes, bytes]], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        credential(headers)

    assert (caught.value.reason, caught.value.code) == (Reason.UNIDENTIFIED, code)


def test_a_huge_header_is_not_copied_whole_and_is_no_key() -> None:
    assert len(credential([(b"x-api-key", b"k" * 10_000_000)])) < 5_000
    assert len(credential([(b"authorization", b"Bearer " + b"\xff" * 10_000_000)])) < 5_000
