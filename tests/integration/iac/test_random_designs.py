"""Any design that the catalogue accepts compiles to templates and Terraform that the tools accept."""

import json
import os
from decimal import Decimal
from functools import cache

import pytest
from cfnlint.rules import Rules
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.designs import designs
from builders.whole_designs import whole_designs
from cloudwright.adapters.lint import engine
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.emit.terraform.schema import check
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.budget import Budget
from cloudwright.kit.money import Money

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_BUDGETS = (None, Budget(Money(amount=Decimal(200), currency="EUR"), Decimal("1.152")))
_SETTINGS = settings(
    derandomize=not _FULL,  # the short run is the same every time; the long one looks further
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

pytestmark = pytest.mark.timeout(600)


@cache
def _rules() -> Rules:
    return engine.load_rules()


@settings(_SETTINGS, max_examples=100 if _FULL else 6)
@given(
    architecture=designs() | whole_designs(),
    environment=st.sampled_from(Environment),
    budget=st.sampled_from(_BUDGETS),
)
def test_templates_of_random_designs_lint_clean(
    architecture: Architecture, *, environment: Environment, budget: Budget | None
) -> None:
    blueprint = lower(architecture, environment, load_facts(), budget=budget)

    found = [
        (match["rule_id"], match["message"], match["path"])
        for stack in blueprint.stacks
        for match in engine.lint(
            _rules(),
            stack.value,
            text=json.dumps(template(blueprint, stack)),
            region=blueprint.stack_region(stack),
        )
    ]

    assert found == []


@settings(_SETTINGS, max_examples=1000 if _FULL else 80)
@given(
    architecture=designs() | whole_designs(),
    environment=st.sampled_from(Environment),
    budget=st.sampled_from(_BUDGETS),
)
def test_terraform_of_random_designs_fits_the_provider(
    architecture: Architecture, *, environment: Environment, budget: Budget | None
) -> None:
    files = emit(lower(architecture, environment, load_facts(), budget=budget))

    assert check(files) == ()
    assert [file.path for file in files if file.text.count("\n") > 200] == []
