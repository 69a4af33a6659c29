"""Ends what a caller may not do."""

from cloudwright.kit.clock import utc_now
from cloudwright.rbac.decision import Actor, Resource, decide
from cloudwright.rbac.permissions import Permission
from cloudwright.rbac.refusal import insist
from cloudwright.tenancy.principal import Principal


def insist_on(principal: Principal, permission: Permission, *, owner_id: str | None = None) -> None:
    """Return when a caller may do this to a thing of their organisation; `owner_id` is who made it.

    Raises:
        NotPermitted: their role does not allow it, or only for what they made themselves.
    """
    actor = Actor(
        person_id=principal.user_id, organization_id=principal.organization_id, role=principal.role.value
    )
    resource = Resource(organization_id=principal.organization_id, owner_id=owner_id)
    insist(decide(actor, permission, now=utc_now(), resource=resource), permission)
