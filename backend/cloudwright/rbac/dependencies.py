"""What every route asks first: may this caller do this at all."""

from collections.abc import Awaitable, Callable

from fastapi import Request

from cloudwright.rbac.insisting import insist_on
from cloudwright.rbac.operations import needed
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.dependencies import principal_of


def permitted(operation: str) -> Callable[[Request], Awaitable[None]]:
    """Return the dependency of an operation; who may do it to their own things only is asked again there."""
    need = needed(operation)

    async def check(request: Request) -> None:
        if isinstance(need, Permission):
            principal = principal_of(request)
            insist_on(principal, need, owner_id=principal.user_id)

    return check
