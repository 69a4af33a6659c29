"""What the annotations of rules say, and what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence

import cedarpy
from cedarpy import pst

from cloudwright.gateway.policy.hints import hint_for_annotation
from cloudwright.gateway.policy.lexing import Places, Statement
from cloudwright.gateway.policy.values import Problem, Rule
from cloudwright.gateway.policy.vocabulary import ANNOTATIONS

_ONLY_ON: Mapping[str, str] = {"max_tokens": "permit", "profile": "permit", "advice": "forbid"}
_MOST_TOKENS = 2**31


def rule_of(policy: pst.Template, *, line: int) -> Rule:
    """Return a rule from what the engine read; its annotations have been looked at before."""
    said = policy.annotations
    return Rule(
        name=said.get("id") or f"line {line}",
        line=line,
        permits=policy.effect == "permit",
        note=said.get("note", ""),
        advice=said.get("advice", ""),
        max_tokens=int(said["max_tokens"]) if "max_tokens" in said else None,
        profile=said.get("profile", ""),
    )


def misused(text: str, rules: Sequence[Statement], *, places: Places) -> Iterator[Problem]:
    """Yield what is wrong with annotations, and slots that nothing fills, in a text that can be read."""
    read = cedarpy.policies_to_pst(text)
    policies = {**read.static_policies, **read.templates}
    lines: dict[str, int] = {}
    for number, rule in enumerate(rules):
        line, column = places.of(rule.start)
        policy = policies[f"policy{number}"]
        if policy.id in read.templates:
            hint = 'Write who is meant, as in principal == Application::"..."'
            yield Problem(line, column, "nothing fills ?principal and ?resource here", hint)
        yield from _wrong(policy, line=line, column=column)
        name = policy.annotations.get("id", "")
        if name and name in lines:
            said = f'the rule in line {lines[name]} has the id "{name}" already'
            yield Problem(line, column, said, "Give each rule an id of its own.")
        lines.setdefault(name, line)


def _wrong(policy: pst.Template, *, line: int, column: int) -> Iterator[Problem]:
    for name, value in policy.annotations.items():
        if name not in ANNOTATIONS:
            yield Problem(line, column, f"there is no annotation @{name}", hint_for_annotation(name))
        elif policy.effect != _ONLY_ON.get(name, policy.effect):
            said = f"@{name} says nothing on a rule that does not {_ONLY_ON[name]}"
            yield Problem(line, column, said, ANNOTATIONS[name])
        elif name == "max_tokens" and not _counts(value):
            yield Problem(line, column, "@max_tokens is a number above 0", 'Write @max_tokens("4096").')
        elif not value.strip():
            yield Problem(line, column, f"@{name} says nothing", f'Write @{name}("...") with a text.')


def _counts(value: str) -> bool:
    return value.isascii() and value.isdigit() and 0 < len(value) <= 10 and 0 < int(value) <= _MOST_TOKENS
