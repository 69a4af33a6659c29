"""Asks a text what it would say, of one call or of those that were made."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from cloudwright.gateway.policy.comparing import Comparing, Comparison, Difference
from cloudwright.gateway.policy.ports import RecentRequests, Subjects
from cloudwright.gateway.policy.repository import PoliciesTable
from cloudwright.gateway.policy.rules import PolicySet
from cloudwright.gateway.policy.schemas import Place
from cloudwright.gateway.policy.service.policies import refuse_invalid
from cloudwright.gateway.policy.tried import (
    ChangedRequest,
    DryRun,
    DryRunResult,
    FiredRule,
    PolicyAnswer,
    PolicyTrial,
    PolicyTrialResult,
    RuleCount,
    TriedCall,
    TriedSubject,
)
from cloudwright.gateway.policy.values import (
    Asked,
    Circumstances,
    Decision,
    Rule,
    Subject,
    actions_of,
    address_of,
)
from cloudwright.gateway.policy.vocabulary import DEFAULT
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.principal import Principal

_MOST_SHOWN = 50
_AT_ONCE = 50
_BYTES_A_TOKEN = 4


class Trying:
    """Changes nothing and calls no model."""

    def __init__(
        self,
        table: PoliciesTable,
        recent: RecentRequests,
        *,
        subjects: Subjects,
        clock: Clock = utc_now,
    ) -> None:
        self._table = table
        self._recent = recent
        self._subjects = subjects
        self._clock = clock

    async def one(self, trial: PolicyTrial, *, by: Principal) -> PolicyTrialResult:
        """Return what a text says of a call.

        Raises:
            PolicyInvalid: the text cannot be read, or does not fit the schema.
        """
        rules = await self._rules(trial.text, trial.place)
        subject = await self._subject(trial.subject, organization_id=by.organization_id)
        asked = _asked(trial, subject, moment=trial.at or self._clock())
        answer = _answer(rules.decide(asked), _by_name(rules))
        return PolicyTrialResult(
            **dict(answer),
            actions=tuple(each.value for each in asked.actions),
            hour=asked.circumstances.hour,
            weekday=asked.circumstances.weekday,
            input_estimate=asked.circumstances.input_estimate,
        )

    async def on_recent(self, wanted: DryRun) -> DryRunResult:
        """Return what a text would have changed about the newest requests, against the live one.

        Raises:
            PolicyInvalid: the text cannot be read, or does not fit the schema.
        """
        after = await self._rules(wanted.text, Place.LIVE)
        before = await self._rules(None, Place.LIVE)
        comparing = Comparing(before, after)
        for number, recent in enumerate(await self._recent.newest(wanted.most)):
            comparing.add(recent)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
        return _result(comparing.result(), before=_by_name(before), after=_by_name(after))

    async def _subject(self, given: TriedSubject, *, organization_id: str) -> Subject:
        nobody = Subject(kind=given.kind, id=given.id, organization_id=organization_id)
        known = (await self._subjects.known()).get((given.kind, given.id), nobody)
        return replace(
            known,
            name=known.name if given.name is None else given.name,
            teams=known.teams if given.teams is None else given.teams,
            models=known.models if given.models is None else (given.models,),
            role=known.role if given.role is None else given.role,
        )

    async def _rules(self, text: str | None, place: Place) -> PolicySet:
        if text is None:
            pointers = await self._table.pointers()
            number = pointers.live if place is Place.LIVE else pointers.shadow
            version = await self._table.version(number) if number else None
            text = version.text if version else DEFAULT
        await refuse_invalid(text)
        return await asyncio.to_thread(PolicySet.parse, text)


def _asked(call: TriedCall, subject: Subject, *, moment: datetime) -> Asked:
    circumstances = Circumstances(
        region=call.region,
        data_classes=frozenset(call.data_classes),
        max_tokens=call.max_tokens,
        tools=frozenset(call.tools),
        address=address_of(call.address),
        input_estimate=-(-len(call.prompt.encode()) // _BYTES_A_TOKEN),
    )
    actions = actions_of(stream=call.stream, tools=call.tools)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Asked(subject, call.model, call.provider, actions, circumstances.at(aware))


def _result(found: Comparison, *, before: Mapping[str, Rule], after: Mapping[str, Rule]) -> DryRunResult:
    return DryRunResult(
        looked_at=found.looked_at,
        allowed_before=found.allowed_before,
        allowed_after=found.allowed_after,
        changed=len(found.differences),
        requests=tuple(_changed(each, before, after=after) for each in found.differences[:_MOST_SHOWN]),
        rules=tuple(RuleCount(name=name, fired=fired) for name, fired in found.fired.items()),
    )


def _changed(
    difference: Difference, before: Mapping[str, Rule], *, after: Mapping[str, Rule]
) -> ChangedRequest:
    recent = difference.recent
    return ChangedRequest(
        id=recent.id,
        at=recent.at,
        subject=recent.asked.subject.name or recent.asked.subject.id,
        model=recent.asked.model,
        before=_answer(difference.before, before),
        after=_answer(difference.after, after),
    )


def _by_name(rules: PolicySet) -> Mapping[str, Rule]:
    return {rule.name: rule for rule in rules.rules}


def _answer(decision: Decision, rules: Mapping[str, Rule]) -> PolicyAnswer:
    fired = [rules[name] for name in decision.rules]
    return PolicyAnswer(
        allowed=decision.allowed,
        rules=tuple(
            FiredRule(name=rule.name, line=rule.line, permits=rule.permits, note=rule.note) for rule in fired
        ),
        max_tokens=decision.obligations.max_tokens,
        profiles=decision.obligations.profiles,
        advice=decision.advice,
        failed=decision.failed,
    )
