"""Which model answers, and what a call of it costs."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import SecretStr

from cloudwright.adapters.providers.waiting import retry_after_seconds
from cloudwright.config import ModelSettings, Provider
from cloudwright.gateway.choice import DEFAULT_NAMES, Choice, chosen
from cloudwright.gateway.credentials import Credentials
from cloudwright.gateway.errors import ModelKeyMissing, ModelUnknown
from cloudwright.gateway.faults import Fault, FaultKind, failure
from cloudwright.gateway.pricing import cost_nano_usd, prices
from cloudwright.gateway.schemas import Usage

NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


def some_keys(**keys: Any) -> Credentials:
    return Credentials(_env_file=None, **dict.fromkeys(Credentials.model_fields, "") | keys)


def choose(settings: ModelSettings | None = None, **keys: Any) -> Choice:
    found = chosen(settings or ModelSettings(), some_keys(**keys))
    assert found is not None
    return found


def test_without_a_key_the_built_in_designer_answers() -> None:
    assert chosen(ModelSettings(), some_keys()) is None


def test_a_key_alone_is_a_choice_and_the_built_in_designer_can_still_be_had() -> None:
    built_in = ModelSettings(provider=Provider.BUILT_IN)

    assert choose(anthropic_api_key="k").provider is Provider.ANTHROPIC
    assert choose(openai_api_key="k").provider is Provider.OPENAI
    assert choose(aws_bearer_token_bedrock="k").provider is Provider.BEDROCK
    assert chosen(built_in, some_keys(anthropic_api_key="k")) is None


def test_a_provider_without_its_key_is_refused_with_the_name_of_the_variable() -> None:
    with pytest.raises(ModelKeyMissing, match="OPENAI_API_KEY"):
        chosen(ModelSettings(provider=Provider.OPENAI), some_keys())


def test_an_address_of_ones_own_needs_no_key_but_the_name_of_a_model() -> None:
    with pytest.raises(ModelUnknown, match="CLOUDWRIGHT_MODEL__NAME"):
        chosen(ModelSettings(), some_keys(openai_base_url="http://localhost:11434/v1"))

    card = choose(ModelSettings(name="llama-4"), openai_base_url="http://localhost:11434/v1").card
    assert (card.id, card.label, card.local) == ("openai-compatible/llama-4", "llama-4 (localhost)", True)


def test_a_hosted_model_says_whose_it_is_and_that_words_leave_this_machine() -> None:
    card = choose(anthropic_api_key="k").card

    assert card.label == f"{DEFAULT_NAMES[Provider.ANTHROPIC]} (Anthropic)"
    assert not card.local


def test_a_key_is_never_shown() -> None:
    assert "hush" not in repr(choose(anthropic_api_key="hush"))
    assert "hush" not in repr(Credentials(anthropic_api_key=SecretStr("hush")))


@pytest.mark.parametrize("provider", DEFAULT_NAMES)
def test_every_default_model_has_a_price_of_a_date(provider: Provider) -> None:
    model = choose(ModelSettings(provider=provider), anthropic_api_key="k", openai_api_key="k").card.id

    assert cost_nano_usd(model, Usage(input_tokens=1_000, output_tokens=100)) > 0  # type: ignore[operator]  # None would fail too
    assert all(step.as_of for name, steps in prices().items() if "/" in name for step in steps)


@pytest.mark.parametrize(
    ("model", "usage", "dollars"),
    [
        ("anthropic/claude-sonnet-4-5-20250929", Usage(100_000, 1_000), 0.315),
        ("anthropic/claude-sonnet-4-5", Usage(300_000, 1_000), 1.8225),
        ("anthropic/claude-sonnet-4-5", Usage(100_000, 0, cache_read_tokens=90_000), 0.057),
        ("anthropic/claude-sonnet-4-5", Usage(100_000, 0, cache_write_tokens=100_000), 0.375),
        ("bedrock/global.anthropic.claude-sonnet-4-5-20250929-v1:0", Usage(100_000, 0), 0.3),
        ("bedrock/eu.anthropic.claude-sonnet-4-5-20250929-v1:0", Usage(100_000, 0), 0.33),
        ("openai/gpt-4.1-2025-04-14", Usage(1_000, 1_000), 0.01),
    ],
)
def test_costs_follow_dates_profiles_steps_and_the_cache(model: str, usage: Usage, dollars: float) -> None:
    assert cost_nano_usd(model, usage) == round(dollars * 10**9)


def test_a_model_of_ones_own_has_no_price() -> None:
    assert cost_nano_usd("openai-compatible/gpt-4.1", Usage(1_000, 1_000)) is None


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("3", 3.0),
        ("Sat, 21 Nov 2026 12:00:20 GMT", 20.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
    ],
)
def test_a_wanted_pause_is_read_in_both_forms(told: str, seconds: float | None) -> None:
    assert retry_after_seconds({"retry-after": told}, NOON) == seconds


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "MODEL_REQUEST_REJECTED"),
        (403, "MODEL_KEY_REFUSED"),
        (408, "MODEL_OVERLOADED"),
        (413, "MODEL_CONTEXT_FULL"),
        (429, "MODEL_RATE_LIMITED"),
        (529, "MODEL_OVERLOADED"),
    ],
)
def test_every_status_has_its_error(status: int, code: str) -> None:
    assert failure(Fault(FaultKind.STATUS, status=status), "a model").code == code
