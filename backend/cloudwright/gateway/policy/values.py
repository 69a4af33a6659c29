"""What is asked of the rules, and what they answer."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from fnmatch import fnmatchcase
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Self

from cloudwright.gateway.policy.vocabulary import WEEKDAYS
from cloudwright.gateway.wire.ask import Ask

Address = IPv4Address | IPv6Address

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


class Kind(StrEnum):
    """Who calls."""

    APPLICATION = "Application"
    PERSON = "Person"


class Action(StrEnum):
    CALL = "call"
    STREAM = "stream"
    USE_TOOL = "useTool"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who calls: an application with the models that it lists, or a person with their role.

    `models` are lists of names with * for any letters; a model has to be in every one of them.
    """

    kind: Kind
    id: str
    organization_id: str
    name: str = ""
    teams: tuple[str, ...] = ()
    models: tuple[tuple[str, ...], ...] = ((),)
    role: str = ""

    def lists(self, model: str) -> bool:
        """Return whether all of its lists have a model."""
        return all(any(fnmatchcase(model, name) for name in names) for names in self.models)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else rules may ask about a call: `vocabulary.CONTEXT` says what each word means."""

    region: str = ""
    data_classes: frozenset[str] = frozenset()
    max_tokens: int | None = None
    tools: frozenset[str] = frozenset()
    hour: int = 0
    weekday: str = WEEKDAYS[0]
    address: Address | None = None
    input_estimate: int = 0

    def at(self, moment: datetime) -> Self:
        """Return the same at another time."""
        moment = moment.astimezone(UTC)
        return replace(self, hour=moment.hour, weekday=WEEKDAYS[moment.weekday()])


@dataclass(frozen=True, slots=True)
class Asked:
    """One call, as rules see it; every one of its actions has to be permitted."""

    subject: Subject
    model: str
    provider: str
    actions: tuple[Action, ...]
    circumstances: Circumstances

    @property
    def characters(self) -> int:
        """How long the names are together that the client has chosen."""
        named = self.circumstances
        return (
            len(self.model)
            + len(named.region)
            + sum(map(len, named.tools))
            + sum(map(len, named.data_classes))
        )


@dataclass(frozen=True, slots=True)
class Obligations:
    """What a permitted call has to keep to."""

    max_tokens: int | None = None
    profiles: tuple[str, ...] = ()


FREE = Obligations()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a call may be made.

    `rules` names those that determined it: what permitted the call, what forbade it, or none when
    nothing permits it. `failed` names rules that could not be asked; one that forbids then forbids.
    """

    allowed: bool
    rules: tuple[str, ...]
    obligations: Obligations = FREE
    advice: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a text; `name` is its `@id`, or its line."""

    name: str
    line: int
    permits: bool
    note: str = ""
    advice: str = ""
    max_tokens: int | None = None
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a text, where, and what to write instead; line and column from 1."""

    line: int
    column: int
    message: str
    hint: str


def asked(
    ask: Ask, subject: Subject, *, provider: str, circumstances: Circumstances, moment: datetime
) -> Asked:
    """Return what a request asks of the rules: its length and tools come from it, the rest is given."""
    known = replace(circumstances, max_tokens=_long(ask.max_tokens), tools=frozenset(ask.tools)).at(moment)
    return Asked(
        subject=subject,
        model=ask.model,
        provider=provider,
        actions=actions_of(stream=ask.stream, tools=ask.tools),
        circumstances=known,
    )


def actions_of(*, stream: bool, tools: tuple[str, ...]) -> tuple[Action, ...]:
    """Return what a request does: call or stream, and use tools when it offers any."""
    first = Action.STREAM if stream else Action.CALL
    return (first, Action.USE_TOOL) if tools else (first,)


def address_of(text: str) -> Address | None:
    """Return an address as rules see it, IPv4 also where it came as IPv6; None for anything else."""
    try:
        known = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return known.ipv4_mapped or known if isinstance(known, IPv6Address) else known


def _long(number: int | None) -> int | None:
    return None if number is None else max(_SMALLEST, min(_LARGEST, number))
