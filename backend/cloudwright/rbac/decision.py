"""Decides whether somebody may do something now. Pure: everything it looks at is an argument."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cloudwright.rbac.addresses import address_allowed
from cloudwright.rbac.permissions import NEVER_BY_KEY, Permission
from cloudwright.rbac.roles import GRANTS, Reach
from cloudwright.tenancy.principal import NO_RULES, Rules


class Code(StrEnum):
    """Why something was refused, for programs."""

    EXPIRED = "expired"
    SUSPENDED = "suspended"
    ADDRESS = "address"
    IDENTITY_PROVIDER = "identity_provider"
    SECOND_FACTOR = "second_factor"
    ELSEWHERE = "elsewhere"
    ROLE = "role"
    SCOPE = "scope"
    NOT_OWN = "not_own"
    SHARING_OFF = "sharing_off"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a member with the role of this moment, by a sign-in or by an API key.

    `scopes` None is a person's own sign-in; a key, or somebody who acts for a member, has a set, which
    never adds to what the role allows. `expires_at` ends the sign-in, the key or the temporary role.
    """

    person_id: str
    organization_id: str
    role: str
    scopes: frozenset[str] | None = None
    expires_at: datetime | None = None
    second_factor: bool = False
    address: str | None = None
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """What it is about; `owner_id` is who made it, where one's own things are treated apart."""

    organization_id: str
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may be done."""


@dataclass(frozen=True, slots=True)
class Denied:
    """It may not be done: a sentence for people, a code for programs."""

    reason: str
    code: Code


@dataclass(frozen=True, slots=True)
class _Question:
    actor: Actor
    permission: Permission
    resource: Resource | None
    rules: Rules
    now: datetime


Decision = Allowed | Denied
_ALLOWED = Allowed()


def decide(
    actor: Actor,
    permission: Permission,
    *,
    now: datetime,
    resource: Resource | None = None,
    rules: Rules = NO_RULES,
) -> Decision:
    """Return whether `actor` may do `permission` to `resource` at this moment, and if not, why.

    Where a role has a permission for its own things only, a resource without an owner, or none at all,
    is refused: who makes something new is its owner and says so.
    """
    question = _Question(actor, permission, resource, rules, now)
    for denial in DENIALS:
        if denial.applies(question):
            return Denied(reason=denial.reason, code=denial.code)
    return _ALLOWED


def _expired(asked: _Question) -> bool:
    return asked.actor.expires_at is not None and asked.actor.expires_at <= asked.now


def _suspended(asked: _Question) -> bool:
    return asked.rules.suspended and not _of_oneself(asked)


def _from_elsewhere(asked: _Question) -> bool:
    return not _of_oneself(asked) and not address_allowed(asked.actor.address, asked.rules.networks)


def _by_another_way(asked: _Question) -> bool:
    required = asked.rules.identity_provider
    return required is not None and asked.actor.provider != required and _by_a_person(asked)


def _unproven(asked: _Question) -> bool:
    return asked.rules.second_factor_required and not asked.actor.second_factor and _by_a_person(asked)


def _by_a_person(asked: _Question) -> bool:
    """Keys have no second factor and no provider of identities."""
    return asked.actor.scopes is None and not _of_oneself(asked)


def _of_oneself(asked: _Question) -> bool:
    """One's own account stays open: to add what is missing, to sign in anew, to work for others."""
    return asked.permission is Permission.ACCOUNT_USE


def _foreign(asked: _Question) -> bool:
    return asked.resource is not None and asked.resource.organization_id != asked.actor.organization_id


def _not_granted(asked: _Question) -> bool:
    return _reach(asked) is None


def _out_of_scope(asked: _Question) -> bool:
    scopes = asked.actor.scopes
    return scopes is not None and (asked.permission not in scopes or asked.permission in NEVER_BY_KEY)


def _others(asked: _Question) -> bool:
    if _reach(asked) is not Reach.OWN:
        return False
    return asked.resource is None or asked.resource.owner_id != asked.actor.person_id


def _sharing_is_off(asked: _Question) -> bool:
    return asked.permission is Permission.SHARING_MANAGE and not asked.rules.sharing


def _reach(asked: _Question) -> Reach | None:
    return GRANTS.get(asked.actor.role, {}).get(asked.permission)


@dataclass(frozen=True, slots=True)
class Denial:
    """One reason to refuse."""

    code: Code
    reason: str
    applies: Callable[[_Question], bool]


DENIALS: tuple[Denial, ...] = (
    Denial(Code.EXPIRED, "This access has ended. Sign in again or ask for a new one.", _expired),
    Denial(
        Code.SUSPENDED,
        "This organisation is suspended. Nothing is lost; write to whoever runs this installation.",
        _suspended,
    ),
    Denial(Code.ADDRESS, "Your organisation does not allow access from this network.", _from_elsewhere),
    Denial(Code.ELSEWHERE, "There is nothing at this address.", _foreign),
    Denial(
        Code.IDENTITY_PROVIDER,
        "Your organisation asks for another way to sign in. Sign out, then use its provider.",
        _by_another_way,
    ),
    Denial(
        Code.SECOND_FACTOR,
        "Your organisation asks for a second factor. Add one to your account, or sign in with it.",
        _unproven,
    ),
    Denial(Code.ROLE, "Your role does not allow this. An admin can change it.", _not_granted),
    Denial(Code.SCOPE, "This key was not made for that. Make one with the scope it needs.", _out_of_scope),
    Denial(Code.NOT_OWN, "You may do this only to what you made yourself.", _others),
    Denial(Code.SHARING_OFF, "Your organisation has turned sharing off.", _sharing_is_off),
)
"""In this order: who may not even be here learns nothing about what is here."""
