"""What rules decide about calls."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from builders.policies import a_call, a_person, an_application
from cloudwright.gateway.policy.rules import PolicySet
from cloudwright.gateway.policy.values import Action, Circumstances, Decision, Obligations
from cloudwright.gateway.policy.vocabulary import DEFAULT

EVERYTHING = "permit (principal, action, resource);"
NOTHING = "forbid (principal, action, resource);"
OFFICE = """@id("office") forbid (principal, action, resource)
unless { context has address && context.address.isInRange(ip("10.0.0.0/8")) };"""


def decided(text: str, **changes: object) -> Decision:
    return PolicySet.parse(text).decide(a_call(**changes))  # type: ignore[arg-type]  # words of the builder


def test_nothing_is_allowed_that_no_rule_permits() -> None:
    decision = decided('permit (principal == Application::"another", action, resource);')

    assert decision == Decision(allowed=False, rules=())


def test_a_rule_that_forbids_wins_over_every_rule_that_permits() -> None:
    decision = decided(f'{EVERYTHING} @id("no") @advice("Ask the data office.") {NOTHING} {EVERYTHING}')

    assert decision == Decision(allowed=False, rules=("no",), advice=("Ask the data office.",))


def test_a_rule_without_an_id_is_named_by_its_line() -> None:
    text = (
        f"// who may\n\n{EVERYTHING}\n" + 'permit (principal, action,\n resource in Provider::"anthropic");'
    )

    assert decided(text).rules == ("line 3", "line 4")


def test_more_than_ten_rules_keep_their_own_lines() -> None:
    others = "".join(f'permit (principal == Person::"p{n}", action, resource);\n' for n in range(14))

    assert decided(f"{others}{EVERYTHING}").rules == ("line 15",)


def test_the_default_lets_applications_call_what_they_list_and_people_everything() -> None:
    everywhere = an_application(models=(("*",), ("gpt-*", "o3")))

    assert decided(DEFAULT).rules == ("listed-models",)
    assert not decided(DEFAULT, model="gpt-4o").allowed
    assert decided(DEFAULT, subject=everywhere, model="gpt-4o").allowed
    assert not decided(DEFAULT, subject=everywhere).allowed
    assert not decided(DEFAULT, subject=an_application(models=((),))).allowed
    assert decided(DEFAULT, subject=a_person(), model="gpt-4o").rules == ("people",)


def test_people_are_told_by_role_and_groups_by_name() -> None:
    text = """permit (principal is Person in Team::"design", action, resource)
    when { principal.role == "architect" };"""

    assert decided(text, subject=a_person(teams=("design",))).allowed
    assert not decided(text, subject=a_person(teams=("other",))).allowed
    assert not decided(text, subject=a_person(teams=("design",), role="viewer")).allowed


def test_each_action_of_a_call_needs_a_permit() -> None:
    text = """permit (principal, action == Action::"stream", resource);
    @id("search") permit (principal, action == Action::"useTool", resource)
    when { ["search"].containsAll(context.tools) };"""
    using = (Action.STREAM, Action.USE_TOOL)

    assert decided(text, actions=using, tools=frozenset({"search"})).rules == ("line 1", "search")
    assert not decided(text, actions=using, tools=frozenset({"search", "shell"})).allowed
    assert not decided(text).allowed


def test_obligations_of_all_permits_hold_together() -> None:
    text = (
        f'@max_tokens("4096") @profile("standard") {EVERYTHING}'
        f'@max_tokens("1024") @profile("strict") {EVERYTHING}'
        f'@max_tokens("1") permit (principal == Person::"x", action, resource); {EVERYTHING}'
    )

    assert decided(text).obligations == Obligations(max_tokens=1024, profiles=("standard", "strict"))


def test_a_refused_call_has_no_obligations() -> None:
    text = f'@max_tokens("4096") {EVERYTHING} {NOTHING}'

    assert decided(text).obligations == Obligations()


def test_a_rule_that_forbids_and_cannot_be_asked_forbids() -> None:
    overflow = "context.input_estimate * 9223372036854775807 > 3"
    text = f'{EVERYTHING} @id("sum") forbid (principal, action, resource) when {{ {overflow} }};'

    assert decided(text) == Decision(allowed=False, rules=("sum",), failed=("sum",))
    permits = f'@id("sum") permit (principal, action, resource) when {{ {overflow} }};'
    assert decided(permits) == Decision(allowed=False, rules=(), failed=("sum",))


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("10.9.9.9", True),
        ("::ffff:10.9.9.9", True),
        ("192.168.0.1", False),
        ("2001:db8::1%eth0", False),
        ("", False),
    ],
)
def test_addresses_are_told_by_network_however_they_are_written(*, address: str, allowed: bool) -> None:
    assert decided(f"{EVERYTHING} {OFFICE}", address=address).allowed is allowed


def test_what_clients_send_is_never_read_as_rules() -> None:
    text = 'permit (principal, action, resource == Model::"good");'

    for odd in ('good"', 'good" || true //', "good\n", "\x00", "\ud800", "", "g" * 5000):
        assert not decided(text, model=odd, tools=frozenset({odd}), region=odd).allowed


def test_calls_that_differ_in_what_no_rule_looks_at_are_decided_once() -> None:
    rules = PolicySet.parse("permit (principal, action, resource) when { context.hour < 12 };")

    first = rules.decide(a_call(input_estimate=1))
    assert rules.words == ("hour",)
    assert rules.decide(a_call(input_estimate=2, address="1.1.1.1")) is first
    assert rules.decide(a_call(subject=an_application("other"))) is not first


def test_what_a_rule_looks_at_is_decided_anew_when_it_changes() -> None:
    rules = PolicySet.parse(f"{EVERYTHING} {OFFICE} {NOTHING[:-1]} when {{ context.hour > 20 }};")
    late = a_call().circumstances.at(datetime.fromisoformat("2026-11-23T22:00:00Z"))

    assert rules.decide(a_call()).allowed
    assert not rules.decide(a_call(address="1.1.1.1")).allowed
    assert not rules.decide(replace(a_call(), circumstances=late)).allowed


def test_long_names_of_clients_are_not_kept() -> None:
    rules = PolicySet.parse(EVERYTHING)
    long = a_call(tools=frozenset({"t" * 5000}))

    assert rules.decide(long).allowed
    assert rules.decide(long) is not rules.decide(long)


def test_a_model_with_an_endless_name_is_refused_unasked() -> None:
    decision = decided(EVERYTHING, model="m" * 257)

    assert (decision.allowed, decision.advice) == (
        False,
        ("No model has a name of more than 256 characters.",),
    )


def test_an_application_that_lists_another_model_is_decided_anew() -> None:
    rules = PolicySet.parse(DEFAULT)

    assert not rules.decide(a_call(model="gpt-4o")).allowed
    assert rules.decide(a_call(an_application(models=(("gpt-4o",),)), model="gpt-4o")).allowed


def test_a_rule_that_looks_at_all_circumstances_is_asked_with_all() -> None:
    text = """permit (principal, action, resource)
    when { if context has max_tokens then context.max_tokens < 900 else context.hour < 3 };"""

    assert PolicySet.parse(text).words == ("hour", "max_tokens")
    assert decided(text).allowed
    assert not decided(text, max_tokens=None).allowed


@settings(max_examples=300 if FULL else 25, deadline=None)
@given(
    rules=st.lists(
        st.tuples(st.booleans(), st.sampled_from(["principal", "resource", "hour", "data"])), max_size=6
    ),
    fits=st.booleans(),
)
def test_decisions_are_those_of_the_rules_read_one_by_one(
    *, rules: list[tuple[bool, str]], fits: bool
) -> None:
    conditions = {
        "principal": 'principal == Application::"app_billing"',
        "resource": 'resource == Model::"claude-sonnet"',
        "hour": "context.hour == 9",
        "data": 'context.data_classes.contains("internal")',
    }
    call = a_call() if fits else a_call(an_application("x"), model="y", data_classes=frozenset(), hour=3)
    call_fits = {"principal": fits, "resource": fits, "hour": True, "data": fits}
    text = "\n".join(
        f"{'permit' if permits else 'forbid'} (principal, action, resource) when {{ {conditions[what]} }};"
        for permits, what in rules
    )
    fired = [permits for permits, what in rules if call_fits[what]]

    decision = PolicySet.parse(text or 'permit (principal == Person::"x", action, resource);').decide(call)

    assert decision.allowed is (True in fired and False not in fired)
    assert len(decision.rules) == (fired.count(False) or fired.count(True))


def test_the_day_and_hour_of_a_call_are_those_in_utc() -> None:
    moment = a_call().circumstances

    assert (moment.hour, moment.weekday) == (9, "monday")
    assert Circumstances().at(datetime.fromisoformat("2026-11-22T23:30:00-05:00")).weekday == "monday"
