"""Ends what a caller may not do."""

from cloudwright.kit.clock import utc_now
from cloudwright.rbac.decision import Actor, Decision, Resource, decide
from cloudwright.rbac.permissions import Permission
from cloudwright.rbac.refusal import insist
from cloudwright.tenancy.principal import Principal


def insist_on(principal: Principal, permission: Permission, *, owner_id: str | None = None) -> None:
    """Return when a caller may do this to a thing of their organisation; `owner_id` is who made it.

    Raises:
        NotPermitted: their role does not allow it, or only for what they made themselves.
        AccessEnded, AddressRefused, ProviderRequired, SecondFactorRequired, SharingTurnedOff: a rule of
            their organisation keeps them out.
    """
    resource = Resource(organization_id=principal.organization_id, owner_id=owner_id)
    insist(decided(principal, permission, resource=resource), permission)


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
