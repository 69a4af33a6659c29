"""What to write instead, for what the engine says is wrong."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from cloudwright.gateway.policy.vocabulary import ACTIONS, ANNOTATIONS, CONTEXT, ENTITIES

_SEMICOLON = "Every rule is `permit (principal, action, resource);` or forbid, and ends with a semicolon."


def _attribute(match: re.Match[str]) -> str:
    word, owner = match["word"], match["owner"]
    others = [kind for kind, attributes in ENTITIES.items() if owner and word in attributes]
    if others:
        return f"Only {others[0]} has it: write `principal is {others[0]} && principal.{word} ...`."
    known = ENTITIES.get(owner or "", ()) if owner else tuple(CONTEXT)
    return _nearest(word, known, otherwise="There is: {}.")


def _entity(match: re.Match[str]) -> str:
    return _nearest(match["word"], tuple(ENTITIES), otherwise="The types are {}.")


def _action(match: re.Match[str]) -> str:
    del match
    return "The actions are " + ", ".join(f'Action::"{each}"' for each in ACTIONS) + "."


def _optional(match: re.Match[str]) -> str:
    word = match["word"]
    return f"It may be missing: write `context has {word} && context.{word} ...`."


def _said(text: str) -> Callable[[re.Match[str]], str]:
    def hint(match: re.Match[str]) -> str:
        del match
        return text

    return hint


_HINTS: Mapping[re.Pattern[str], Callable[[re.Match[str]], str]] = {
    re.compile(r"optional attribute `(?P<word>\w+)`"): _optional,
    re.compile(r"attribute `(?P<word>\w+)` (?:in context|on entity type `(?P<owner>\w+)`)"): _attribute,
    re.compile(r"unrecognized entity type `(?P<word>[\w:]+)`"): _entity,
    re.compile(r"unrecognized action"): _action,
    re.compile(r"applicable action"): _said("An application or a person does something to a model."),
    re.compile(r"unexpected type|are not compatible"): _said(
        "Compare values of one kind: numbers bare, texts in double quotes."
    ),
    re.compile(r"invalid policy effect"): _said("A rule begins with permit or forbid."),
    re.compile(r"duplicate annotation"): _said("Keep one of them."),
    re.compile(r"end of input"): _said(_SEMICOLON),
    re.compile(r"valid (?:method|function)"): _said("Sets have contains, containsAll and containsAny."),
    re.compile(r"IP address"): _said('Write ip("10.0.0.0/8") or ip("2001:db8::/32").'),
    re.compile(r"empty set"): _said("Name what the set contains."),
    re.compile(r"nesting exceeds|recursion"): _said("Write several rules in place of this one."),
}


def hint_for(message: str) -> str:
    """Return what to do about a message of the engine."""
    for pattern, hint in _HINTS.items():
        if match := pattern.search(message):
            return hint(match)
    return (
        _SEMICOLON
        if message.startswith(("unexpected token", "invalid token"))
        else "Compare the rule with the schema."
    )


def hint_for_annotation(name: str) -> str:
    return _nearest(name, tuple(ANNOTATIONS), otherwise="There is: {}.")


def _nearest(word: str, known: tuple[str, ...], *, otherwise: str) -> str:
    near = get_close_matches(word, known, n=1)
    return f"Did you mean {near[0]}?" if near else otherwise.format(", ".join(known) or "nothing")
