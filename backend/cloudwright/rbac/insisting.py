"""Ends what a caller may not do."""

from cloudwright.kit.clock import utc_now
from cloudwright.rbac.decision import Actor, Decision, Resource, decide
from cloudwright.rbac.errors import NothingHere
from cloudwright.rbac.permissions import ONLOOKING, Permission
from cloudwright.rbac.refusal import insist
from cloudwright.tenancy.errors import OnlyLooking
from cloudwright.tenancy.principal import Principal


def insist_on(principal: Principal, permission: Permission, *, owner_id: str | None = None) -> None:
    """Return when a caller may do this to a thing of their organisation; `owner_id` is who made it.

    Raises:
        NotPermitted: their role does not allow it, or only for what they made themselves.
        OnlyLooking: an operator looks as this member.
        AccessEnded, AddressRefused, ProviderRequired, SecondFactorRequired, SharingTurnedOff: a rule of
            their organisation keeps them out.
    """
    if principal.onlooker is not None and permission not in ONLOOKING:
        raise OnlyLooking(
            "You look as a member: nothing can be changed, and their account, keys and billing stay theirs."
        )
    resource = Resource(organization_id=principal.organization_id, owner_id=owner_id)
    insist(decided(principal, permission, resource=resource), permission)


def insist_on_operator(principal: Principal) -> None:
    """Return when the caller runs the installation; for everybody else there is nothing here.

    Raises:
        NothingHere: they are no operator, have not proven it on this device, or look as somebody else.
    """
    if not principal.operator or principal.onlooker is not None:
        raise NothingHere("There is nothing at this address.")


def decided(principal: Principal, permission: Permission, *, resource: Resource | None = None) -> Decision:
    """Return whether a caller may do this now, by the rules that their organisation has."""
    approach = principal.approach
    actor = Actor(
        person_id=principal.user_id,
        organization_id=principal.organization_id,
        role=principal.role.value,
        scopes=approach.scopes,
        expires_at=approach.expires_at,
        second_factor=approach.second_factor,
        address=approach.address,
        provider=approach.provider,
    )
    return decide(actor, permission, now=utc_now(), resource=resource, rules=approach.rules)
