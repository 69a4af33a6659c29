"""The way to a provider and back: whatever is taken out of it, it ends in a refusal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from cloudwright.auth.oidc.attempts import begun, challenge, check_callback
from cloudwright.auth.oidc.errors import ProviderSignInCancelled, ProviderSignInRefused
from cloudwright.auth.oidc.schemas import Attempt, Callback, Discovery
from cloudwright.config import ProviderSettings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ISSUER = "https://id.example.com"
PROVIDER = ProviderSettings(id="own", title="Own", issuer=ISSUER, client_id="ours", client_secret="secret")
DISCOVERY = Discovery(
    issuer=ISSUER,
    authorization_endpoint=f"{ISSUER}/authorize?tenant=a%20b",
    token_endpoint=f"{ISSUER}/token",
    jwks_uri=f"{ISSUER}/jwks",
)
BACK = "https://app.example.com/api/v1/sign-in/own/back"


def _attempt() -> Attempt:
    return begun(PROVIDER, DISCOVERY, redirect_uri=BACK, now=NOW).attempt


def _check(
    callback: Callback, attempt: Attempt, *, discovery: Discovery = DISCOVERY, seconds: float = 1
) -> None:
    now = NOW + timedelta(seconds=seconds)
    check_callback(callback, attempt, discovery=discovery, now=now, longest_seconds=600)


def test_the_browser_is_sent_with_state_nonce_and_challenge() -> None:
    beginning = begun(PROVIDER, DISCOVERY, redirect_uri=BACK, now=NOW)

    url, attempt = urlsplit(beginning.url), beginning.attempt
    assert f"{url.scheme}://{url.netloc}{url.path}" == f"{ISSUER}/authorize"
    assert parse_qs(url.query, strict_parsing=True) == {
        "tenant": ["a b"],
        "response_type": ["code"],
        "client_id": ["ours"],
        "redirect_uri": [BACK],
        "scope": ["openid email profile"],
        "state": [attempt.state],
        "nonce": [attempt.nonce],
        "code_challenge": [challenge(attempt.verifier)],
        "code_challenge_method": ["S256"],
    }
    assert "secret" not in beginning.url
    assert attempt.verifier not in beginning.url


def test_the_challenge_is_that_of_rfc_7636() -> None:
    assert (
        challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


def test_two_attempts_share_nothing_and_show_nothing() -> None:
    one, two = _attempt(), _attempt()

    assert len({one.state, one.nonce, one.verifier, two.state, two.nonce, two.verifier}) == 6
    assert not any(secret in repr(one) for secret in (one.state, one.nonce, one.verifier))


def test_a_domain_is_asked_for_where_one_is_wanted() -> None:
    only = PROVIDER.model_copy(update={"hosted_domain": "example.com"})

    url = begun(only, DISCOVERY, redirect_uri=BACK, now=NOW).url
    assert parse_qs(urlsplit(url).query)["hd"] == ["example.com"]


def test_the_way_back_of_an_attempt_passes() -> None:
    attempt = _attempt()

    _check(Callback(state=attempt.state, code="c"), attempt)
    _check(Callback(state=attempt.state, code="c", issuer=ISSUER), attempt, seconds=600)


@pytest.mark.bar("B12", "answers of providers that do not fit the attempt were taken")
@pytest.mark.parametrize(
    ("changed", "check"),
    [
        ({"state": ""}, "state"),
        ({"state": "another"}, "state"),
        ({"state": "\ud800"}, "state"),
        ({"code": ""}, "error of the provider"),
        ({"error": "server_error"}, "error of the provider"),
        ({"issuer": "https://evil.example"}, "issuer of the answer"),
        ({"issuer": ISSUER + "/"}, "issuer of the answer"),
        ({"issuer": ""}, "issuer of the answer"),
    ],
    ids=str,
)
def test_a_way_back_that_does_not_fit_is_refused(changed: dict[str, str], check: str) -> None:
    attempt = _attempt()

    with pytest.raises(ProviderSignInRefused) as refused:
        _check(replace(Callback(state=attempt.state, code="c", issuer=ISSUER), **changed), attempt)
    assert refused.value.details == {"check": check}


def test_a_provider_that_names_itself_must_do_so() -> None:
    attempt = _attempt()
    names_itself = DISCOVERY.model_copy(update={"authorization_response_iss_parameter_supported": True})

    with pytest.raises(ProviderSignInRefused):
        _check(Callback(state=attempt.state, code="c"), attempt, discovery=names_itself)


@pytest.mark.parametrize("seconds", [601, -1])
def test_an_attempt_is_good_for_ten_minutes(seconds: float) -> None:
    attempt = _attempt()

    with pytest.raises(ProviderSignInRefused, match="Start again"):
        _check(Callback(state=attempt.state, code="c"), attempt, seconds=seconds)


def test_no_state_never_matches_no_state() -> None:
    with pytest.raises(ProviderSignInRefused):
        _check(Callback(state="", code="c"), replace(_attempt(), state=""))


def test_who_says_no_there_is_told_so_and_only_with_the_right_state() -> None:
    attempt = _attempt()

    with pytest.raises(ProviderSignInCancelled):
        _check(Callback(state=attempt.state, error="access_denied"), attempt)
    with pytest.raises(ProviderSignInRefused):
        _check(Callback(state="another", error="access_denied"), attempt)
