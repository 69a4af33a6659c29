"""What the engine is given: as the schema has it, and no rule less than can fire."""

from dataclasses import replace

import cedarpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from builders.policies import MONDAY_MORNING, a_call, a_person, an_application
from cloudwright.gateway.policy import engine
from cloudwright.gateway.policy.reading import schema
from cloudwright.gateway.policy.rules import PolicySet
from cloudwright.gateway.policy.service.judge import refusal_of
from cloudwright.gateway.policy.values import (
    Action,
    Asked,
    Circumstances,
    Decision,
    actions_of,
    address_of,
    asked,
)
from cloudwright.gateway.policy.vocabulary import CONTEXT
from cloudwright.gateway.wire.ask import Ask, Wire
from cloudwright.gateway.wire.refusal import Reason

SCHEMA = schema()
IDS = st.sampled_from(["a", "b", 'q"uote', "new\nline", "é", "\\", ""])
PRINCIPALS = st.builds(
    lambda kind, name: f'{kind}::"{escaped(name)}"',
    st.sampled_from(["Application", "Person", "Team", "Organization"]),
    IDS,
)
SCOPES = st.one_of(
    st.just("principal"),
    st.just("principal is Person"),
    PRINCIPALS.map(lambda uid: f"principal == {uid}" if uid[0] in "AP" else f"principal in {uid}"),
    PRINCIPALS.map(
        lambda uid: f"principal is Application in {uid}" if uid[0] in "TO" else f"principal in {uid}"
    ),
)
MODELS = st.one_of(
    st.just("resource"),
    IDS.map(lambda name: f'resource == Model::"{escaped(name)}"'),
    IDS.map(lambda name: f'resource in Provider::"{escaped(name)}"'),
    IDS.map(lambda name: f'resource is Model in Provider::"{escaped(name)}"'),
)
RULES = st.lists(st.tuples(st.sampled_from(["permit", "forbid"]), SCOPES, MODELS), min_size=1, max_size=8)
CALLS = st.builds(
    lambda person, ids, org: a_call(
        replace(a_person() if person else an_application(), id=ids[0], teams=(ids[1],), organization_id=org),
        model=ids[2],
        provider=ids[3],
    ),
    st.booleans(),
    st.tuples(IDS, IDS, IDS, IDS),
    IDS,
)


def escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def by_all_rules(text: str, call: Asked) -> tuple[bool, int]:
    """Return what the engine says of the whole text, and by how many rules."""
    subject, model, provider = call.subject, call.model, call.provider
    answer = cedarpy.is_authorized(
        engine.request(call, Action.CALL, context=engine.context(call, CONTEXT)),
        cedarpy.PolicySet.from_str(text),
        engine.entities(subject, model=model, provider=provider),
    )
    return answer.allowed, len(answer.diagnostics.reasons)


@settings(max_examples=500 if FULL else 30, deadline=None)
@given(rules=RULES, call=CALLS)
def test_leaving_out_rules_about_others_changes_no_decision(
    rules: list[tuple[str, str, str]], call: Asked
) -> None:
    text = "\n".join(f"{effect} ({who}, action, {model});" for effect, who, model in rules)

    decision = PolicySet.parse(text).decide(call)

    assert (decision.allowed, len(decision.rules)) == by_all_rules(text, call)


@settings(max_examples=200 if FULL else 15, deadline=None)
@given(
    call=CALLS,
    texts=st.frozensets(st.text(max_size=5), max_size=3),
    number=st.one_of(st.none(), st.integers(-(10**30), 10**30)),
    address=st.one_of(st.just(""), st.ip_addresses().map(str)),
)
def test_every_call_is_one_that_the_schema_knows(
    *, call: Asked, texts: frozenset[str], number: int | None, address: str
) -> None:
    ask = Ask(Wire.CHAT, call.model, False, False, number, (), 0, tuple(texts), "", 10)  # noqa: FBT003  fields
    known = asked(
        ask,
        call.subject,
        provider=call.provider,
        circumstances=Circumstances(data_classes=texts, address=address_of(address)),
        moment=MONDAY_MORNING,
    )

    entities = engine.entities(known.subject, model=known.model, provider=known.provider)
    cedarpy.Entities.from_json_str(str(entities), SCHEMA)
    for action in known.actions:
        request = engine.request(known, action, context=engine.context(known, CONTEXT))
        answer = cedarpy.is_authorized(request, "permit (principal, action, resource);", entities, SCHEMA)
        assert (answer.allowed, answer.diagnostics.errors) == (True, [])


@pytest.mark.parametrize(
    ("stream", "tools", "actions"),
    [
        (False, (), (Action.CALL,)),
        (True, (), (Action.STREAM,)),
        (True, ("search",), (Action.STREAM, Action.USE_TOOL)),
    ],
)
def test_a_request_calls_or_streams_and_uses_tools_when_it_offers_any(
    *, stream: bool, tools: tuple[str, ...], actions: tuple[Action, ...]
) -> None:
    assert actions_of(stream=stream, tools=tools) == actions


def test_a_refused_caller_is_told_by_which_rule_and_what_to_do() -> None:
    named = refusal_of(Decision(allowed=False, rules=("nights",), advice=("Come back at six.",)))
    unnamed = refusal_of(Decision(allowed=False, rules=()))

    assert (named.reason, named.code) == (Reason.FORBIDDEN, "policy_forbidden")
    assert named.message == "Forbidden by the organisation's rules (nights). Come back at six."
    assert unnamed.message.startswith("No rule of the organisation permits this call. Ask an admin")
