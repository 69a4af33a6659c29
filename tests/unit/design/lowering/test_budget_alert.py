"""The AWS Budgets alert that a stated budget brings."""

from decimal import Decimal

import pytest

from builders.computed import a_component, a_connection, an_architecture
from builders.golden import golden
from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.blueprint.values import Param, PolicyDocument, Ref, ResourceKey
from cloudwright.design.bundle.deployer import deployer_policy
from cloudwright.design.emit.cloudformation import emitter as cloudformation
from cloudwright.design.emit.terraform import emitter as terraform
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Architecture, Environment, Standards
from cloudwright.design.model.budget import Budget
from cloudwright.kit.money import Money

EUROS = Budget(Money(amount=Decimal(200), currency="EUR"), Decimal("1.152"))
DOLLARS = Budget(Money(amount=Decimal("83.50")), Decimal(1))


def _lowered(
    design: Architecture, budget: Budget | None, environment: Environment = Environment.PROD
) -> Blueprint:
    return lower(design, environment, load_facts(), budget=budget)


def _alerts(blueprint: Blueprint) -> list[Resource]:
    return [r for r in blueprint.resources if r.type == "AWS::Budgets::Budget"]


def _terraform(blueprint: Blueprint) -> str:
    (block,) = [
        "resource" + part
        for file in terraform.emit(blueprint)
        for part in file.text.split("\nresource")
        if part.startswith(' "aws_budgets_budget"')
    ]
    return block


def test_production_has_one_alert_owned_by_the_alarms() -> None:
    (alert,) = _alerts(_lowered(golden("web-app"), EUROS))

    assert alert.key == ResourceKey("operations", "budget")
    assert (alert.area, alert.stack) == ("alarms", "main")


def test_other_environments_and_designs_without_a_budget_have_none() -> None:
    assert _alerts(_lowered(golden("web-app"), EUROS, Environment.DEV)) == []
    assert _alerts(_lowered(golden("web-app"), None)) == []


def test_it_tells_the_alert_topic_at_80_and_100_percent_and_when_the_forecast_passes_it() -> None:
    (alert,) = _alerts(_lowered(golden("web-app"), EUROS))

    told = alert.properties["NotificationsWithSubscribers"]
    assert isinstance(told, list)
    assert [
        (n["Notification"]["NotificationType"], n["Notification"]["Threshold"], n["Subscribers"])
        for n in told
    ] == [
        (kind, percent, [{"SubscriptionType": "SNS", "Address": Ref(ResourceKey("alerts", "topic"))}])
        for kind, percent in (("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))
    ]


def test_topic_and_key_let_only_this_account_s_budgets_publish() -> None:
    blueprint = _lowered(golden("web-app"), EUROS)

    for part, name in (("topic-policy", "PolicyDocument"), ("topic-key", "KeyPolicy")):
        document = blueprint.by_key[ResourceKey("alerts", part)].properties[name]
        assert isinstance(document, PolicyDocument)
        (allowed,) = [s for s in document.statements if s.principal == {"Service": "budgets.amazonaws.com"}]
        assert "aws:SourceAccount" in allowed.conditions["StringEquals"]


def test_topic_without_a_budget_lets_no_budgets_publish() -> None:
    policy = _lowered(golden("web-app"), None).by_key[ResourceKey("alerts", "topic-policy")]
    assert "budgets.amazonaws.com" not in str(policy.properties)


def test_drawn_key_of_the_topic_may_be_used_by_budgets() -> None:
    design = an_architecture(
        a_component("key", "kms_key"),
        a_component("jobs", "sqs_queue"),
        a_component("alarms", "cloudwatch_alarms"),
        a_component("alerts", "sns_topic"),
        connections=(
            a_connection("alarms watches jobs"),
            a_connection("alarms alerts alerts"),
            a_connection("key encrypts alerts"),
        ),
    )

    policy = _lowered(design, EUROS).by_key[ResourceKey("key", "key")].properties["KeyPolicy"]

    assert "budgets.amazonaws.com" in str(policy)


def test_without_a_topic_an_e_mail_address_is_asked_for() -> None:
    design = an_architecture(a_component("jobs", "sqs_queue"))

    blueprint = _lowered(design, DOLLARS)

    (alert,) = _alerts(blueprint)
    assert alert.key.element_id == "jobs"
    assert str(Param("BudgetEmail")) in str(alert.properties["NotificationsWithSubscribers"])
    assert {p.name for p in blueprint.parameters} == {"MonthlyBudget", "BudgetEmail"}
    assert "subscriber_email_addresses = [var.budget_email]" in _terraform(blueprint)


@pytest.mark.parametrize(
    ("budget", "default"),
    [
        (EUROS, 230),  # 200 x 1.152 = 230.40
        (DOLLARS, 83),
        (Budget(Money(amount=Decimal(0)), Decimal(1)), 1),
        (Budget(Money(amount=Decimal(900), currency="PLN"), None), None),
    ],
)
def test_amount_is_a_parameter_with_the_stated_budget_in_whole_dollars(
    budget: Budget, default: int | None
) -> None:
    parameters = {p.name: p for p in _lowered(golden("web-app"), budget).parameters}

    assert (parameters["MonthlyBudget"].type, parameters["MonthlyBudget"].default) == ("Number", default)


def test_amount_that_nobody_knows_in_dollars_must_be_given() -> None:
    unknown = Budget(Money(amount=Decimal(900), currency="PLN"), None)

    files = {f.path: f.text for f in terraform.emit(_lowered(golden("web-app"), unknown))}

    variable = files["terraform/prod/variables.tf"].split('variable "monthly_budget" {')[1].split("\n}")[0]
    assert "stated as PLN 900.00" in variable
    assert "condition     = var.monthly_budget != null" in variable
    assert "monthly_budget = null" in files["terraform/prod/terraform.tfvars"]


def test_both_formats_name_it_and_say_how_euros_became_dollars() -> None:
    blueprint = _lowered(golden("web-app"), EUROS)

    (template,) = [f.text for f in cloudformation.emit(blueprint) if "AWS::Budgets::Budget" in f.text]
    block = _terraform(blueprint)

    for text in (" ".join(template.replace("#", " ").split()), " ".join(block.replace("#", " ").split())):
        assert "web-app-prod-monthly-budget-eu-west-1" in text
        assert "Stated as €200 a month: USD 230.40 at 1.152 US dollars for one EUR." in text
    assert "limit_amount = var.monthly_budget" in " ".join(block.split())
    assert block.count("notification {") == 3
    assert "depends_on = [aws_sns_topic_policy.alerts_topic_policy]" in block


def test_name_follows_the_standards_prefix() -> None:
    design = golden("web-app").model_copy(update={"standards": Standards(name_prefix="acme")})

    (alert,) = _alerts(_lowered(design, DOLLARS))

    assert "acme-web-app-prod-monthly-budget-eu-west-1" in str(alert.properties["Budget"])


def test_whoever_deploys_may_change_this_design_s_budgets_only() -> None:
    policy = deployer_policy([_lowered(golden("web-app"), EUROS)])

    assert '"budgets:ModifyBudget"' in policy
    assert '"arn:aws:budgets::*:budget/web-app-*"' in policy
