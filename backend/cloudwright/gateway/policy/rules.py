"""A text of rules, ready to decide."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import cedarpy
from cedarpy import pst

from cloudwright.gateway.policy import engine
from cloudwright.gateway.policy.annotations import rule_of
from cloudwright.gateway.policy.lexing import Places, statements
from cloudwright.gateway.policy.narrowing import Scene
from cloudwright.gateway.policy.reading import problems
from cloudwright.gateway.policy.remembered import Remembered
from cloudwright.gateway.policy.values import Asked, Decision, Obligations, Problem, Rule

_FAILED = re.compile(r"policy `(policy\d+)`")
_KEPT_READY = 512
_KEPT_DECISIONS = 4096
_MOST_KEPT_CHARACTERS = 4096
_LONGEST_MODEL = 256
_TOO_LONG = f"No model has a name of more than {_LONGEST_MODEL} characters."


class PolicyUnreadable(ValueError):
    """A text is not one of rules; `problems` says where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"line {problems[0].line}: {problems[0].message}")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class _Statement:
    """A rule as it is written, as it is read, and what it says."""

    text: str
    policy: pst.Template
    rule: Rule


@dataclass(frozen=True, slots=True)
class _Ready:
    """What the engine is asked with for a caller and a model; `rules` by the engine's ids."""

    handle: cedarpy.PolicySet
    rules: Mapping[str, Rule]
    entities: cedarpy.Entities


class PolicySet:
    """Rules that were read and looked at against the schema.

    Nothing is allowed that no rule permits; what a rule forbids is refused whoever permits it.
    """

    def __init__(self, statements: Sequence[_Statement]) -> None:
        self._statements = statements
        self._ready: Remembered[tuple[object, ...], _Ready] = Remembered(_KEPT_READY)
        self._decisions: Remembered[tuple[object, ...], Decision] = Remembered(_KEPT_DECISIONS)
        self.words = engine.words_of(each.policy for each in statements)
        """The circumstances that the rules look at."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a text.

        Raises:
            PolicyUnreadable: with everything that is wrong with it.
        """
        if found := problems(text):
            raise PolicyUnreadable(found)
        read, places = cedarpy.policies_to_pst(text).static_policies, Places(text)
        return cls(
            [
                _Statement(
                    text=text[each.start : each.end],
                    policy=(policy := read[f"policy{number}"]),
                    rule=rule_of(policy, line=places.of(each.start)[0]),
                )
                for number, each in enumerate(statements(text))
            ]
        )

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in the order of the text."""
        return tuple(each.rule for each in self._statements)

    def decide(self, asked: Asked) -> Decision:
        """Return whether the call may be made: every one of its actions has to be permitted.

        Calls that differ only in what no rule looks at are decided once.
        """
        if len(asked.model) > _LONGEST_MODEL:
            return Decision(allowed=False, rules=(), advice=(_TOO_LONG,))
        if asked.characters > _MOST_KEPT_CHARACTERS:
            return self._decision(asked, self._made_ready(asked))
        circumstances = asked.circumstances
        looked_at = tuple(getattr(circumstances, word) for word in self.words)
        key = (asked.subject, asked.model, asked.provider, asked.actions, looked_at)
        return self._decisions.get(key, lambda: self.decide_anew(asked))

    def decide_anew(self, asked: Asked) -> Decision:
        """Return the same without looking at what was decided before."""
        key = (asked.subject, asked.model, asked.provider)
        return self._decision(asked, self._ready.get(key, lambda: self._made_ready(asked)))

    def _decision(self, asked: Asked, ready: _Ready) -> Decision:
        context = engine.context(asked, self.words)
        requests = [engine.request(asked, action, context=context) for action in asked.actions]
        answers = cedarpy.is_authorized_batch(requests, ready.handle, ready.entities)
        return _together([_decision(answer, ready.rules) for answer in answers])

    def _made_ready(self, asked: Asked) -> _Ready:
        subject, model, provider = asked.subject, asked.model, asked.provider
        scene = Scene(subject, model=model, provider=provider)
        concerning = [each for each in self._statements if scene.concerns(each.policy)]
        return _Ready(
            handle=cedarpy.PolicySet.from_str("\n".join(each.text for each in concerning)),
            rules={f"policy{number}": each.rule for number, each in enumerate(concerning)},
            entities=engine.entities(subject, model=model, provider=provider),
        )


def _decision(answer: cedarpy.AuthzResult, rules: Mapping[str, Rule]) -> Decision:
    said = answer.diagnostics
    failed = [rules[name] for error in said.errors for name in _FAILED.findall(error)]
    fired = [rules[name] for name in said.reasons]
    prevented = [rule for rule in failed if not rule.permits]
    allowed = answer.allowed and not prevented
    if answer.allowed and prevented:
        fired = prevented
    return Decision(
        allowed=allowed,
        rules=_names(fired),
        obligations=_obligations(fired) if allowed else Obligations(),
        advice=() if allowed else tuple(dict.fromkeys(rule.advice for rule in fired if rule.advice)),
        failed=_names(failed),
    )


def _names(rules: Iterable[Rule]) -> tuple[str, ...]:
    return tuple(rule.name for rule in sorted(rules, key=lambda rule: rule.line))


def _obligations(rules: Sequence[Rule]) -> Obligations:
    """Return what every rule that permits asks for: the shortest answer and all of the profiles."""
    return Obligations(
        max_tokens=min((rule.max_tokens for rule in rules if rule.max_tokens is not None), default=None),
        profiles=tuple(sorted({rule.profile for rule in rules if rule.profile})),
    )


def _together(decisions: Sequence[Decision]) -> Decision:
    """Return one decision: the first refusal, or what all that permits asks for."""
    for decision in decisions:
        if not decision.allowed:
            return decision
    if len(decisions) == 1:
        return decisions[0]
    limits = [each.obligations.max_tokens for each in decisions]
    return Decision(
        allowed=True,
        rules=tuple(dict.fromkeys(name for each in decisions for name in each.rules)),
        obligations=Obligations(
            max_tokens=min((limit for limit in limits if limit is not None), default=None),
            profiles=tuple(sorted({name for each in decisions for name in each.obligations.profiles})),
        ),
        failed=tuple(dict.fromkeys(name for each in decisions for name in each.failed)),
    )
