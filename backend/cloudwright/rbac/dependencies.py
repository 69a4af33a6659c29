"""What every route asks first: may this caller do this at all."""

from collections.abc import Awaitable, Callable

from fastapi import Request

from cloudwright.rbac.insisting import insist_on, insist_on_operator
from cloudwright.rbac.operations import OPERATOR, WHILE_LOOKING, needed
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.dependencies import principal_of


def permitted(operation: str) -> Callable[[Request], Awaitable[None]]:
    """Return the dependency of an operation; who may do it to their own things only is asked again there."""
    need = needed(operation)

    async def check(request: Request) -> None:
        if need == OPERATOR:
            insist_on_operator(principal_of(request))
        elif isinstance(need, Permission):
            principal = principal_of(request)
            if principal.onlooker is None or operation not in WHILE_LOOKING:
                insist_on(principal, need, owner_id=principal.user_id)

    return check
