"""Finds everything that is wrong with a text: what the engine says, and by line."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import cedarpy

from cloudwright.gateway.policy.annotations import misused
from cloudwright.gateway.policy.hints import hint_for
from cloudwright.gateway.policy.lexing import (
    MOST_CHARACTERS,
    MOST_DEPTH,
    MOST_RULES,
    MOST_WEIGHT,
    Places,
    Statement,
    statements,
)
from cloudwright.gateway.policy.values import Problem
from cloudwright.gateway.policy.vocabulary import SCHEMA

_UNFINISHED = "unexpected end of input"
_UNEXPECTED = ("unexpected token", "invalid token")
_QUOTED = re.compile(r"`([^`]+)`")
_WORD = re.compile(r"\w+")
_OF_POLICY = re.compile(r"^for policy `[^`]*`, ")
_FOR_ACTION = re.compile(r" for Action::\"\w+\"")
_NO_ACTION = "unable to find an applicable action"
_POLICY = re.compile(r"^policy(\d+)$")


def problems(text: str) -> Sequence[Problem]:
    """Return everything that is wrong, by line; nothing for a text that may be saved."""
    if len(text) > MOST_CHARACTERS:
        return [
            Problem(1, 1, f"the text is longer than {MOST_CHARACTERS} characters", "Say it in fewer rules.")
        ]
    rules = statements(text)
    if not rules:
        hint = "To refuse every call, write: forbid (principal, action, resource);"
        return [Problem(1, 1, "there is no rule in the text", hint)]
    places = Places(text)
    found = _too_heavy(rules, places) or [
        problem for rule in rules for problem in _unreadable(text, rule, places=places)
    ]
    return sorted(found or _ill_typed(text, rules, places=places), key=lambda each: (each.line, each.column))


@cache
def schema() -> cedarpy.Schema:
    """Return the schema as the engine has read it, which nothing changes."""
    return cedarpy.Schema.from_str(SCHEMA)


def _too_heavy(rules: Sequence[Statement], places: Places) -> list[Problem]:
    found = []
    if len(rules) > MOST_RULES:
        place = places.of(rules[MOST_RULES].start)
        found.append(
            Problem(*place, f"there are more than {MOST_RULES} rules", "Join rules that say the same.")
        )
    for rule in rules:
        if rule.weight > MOST_WEIGHT or rule.depth > MOST_DEPTH:
            said = "this rule asks for too much at once"
            found.append(
                Problem(*places.of(rule.start), said, "Write several rules, or use sets: [1, 2, 3].")
            )
    return found


def _unreadable(text: str, rule: Statement, *, places: Places) -> Iterator[Problem]:
    if (unclosed := rule.unclosed) is not None:
        hint = "Texts begin and end with a double quotation mark."
        yield Problem(*places.of(unclosed.start), "a text does not end", hint)
        return
    message = _refused(text[rule.start : rule.tokens[-1].end])
    if message:
        yield Problem(*places.of(_place(text, rule, message=message)), message, hint_for(message))


def _refused(text: str) -> str:
    """Return what the engine says against a rule; nothing when it reads it."""
    try:
        cedarpy.PolicySet.from_str(text).to_pst()
    except ValueError as refusal:
        return str(refusal).removeprefix("cedarpy: ")
    return ""


def _place(text: str, rule: Statement, *, message: str) -> int:
    if message.startswith(_UNFINISHED):
        return rule.tokens[-1].start
    if message.startswith(_UNEXPECTED):
        return _first_unexpected(text, rule)
    return _named(rule, message)


def _first_unexpected(text: str, rule: Statement) -> int:
    """Return where the rule stops being the beginning of one, by halving."""
    low, high = 1, len(rule.tokens)
    while low < high:
        middle = (low + high) // 2
        refused = _refused(text[rule.start : rule.tokens[middle - 1].end])
        if not refused or refused.startswith(_UNFINISHED):
            low = middle + 1
        else:
            high = middle
    return rule.tokens[low - 1].start


def _named(rule: Statement, message: str) -> int:
    """Return where the first thing that a message quotes is in the rule; else where the rule begins."""
    for quoted in _QUOTED.findall(message):
        word = next(reversed(_WORD.findall(quoted)), quoted)
        for token in rule.tokens:
            if token.text.strip('"') == word:
                return token.start
    return rule.start


def _ill_typed(text: str, rules: Sequence[Statement], *, places: Places) -> Iterator[Problem]:
    yield from misused(text, rules, places=places)
    for number, message in sorted(_against_schema(text)):
        place = places.of(_named(rules[number], message))
        yield Problem(*place, _FOR_ACTION.sub("", message), hint_for(message))


def _against_schema(text: str) -> set[tuple[int, str]]:
    """Return what the schema refuses: the number of the rule and why, once for all actions."""
    found: dict[int, set[str]] = {}
    for error in cedarpy.validate_policies(text, schema()).errors:
        match = _POLICY.match(error.policy_id)
        message = _FOR_ACTION.sub("", _OF_POLICY.sub("", error.error))
        found.setdefault(int(match[1]) if match else 0, set()).add(message)
    return {
        (number, message)
        for number, messages in found.items()
        for message in messages
        if len(messages) == 1 or not message.startswith(_NO_ACTION)
    }
