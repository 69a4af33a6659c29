"""Models are made in one place, and agents never fall back to a vendor's default."""

import ast

from builders.source_code import modules

MAKERS = ("gateway", "agents/designer", "adapters/providers")


def test_only_the_gateway_and_its_sources_know_model_classes() -> None:
    strangers = [
        module.name
        for module in modules()
        if not module.under(*MAKERS) and any(name.startswith("strands.models") for name in module.imports())
    ]

    assert strangers == []


def test_every_agent_is_given_a_model_and_no_printing_callback() -> None:
    made = [
        {keyword.arg for keyword in call.keywords}
        for module in modules()
        for call in module.calls()
        if isinstance(call.func, ast.Name) and call.func.id == "Agent"
    ]

    assert made
    assert all({"model", "callback_handler", "retry_strategy", "interventions"} <= given for given in made)
