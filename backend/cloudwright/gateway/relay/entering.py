"""The first stages: whose call it is, what it asks for, and whether it may."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace

from cloudwright.gateway.applications.identity.service import Identification
from cloudwright.gateway.applications.schemas import Scope
from cloudwright.gateway.applications.settings import SettingsOf
from cloudwright.gateway.inspection.injection import injection_score
from cloudwright.gateway.inspection.inspecting import inspect
from cloudwright.gateway.inspection.kinds import Action, Kind
from cloudwright.gateway.inspection.profiles import Actions, Profile
from cloudwright.gateway.inspection.verdicts import Verdict
from cloudwright.gateway.policy.service.judge import Judge, Judgement, refusal_of
from cloudwright.gateway.policy.values import Circumstances, Subject, address_of, asked
from cloudwright.gateway.policy.values import Kind as Caller
from cloudwright.gateway.relay.limits import CallLimits
from cloudwright.gateway.relay.passage import Known, Passage
from cloudwright.gateway.upstream.target import Target
from cloudwright.gateway.wire.ask import Ask, Wire
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.speech import Patch
from cloudwright.gateway.wire.wires import speech_of

_SCOPES: Mapping[Wire, Scope] = {Wire.EMBEDDINGS: Scope.EMBED}
_STRENGTH = {Action.OBSERVE: 0, Action.REDACT: 1, Action.BLOCK: 2}
_CHARACTERS_PER_TOKEN = 3  # fewer than in English prose, so that what is held is rather too much
_TOKENS_PER_IMAGE = 1_600
_DATA_CLASSES = "x-cloudwright-data-classes"


class Entering:
    def __init__(
        self, identification: Identification, settings: SettingsOf, judge: Judge, *, limits: CallLimits
    ) -> None:
        self._identification = identification
        self._settings = settings
        self._judge = judge
        self._limits = limits

    async def identify(self, call: Passage) -> None:
        """Find out whose call it is, and read what it asks for."""
        request = call.request
        who = await self._identification.identify(request.credential, request.address)
        ask = speech_of(request.wire).read(request.body)
        settings = await self._settings.settings_of(who.organization_id)
        call.known = Known(who, settings, ask)
        call.body = request.body
        call.profile = settings.profile(who.profile)
        if _SCOPES.get(ask.wire, Scope.GENERATE) not in who.scopes:
            raise Refusal(
                Reason.FORBIDDEN, "scope_missing", "This key is not for calls of this kind. Use another one."
            )
        if not who.may_call(ask.model):
            raise Refusal(
                Reason.FORBIDDEN,
                "model_not_listed",
                f"This application may not call '{ask.model}'. An admin can add it to its models.",
                parameter="model",
            )

    async def inspect(self, call: Passage) -> None:
        """Look for what must not leave, and take it out of the request."""
        verdict = await self._inspected(call, call.profile)
        if verdict.redactions:
            call.body = speech_of(call.request.wire).patched(call.body, Patch(texts=verdict.redactions))
        if verdict.findings:
            outcome = "blocked" if verdict.blocked_by else "redacted" if verdict.redactions else "observed"
            call.note("inspect_prompt", outcome, *(kind.value for kind in verdict.counts))
        if verdict.blocked_by:
            found = ", ".join(kind.value.replace("_", " ") for kind in verdict.blocked_by)
            raise Refusal(
                Reason.BLOCKED,
                "prompt_blocked",
                f"The prompt contains what this organisation does not send to models: {found}. Take it out.",
            )
        await self._score(call)

    async def judge(self, call: Passage, targets: Iterable[Target]) -> frozenset[Target]:
        """Return the targets that the rules of the organisation permit, and keep to what they oblige to."""
        judged = [(target, await self._judged(call, target)) for target in targets]
        allowed = [(target, each.decision) for target, each in judged if each.decision.allowed]
        for _, each in judged[:1]:
            call.note("policy", "allowed" if allowed else "forbidden", *each.decision.rules)
            if each.shadow is not None and each.shadow.allowed != each.decision.allowed:
                call.note(
                    "policy_shadow", "allowed" if each.shadow.allowed else "forbidden", *each.shadow.rules
                )
        if not allowed:
            raise refusal_of(judged[0][1].decision)
        obligations = [decision.obligations for _, decision in allowed]
        await self._inspect_again(call, {name for each in obligations for name in each.profiles})
        caps = [each.max_tokens for each in obligations if each.max_tokens is not None]
        if caps:
            clamp(call, min(caps))
        return frozenset(target for target, _ in allowed)

    async def _judged(self, call: Passage, target: Target) -> Judgement:
        who, ask = call.who, call.ask
        subject = Subject(
            Caller.APPLICATION,
            id=who.application_id,
            organization_id=who.organization_id,
            name=who.application,
            teams=(who.team,) if who.team else (),
            models=who.models,
        )
        said = call.request.headers.get(_DATA_CLASSES, "")
        found = {
            reason for each in call.verdicts if each.stage == "inspect_prompt" for reason in each.reasons
        }
        circumstances = Circumstances(
            region=target.region,
            data_classes=frozenset({each.strip() for each in said.split(",") if each.strip()} | found),
            address=address_of(call.request.address),
            input_estimate=estimated_tokens(ask),
        )
        return await self._judge.judge(
            asked(
                ask,
                subject,
                provider=target.provider.value,
                circumstances=circumstances,
                moment=call.started_at,
            )
        )

    async def _inspect_again(self, call: Passage, names: set[str]) -> None:
        more = [call.settings.profile(name) for name in sorted(names)]
        stricter = strictest(call.profile, *more)
        if stricter != call.profile:
            call.profile = stricter
            await self.inspect(call)

    async def _inspected(self, call: Passage, profile: Profile) -> Verdict:
        texts = call.ask.texts
        if len(call.body) <= self._limits.inspected_in_loop_bytes:
            return inspect(texts, profile)
        return await asyncio.to_thread(inspect, texts, profile)

    async def _score(self, call: Passage) -> None:
        if call.profile.injection_limit is None:
            return
        score = await asyncio.to_thread(injection_score, call.ask.texts)
        if score.signals:
            call.note("injection", f"{score.value:.2f}", *sorted({each.name for each in score.signals}))
        if score.value >= call.profile.injection_limit:
            raise Refusal(
                Reason.BLOCKED,
                "injection_suspected",
                "The prompt reads like an attempt to take the model over. Take out what tells it to ignore "
                "its instructions, or ask an admin to change the inspection profile.",
            )


def clamp(call: Passage, most: int) -> None:
    """Ask for no longer an answer than this."""
    wanted = call.ask.max_tokens
    if call.known is None or call.ask.wire is Wire.EMBEDDINGS or (wanted is not None and wanted <= most):
        return
    call.body = speech_of(call.request.wire).patched(call.body, Patch(max_tokens=most))
    call.known = replace(call.known, ask=replace(call.ask, max_tokens=most))
    call.note("clamp", "max_tokens", str(most))


def strictest(*profiles: Profile) -> Profile:
    """Return a profile that does about each kind the most that one of these does."""
    limits = [each.injection_limit for each in profiles if each.injection_limit is not None]
    merged = Profile(
        "+".join(dict.fromkeys(each.name for each in profiles)),
        prompt=_strongest([each.prompt for each in profiles]),
        answer=_strongest([each.answer for each in profiles]),
        injection_limit=min(limits, default=None),
    )
    same = next((each for each in profiles if _alike(each, merged)), None)
    return same or merged


def estimated_tokens(ask: Ask) -> int:
    """Return about how many tokens a request has, rather too many than too few."""
    characters = sum(len(text.text) for text in ask.texts)
    return -(-characters // _CHARACTERS_PER_TOKEN) + ask.images * _TOKENS_PER_IMAGE + 8


def _strongest(every: Iterable[Actions]) -> Actions:
    strongest: dict[Kind, Action] = {}
    for actions in every:
        for kind, action in actions.items():
            before = strongest.get(kind)
            if before is None or _STRENGTH[action] > _STRENGTH[before]:
                strongest[kind] = action
    return strongest


def _alike(one: Profile, other: Profile) -> bool:
    return (dict(one.prompt), dict(one.answer), one.injection_limit) == (
        dict(other.prompt),
        dict(other.answer),
        other.injection_limit,
    )
