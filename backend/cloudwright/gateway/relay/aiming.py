"""Which models may answer a call: a route of the organisation, or the model that is named itself."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pydantic import SecretStr

from cloudwright.gateway.applications.accounts.schemas import Account
from cloudwright.gateway.applications.rules.schemas import GatewayRoute, GatewayTarget
from cloudwright.gateway.relay.entering import Entering
from cloudwright.gateway.relay.passage import Aim, Passage
from cloudwright.gateway.routing.breaker import Breakers
from cloudwright.gateway.routing.planning import Draw, plan
from cloudwright.gateway.routing.routes import Place, Route, TargetRef, Timeouts, straight
from cloudwright.gateway.upstream.ports import AwsKeys
from cloudwright.gateway.upstream.target import Provider, Target
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.refusal import Reason, Refusal

_LIKE_OPENAI = frozenset({Provider.OPENAI, Provider.COMPATIBLE, Provider.AZURE})
_CLAUDE = "claude"
_EVERY_WIRE = frozenset(Wire)
_CONVERSATIONS = frozenset({Wire.CHAT, Wire.MESSAGES})


class Aiming:
    """`own` are the keys of the installation, for organisations that may use them."""

    def __init__(
        self,
        entering: Entering,
        breakers: Breakers,
        *,
        own: Mapping[Provider, Account],
        aws: AwsKeys,
        draw: Draw = random.random,
    ) -> None:
        self._entering = entering
        self._breakers = breakers
        self._own = own
        self._aws = aws
        self._draw = draw

    async def aim(self, call: Passage) -> Aim:
        """Find the route, keep what the rules permit, and draw the order in which targets are asked."""
        known = call.settings.routes.get(call.ask.model)
        if known is None:
            target = await self._named(call)
            ref = TargetRef(target.name, target.model)
            route, targets, drains = (
                straight(call.ask.model, ref, wires=_serves(target)),
                {ref: target},
                False,
            )
        else:
            targets = await self._targets(call, (*known.targets, *known.fallbacks))
            route, drains = _route(known, call), known.on_disconnect == "drain"
        allowed = await self._entering.judge(call, targets.values())
        targets = {ref: each for ref, each in targets.items() if each in allowed}
        route = _only(route, targets)
        order = plan(route, call.ask, self._breakers, draw=self._draw)
        if not order:
            raise self._none(route, call)
        return Aim(route, order, targets, drains=drains)

    async def _named(self, call: Passage) -> Target:
        """Return the target that a model names itself: `provider/model`, or a name that one key answers."""
        name = call.ask.model
        prefix, _, rest = name.partition("/")
        accounts = [*call.settings.accounts.values(), *self._own.values()]
        fitting = [each for each in accounts if rest and prefix in {each.provider.value, each.name}]
        if fitting:
            name = rest
        else:
            fitting = _fitting(accounts, name, wire=call.ask.wire)
        if len(fitting) != 1:
            raise _not_one(call.ask.model, fitting)
        return await self._target(fitting[0], name, region="")

    async def _targets(self, call: Passage, wanted: Sequence[GatewayTarget]) -> dict[TargetRef, Target]:
        found = {}
        for each in wanted:
            account = _account(each, call, self._own)
            if account is not None:
                target = await self._target(account, each.model, region=each.region)
                found[_ref(each)] = target
        if not found:
            raise Refusal(
                Reason.UNAVAILABLE,
                "no_provider_key",
                f"The route '{call.ask.model}' has no provider key that opens. An admin has to add one.",
            )
        return found

    async def _target(self, account: Account, model: str, *, region: str) -> Target:
        speaks = Wire.MESSAGES if account.provider is Provider.ANTHROPIC else Wire.CHAT
        key = account.secret
        if account.provider is Provider.BEDROCK and not key.get_secret_value():
            key = SecretStr((await self._aws.key()).get_secret_value())
        return Target(
            account.provider,
            name=account.id,
            base_url=account.base_url,
            key=key,
            model=model,
            region=region or account.region,
            speaks=speaks,
        )

    def _none(self, route: Route, call: Passage) -> Refusal:
        places = (*route.targets, *route.fallbacks)
        if any(call.ask.wire in place.wires for place in places):
            wait = self._breakers.next_chance_seconds(place.target for place in places)
            return Refusal(
                Reason.UNAVAILABLE,
                "targets_resting",
                f"Every provider of '{route.alias}' failed lately and rests. Try again in a moment.",
                retry_after_seconds=max(wait, 1.0),
            )
        return Refusal(
            Reason.UNKNOWN_MODEL,
            "wire_not_offered",
            f"'{route.alias}' does not offer calls of this kind. Choose another model.",
            parameter="model",
        )


def _not_one(name: str, fitting: Sequence[Account]) -> Refusal:
    said = (
        f"Several provider keys could answer '{name}'. Name one of them, such as '{fitting[0].name}/{name}', "
        "or have a route made."
        if fitting
        else f"There is no model '{name}' here. GET /v1/models lists what this key may call."
    )
    return Refusal(Reason.UNKNOWN_MODEL, "model_not_found", said, parameter="model")


def _account(target: GatewayTarget, call: Passage, own: Mapping[Provider, Account]) -> Account | None:
    if target.provider_id:
        return call.settings.accounts.get(target.provider_id)
    return own.get(target.provider)


def _fitting(accounts: Iterable[Account], name: str, *, wire: Wire) -> list[Account]:
    """Return the accounts that a plain name may mean: Claude at Anthropic, anything else like OpenAI's."""
    if name.startswith(_CLAUDE) or wire is Wire.MESSAGES:
        return [each for each in accounts if each.provider is Provider.ANTHROPIC]
    return [each for each in accounts if each.provider in _LIKE_OPENAI]


def _ref(target: GatewayTarget) -> TargetRef:
    where = target.provider_id or target.provider.value
    return TargetRef(f"{where}@{target.region}" if target.region else where, target.model)


def _serves(target: Target) -> frozenset[Wire]:
    return _EVERY_WIRE if target.provider in _LIKE_OPENAI else _CONVERSATIONS


def _route(known: GatewayRoute, call: Passage) -> Route:
    def places(targets: Iterable[GatewayTarget]) -> Sequence[Place]:
        return tuple(
            Place(
                _ref(each),
                weight=each.weight,
                region=each.region,
                wires=_EVERY_WIRE if each.provider in _LIKE_OPENAI else _CONVERSATIONS,
            )
            for each in targets
        )

    timeouts = known.timeouts
    return Route(
        call.ask.model,
        places(known.targets),
        places(known.fallbacks),
        timeouts=Timeouts(
            connect_seconds=timeouts.connect_seconds,
            first_byte_seconds=timeouts.first_byte_seconds,
            between_seconds=timeouts.idle_seconds,
            whole_seconds=timeouts.whole_seconds,
        ),
        attempts=known.attempts,
    )


def _only(route: Route, targets: Mapping[TargetRef, Target]) -> Route:
    """Return the route without the places that are not among the targets."""
    return replace(
        route,
        targets=tuple(place for place in route.targets if place.target in targets),
        fallbacks=tuple(place for place in route.fallbacks if place.target in targets),
    )
