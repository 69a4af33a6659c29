"""What is believed of an ID token: only what this provider said to us, for this attempt."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cloudwright.auth.errors import SigningKeyUnknown
from cloudwright.auth.oidc.errors import ProviderSignInRefused
from cloudwright.auth.oidc.id_tokens import believed, identity_of
from cloudwright.auth.oidc.schemas import Attempt, Identity
from cloudwright.auth.signed_tokens import PublicKeys
from cloudwright.config import OpenIdSettings, ProviderSettings
from cloudwright.kit.canonical import JsonValue
from unit.auth.token_corpus import MISSING, OWN_EC, OWN_RSA, Case, Forge, encoded, hostile, public_jwk

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
GOOGLE = ProviderSettings(
    id="google", title="Google", issuer="https://accounts.google.com", client_id="ours", algorithms=("RS256",)
)
SETTINGS = OpenIdSettings(providers=(GOOGLE,))
ATTEMPT = Attempt(
    "google",
    "https://app.example.com/back",
    NOW - timedelta(seconds=30),
    state="s",
    nonce="n-1",
    verifier="v",
)
ACCESS_TOKEN = "access token"
AT_HASH = encoded(hashlib.sha256(ACCESS_TOKEN.encode()).digest()[:16])
FORGE = Forge(
    OWN_RSA,
    {"alg": "RS256", "kid": "g1", "typ": "JWT"},
    {
        "iss": GOOGLE.issuer,
        "aud": "ours",
        "azp": "ours",
        "sub": "1089",
        "nonce": "n-1",
        "at_hash": AT_HASH,
        "email": "ada@example.com",
        "email_verified": True,
        "hd": "example.com",
        "name": "Ada",
        "iat": SECONDS,
        "exp": SECONDS + 3_600,
    },
    SECONDS,
)
KEYS = PublicKeys.of({"keys": [public_jwk(OWN_RSA, "g1"), public_jwk(OWN_EC, "e1")]})
CORPUS = [
    case for case in hostile(FORGE) if not case.name.startswith('aud is ["https://other.example", "ours"]')
]


def _identity(token: str, *, provider: ProviderSettings = GOOGLE, attempt: Attempt = ATTEMPT) -> Identity:
    passed = believed(
        token,
        KEYS,
        provider=provider,
        attempt=attempt,
        access_token=ACCESS_TOKEN,
        settings=SETTINGS,
        now=NOW,
    )
    return identity_of(passed, passed.said)


@pytest.mark.bar("B12", "hostile ID tokens were believed")
@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)
def test_a_hostile_id_token_is_refused(case: Case) -> None:
    with pytest.raises((ProviderSignInRefused, SigningKeyUnknown)):
        _identity(case.token)


def test_a_good_id_token_says_who_it_is() -> None:
    assert _identity(FORGE.good()) == Identity(
        issuer="https://accounts.google.com",
        subject="1089",
        verified_email="ada@example.com",
        name="Ada",
        hosted_domain="example.com",
    )


@pytest.mark.parametrize(
    "claims",
    [
        {"azp": MISSING},
        {"at_hash": MISSING},
        {"aud": ["ours"]},
        {"aud": ["ours", "https://api.example.com"]},
        {"hd": MISSING},
        {"exp": SECONDS - 59, "iat": SECONDS - 60},
        {"iat": SECONDS + 59},
    ],
    ids=json.dumps,
)
def test_what_providers_may_leave_out_or_add_passes(claims: Mapping[str, JsonValue]) -> None:
    assert _identity(FORGE.token(claims=claims)).subject == "1089"


def test_a_provider_may_leave_out_the_type_and_add_a_thumbprint() -> None:
    token = FORGE.token(header={"typ": MISSING, "x5t": "abc"})

    assert _identity(token).subject == "1089"


@pytest.mark.parametrize(
    ("claims", "check"),
    [
        *(({"nonce": odd}, "nonce") for odd in ("n-2", "N-1", "n-1 ")),
        *(({"nonce": odd}, "ID token") for odd in ("", None, 5, ["n-1"], MISSING)),
        *(
            ({"at_hash": odd}, "access token of another answer")
            for odd in ("", AT_HASH[:-1], AT_HASH + "=", "x")
        ),
        ({"at_hash": encoded(hashlib.sha256(b"another").digest()[:16])}, "access token of another answer"),
        (
            {"at_hash": encoded(hashlib.sha256(ACCESS_TOKEN.encode()).digest())},
            "access token of another answer",
        ),
        ({"at_hash": 5}, "ID token"),
        *(({"azp": odd}, "made for another application") for odd in ("", "theirs", "OURS")),
        ({"aud": ["ours", "theirs"], "azp": MISSING}, "made for another application"),
        ({"aud": ["ours", "theirs"], "azp": "theirs"}, "made for another application"),
        ({"aud": ["theirs"]}, "ID token"),
        ({"iss": "https://accounts.google.com/"}, "ID token"),
        ({"iss": "accounts.google.com"}, "ID token"),
        ({"iss": "https://accounts.google.com.evil.example"}, "ID token"),
        ({"sub": "x" * 256}, "ID token"),
        ({"iat": SECONDS - 91, "exp": SECONDS + 600}, "older than the attempt"),
        ({"exp": SECONDS + 86_401}, "ID token"),
    ],
    ids=str,
)
def test_an_id_token_is_for_this_attempt_and_this_application(
    claims: Mapping[str, JsonValue], check: str
) -> None:
    with pytest.raises(ProviderSignInRefused) as refused:
        _identity(FORGE.token(claims=claims))
    assert refused.value.details == {"check": check}


@pytest.mark.parametrize("verified", [False, "true", "True", 1, None, ["true"], MISSING])
def test_an_address_that_is_not_proven_is_no_address(verified: JsonValue) -> None:
    identity = _identity(FORGE.token(claims={"email_verified": verified}))

    assert identity.verified_email is None
    assert identity.subject == "1089"


@pytest.mark.parametrize("email", ["", "ada", 5, None, ["ada@example.com"], MISSING])
def test_what_is_no_address_is_not_taken_as_one(email: JsonValue) -> None:
    assert _identity(FORGE.token(claims={"email": email})).verified_email is None


@pytest.mark.parametrize("domain", ["other.example", "", "EXAMPLE.COM", "example.com.evil.example", MISSING])
def test_a_wanted_domain_is_that_of_the_token_and_not_of_the_address(domain: JsonValue) -> None:
    only = GOOGLE.model_copy(update={"hosted_domain": "example.com"})

    assert _identity(FORGE.good(), provider=only).hosted_domain == "example.com"
    with pytest.raises(ProviderSignInRefused) as refused:
        _identity(FORGE.token(claims={"hd": domain}), provider=only)
    assert refused.value.details == {"check": "hosted domain"}


def test_an_attempt_without_a_nonce_believes_nothing() -> None:
    with pytest.raises(ProviderSignInRefused):
        _identity(FORGE.token(claims={"nonce": ""}), attempt=replace(ATTEMPT, nonce=""))


def test_an_algorithm_that_is_not_the_provider_s_is_refused_even_with_its_own_key() -> None:
    token = Forge(OWN_EC, {"alg": "ES256", "kid": "e1"}, FORGE.claims, SECONDS).good()

    with pytest.raises(ProviderSignInRefused):
        _identity(token)
    both = GOOGLE.model_copy(update={"algorithms": ("RS256", "ES256")})
    assert _identity(token, provider=both).subject == "1089"
