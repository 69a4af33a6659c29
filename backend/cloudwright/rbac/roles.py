"""What each role may do, as a table; and who may give which role to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cloudwright.rbac.permissions import READING, Permission
from cloudwright.tenancy.principal import Role


class Reach(StrEnum):
    """On which things of the organisation a role has a permission."""

    ANY = "any"
    OWN = "own"


_LOOKING = frozenset(
    {
        Permission.ACCOUNT_USE,
        Permission.CATALOG_READ,
        Permission.PROJECTS_READ,
        Permission.DESIGNS_READ,
        Permission.ARTIFACTS_READ,
        Permission.CONVERSATIONS_READ,
        Permission.RUNS_READ,
        Permission.MEMBERS_READ,
    }
)
_DESIGNING = frozenset(
    {
        Permission.PROJECTS_CREATE,
        Permission.PROJECTS_CHANGE,
        Permission.DESIGNS_CHANGE,
        Permission.ARTIFACTS_DOWNLOAD,
        Permission.ARTIFACTS_CHANGE,
        Permission.CONVERSATIONS_CREATE,
        Permission.RUNS_START,
    }
)
_ONLY_OWN_OF_AN_ARCHITECT = frozenset(
    {
        Permission.PROJECTS_DELETE,
        Permission.ARTIFACTS_DELETE,
        Permission.CONVERSATIONS_CHANGE,
        Permission.CONVERSATIONS_DELETE,
        Permission.RUNS_CANCEL,
        Permission.COMMENTS_WRITE,
        Permission.SHARING_MANAGE,
    }
)
_PAYING = frozenset(
    {
        Permission.ACCOUNT_USE,
        Permission.MEMBERS_READ,
        Permission.SEATS_READ,
        Permission.USAGE_READ,
        Permission.GATEWAY_LIMITS_READ,
        Permission.BILLING_READ,
        Permission.BILLING_MANAGE,
    }
)


def _grants(
    *, anything: frozenset[Permission], own: frozenset[Permission] = frozenset()
) -> Mapping[Permission, Reach]:
    return dict.fromkeys(anything, Reach.ANY) | dict.fromkeys(own, Reach.OWN)


GRANTS: Mapping[str, Mapping[Permission, Reach]] = {
    Role.OWNER: _grants(anything=frozenset(Permission)),
    Role.ADMIN: _grants(anything=frozenset(Permission) - {Permission.ORGANIZATION_DELETE}),
    Role.ARCHITECT: _grants(anything=_LOOKING | _DESIGNING, own=_ONLY_OWN_OF_AN_ARCHITECT),
    Role.VIEWER: _grants(
        anything=_LOOKING | {Permission.ARTIFACTS_DOWNLOAD}, own=frozenset({Permission.COMMENTS_WRITE})
    ),
    Role.BILLING: _grants(anything=_PAYING),
    Role.AUDITOR: _grants(anything=READING | {Permission.ACCOUNT_USE}),
}
"""Role -> permission -> reach. What is not in it is refused, and so is a role that is not in it."""


def permitted(role: str) -> frozenset[Permission]:
    """Return what a role may do at least on its own things: the most that a key of such a member may do."""
    return frozenset(GRANTS.get(role, {}))


def may_assign(actor: str, *, current: str | None, new: str | None) -> bool:
    """Return whether a member of role `actor` may change somebody's role; None is not a member.

    Only an owner makes and unmakes owners, so that an admin cannot rise above their own role or take the
    organisation away from those who own it.
    """
    if {current, new} - GRANTS.keys() - {None}:
        return False
    granted = permitted(actor)
    if Role.OWNER in {current, new} and actor != Role.OWNER:
        return False
    return _needed(current=current, new=new) in granted


def _needed(*, current: str | None, new: str | None) -> Permission:
    if current is None:
        return Permission.MEMBERS_INVITE
    return Permission.MEMBERS_REMOVE if new is None else Permission.MEMBERS_CHANGE
