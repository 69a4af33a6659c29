"""No hostile token is believed, none breaks the verifier, and good ones pass."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from cloudwright.auth.access_tokens import Access, AccessTokens
from cloudwright.auth.errors import SigningKeyUnknown, TokenExpired, TokenRefused
from cloudwright.auth.schemas import AccessTokenSettings
from cloudwright.auth.signed_tokens import PublicKeys, SigningPair
from cloudwright.kit.canonical import JsonValue
from unit.auth.token_corpus import (
    FOREIGN_EC,
    MISSING,
    OWN_EC,
    OWN_RSA,
    Case,
    Forge,
    encoded,
    hostile,
    public_jwk,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
SETTINGS = AccessTokenSettings(issuer="https://app.example.com")
KEYS = PublicKeys.of({"keys": [public_jwk(OWN_EC, "own"), public_jwk(OWN_RSA, "rsa")]})
FORGE = Forge(
    OWN_EC,
    {"alg": "ES256", "kid": "own", "typ": "at+jwt"},
    {
        "iss": SETTINGS.issuer,
        "aud": SETTINGS.audience,
        "sub": "person_1",
        "org": "org_1",
        "sid": "sgn_1",
        "epoch": 3,
        "jti": "tok_1",
        "iat": SECONDS,
        "exp": SECONDS + 600,
    },
    SECONDS,
)
CORPUS = hostile(FORGE)
TOKENS = AccessTokens(SETTINGS)


def _verify(token: str) -> Access:
    return TOKENS.verify(token, keys=KEYS, now=NOW).access


@pytest.mark.bar("B10", "hostile access tokens were believed")
@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)
def test_a_hostile_token_is_refused(case: Case) -> None:
    with pytest.raises(TokenRefused):
        _verify(case.token)


def test_the_corpus_is_made_around_a_token_that_is_believed() -> None:
    assert len(CORPUS) > 180
    assert _verify(FORGE.good()) == Access("person_1", "org_1", "sgn_1", 3)


@pytest.mark.parametrize(
    "claims",
    [{"x": "more"}, {"nbf": SECONDS}, {"exp": SECONDS - 4, "iat": SECONDS - 600}, {"iat": SECONDS + 4}],
)
def test_what_is_harmless_passes(claims: Mapping[str, JsonValue]) -> None:
    assert _verify(FORGE.token(claims=claims)).person_id == "person_1"


@pytest.mark.parametrize(
    "claims",
    [
        *({name: "<missing>"} for name in ("org", "sid", "epoch", "jti")),
        *({"epoch": odd} for odd in ("3", 3.5, -1, True, None)),
        *({"org": odd} for odd in ("", None, 5, ["org_1"])),
        *({"sid": odd} for odd in ("", "x" * 101)),
        {"exp": SECONDS + 601},
        {"exp": SECONDS + 600.5, "iat": SECONDS + 0.5},
        {"aud": [SETTINGS.audience]},
    ],
    ids=json.dumps,
)
def test_an_access_token_says_all_that_it_must(claims: Mapping[str, JsonValue]) -> None:
    with pytest.raises(TokenRefused):
        _verify(FORGE.token(claims=claims))


def test_an_access_token_says_its_type() -> None:
    with pytest.raises(TokenRefused):
        _verify(FORGE.token(header={"typ": MISSING}))


def test_only_the_time_makes_a_token_expired() -> None:
    with pytest.raises(TokenExpired):
        _verify(FORGE.token(claims={"exp": SECONDS - 6, "iat": SECONDS - 600}))
    with pytest.raises(TokenRefused) as refused:
        _verify(Forge(FOREIGN_EC, FORGE.header, {**FORGE.claims, "exp": SECONDS - 6}, SECONDS).good())
    assert not isinstance(refused.value, TokenExpired)


def test_an_unknown_key_is_told_apart_so_that_the_set_can_be_read_again() -> None:
    with pytest.raises(SigningKeyUnknown):
        _verify(FORGE.token(header={"kid": "next"}))


def test_every_changed_letter_is_refused() -> None:
    good = FORGE.good()

    for position, letter in enumerate(good):
        for other in {"A", "-", ".", "=", "\u00e9"} - {letter}:
            with pytest.raises(TokenRefused):
                _verify(good[:position] + other + good[position + 1 :])


@given(st.text(max_size=300) | st.lists(st.text(alphabet="eyJ0-_A", max_size=80)).map(".".join))
def test_no_text_breaks_the_verifier(text: str) -> None:
    with pytest.raises(TokenRefused):
        _verify(text)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=9), st.lists, max_leaves=6))
def test_no_value_of_a_claim_does_more_than_be_refused(value: JsonValue) -> None:
    for claim in ("iss", "aud", "sub", "exp", "iat", "nbf", "jti", "epoch"):
        with suppress(TokenRefused):
            assert _verify(FORGE.token(claims={claim: value})).organization_id == "org_1"


def test_no_refusal_tells_what_was_wrong() -> None:
    said = set()
    for case in CORPUS:
        with pytest.raises(TokenRefused) as refused:
            _verify(case.token)
        said.add((refused.value.message, *refused.value.details))
    assert len(said) <= 2


def test_our_own_tokens_are_believed_and_only_under_their_key() -> None:
    pair, other = SigningPair.generate(), SigningPair.generate()
    access = Access("person_2", "org_2", "sgn_2", 0)
    token = TOKENS.issue(access, pair=SigningPair.from_private(pair.private()), now=NOW)

    verified = TOKENS.verify(token, keys=PublicKeys.of({"keys": [pair.public(), other.public()]}), now=NOW)

    assert verified.access == access
    assert (verified.expires_at - NOW).total_seconds() == 600
    with pytest.raises(SigningKeyUnknown):
        TOKENS.verify(token, keys=PublicKeys.of({"keys": [other.public()]}), now=NOW)
    with pytest.raises(TokenRefused):
        TOKENS.verify(token, keys=PublicKeys.of({"keys": [{**other.public(), "kid": pair.kid}]}), now=NOW)


def test_the_published_document_holds_no_private_part() -> None:
    pair = SigningPair.generate()

    document = PublicKeys.of({"keys": [pair.public()]}).document()

    assert document == {"keys": [pair.public()]}
    assert "d" not in json.dumps(document)[: json.dumps(document).index("kid")].split('"')
    assert set(pair.public()) == {"kty", "crv", "x", "y", "kid", "use", "alg"}
    assert pair.private().decode() not in repr(pair)


@pytest.mark.parametrize(
    "odd",
    [
        *(None, 5, "key", [], {}),
        *({"kty": "oct", "kid": "odd", "k": encoded(b"x" * 32)}, {"kty": "AKP", "kid": "odd"}),
        *({"kty": "EC", "kid": "odd"}, {**public_jwk(OWN_EC, "odd"), "use": "enc"}),
        *({**public_jwk(OWN_EC, "odd"), "crv": "P-384"}, {**public_jwk(OWN_EC, "odd"), "x": "AAAA"}),
        *({**public_jwk(OWN_EC, "odd"), "kid": 5}, {**public_jwk(OWN_RSA, "odd"), "n": 5}),
    ],
)
def test_a_key_that_is_not_understood_leaves_the_others(odd: JsonValue) -> None:
    keys = PublicKeys.of({"keys": [odd, public_jwk(OWN_EC, "own")]})

    assert keys.ids == {"own"}


def test_a_small_rsa_key_is_not_taken() -> None:
    small = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - that is the point
    entry = {
        **public_jwk(OWN_RSA, "small"),
        "n": encoded(small.public_key().public_numbers().n.to_bytes(128, "big")),
    }

    assert PublicKeys.of({"keys": [entry]}).ids == frozenset()


@pytest.mark.parametrize("document", [{}, {"keys": None}, {"keys": {}}, {"keys": "x"}, {"keys": []}])
def test_a_set_without_keys_believes_nothing(document: Mapping[str, JsonValue]) -> None:
    with pytest.raises(SigningKeyUnknown):
        TOKENS.verify(FORGE.good(), keys=PublicKeys.of(document), now=NOW)
