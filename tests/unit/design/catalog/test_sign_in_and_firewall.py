"""What a user pool and a web firewall become and cost."""

from builders.edge_designs import (
    a_component,
    a_connection,
    a_design,
    a_web_app,
    alarm_specs,
    at,
    lowered,
    part,
    points_to,
    usages,
)
from cloudwright.design.blueprint.graph import Stack
from cloudwright.design.blueprint.values import Join
from cloudwright.design.model.architecture import Environment

POOL = a_component("users", "cognito_user_pool")
WALL = a_component("wall", "waf_web_acl")
GUARDED = (WALL, a_connection("wall protects cdn"))


def test_browser_client_has_no_secret_and_hides_who_is_registered() -> None:
    client = part(lowered(a_design([POOL])), "users/client")

    assert at(client, "GenerateSecret") is False
    assert at(client, "AllowedOAuthFlows") == ["code"]
    assert at(client, "PreventUserExistenceErrors") == "ENABLED"


def test_pool_with_accounts_is_protected_in_production_only() -> None:
    prod = part(lowered(a_design([POOL])), "users/pool")
    dev = part(lowered(a_design([POOL]), Environment.DEV), "users/pool")

    assert (at(prod, "DeletionProtection"), prod.retain) == ("ACTIVE", True)
    assert (at(dev, "DeletionProtection"), dev.retain) == ("INACTIVE", False)


def test_people_return_to_the_site_after_signing_in() -> None:
    blueprint = lowered(a_web_app(POOL, a_connection("api authenticates users")))

    url = at(part(blueprint, "users/client"), "CallbackURLs.0")
    assert isinstance(url, Join)
    assert url.parts[0] == "https://"
    assert points_to(url.parts[1], "cdn/distribution")


def test_pool_without_a_site_returns_people_to_a_local_page() -> None:
    client = part(lowered(a_design([POOL])), "users/client")

    assert at(client, "CallbackURLs") == ["http://localhost:3000/"]


def test_sign_in_address_avoids_the_words_that_cognito_reserves() -> None:
    blueprint = lowered(a_design([a_component("cognito-users", "cognito_user_pool")]))

    address = at(part(blueprint, "cognito-users/domain"), "Domain")
    assert isinstance(address, Join)
    assert "cognito" not in str(address.parts[0])


def test_second_factor_can_be_turned_off_or_demanded() -> None:
    off = part(lowered(a_design([a_component("users", "cognito_user_pool", mfa="OFF")])), "users/pool")
    demanded = part(lowered(a_design([a_component("users", "cognito_user_pool", mfa="ON")])), "users/pool")

    assert "EnabledMfas" not in off.properties
    assert at(demanded, "EnabledMfas") == ["SOFTWARE_TOKEN_MFA"]


def test_people_are_priced_by_the_plan_of_the_pool() -> None:
    lite = a_design([a_component("users", "cognito_user_pool", feature_plan="LITE")])

    priced = usages(lite, "users", entry="users", monthly_active_users=12_000)

    assert priced["cognito.lite.mau"].quantity == 12_000


def test_firewall_is_global_and_limits_calls_of_one_address() -> None:
    acl = part(lowered(a_web_app(*GUARDED)), "wall/web-acl")

    assert acl.stack is Stack.GLOBAL
    assert at(acl, "Scope") == "CLOUDFRONT"
    assert at(acl, "Rules.3.Statement.RateBasedStatement.Limit") == 2000
    assert at(acl, "Rules.3.Action") == {"Block": {}}
    assert [at(acl, f"Rules.{n}.Priority") for n in range(4)] == [0, 1, 2, 3]


def test_counting_firewall_blocks_nothing_of_the_managed_rules() -> None:
    design = a_web_app(a_component("wall", "waf_web_acl", mode="count"), a_connection("wall protects cdn"))

    acl = part(lowered(design), "wall/web-acl")

    assert at(acl, "Rules.0.OverrideAction") == {"Count": {}}


def test_firewall_costs_its_rules_and_every_request_it_inspects() -> None:
    priced = usages(a_web_app(*GUARDED), "wall", calls=5_000_000)

    assert priced["waf.web_acl_month"].quantity == 1
    assert priced["waf.rule_month"].quantity == 4
    assert priced["waf.request"].quantity == 5_000_000
    assert {usage.region for usage in priced.values()} == {"us-east-1"}


def test_blocked_calls_raise_an_alarm_where_the_firewall_is() -> None:
    alarm = alarm_specs(a_web_app(*GUARDED), "wall")["blocked"]

    assert alarm.stack is Stack.GLOBAL
    assert alarm.dimensions["WebACL"] == "shop-prod-wall-eu-west-1"
