"""What every route asks first: may this caller do this at all."""

from collections.abc import Awaitable, Callable

from fastapi import Request

from cloudwright.audit.schemas import Result
from cloudwright.audit.service import AuditTrail
from cloudwright.kit.errors import CloudwrightError
from cloudwright.rbac.insisting import insist_on, insist_on_operator
from cloudwright.rbac.operations import OPERATOR, WHILE_LOOKING, needed
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.dependencies import container_of, principal_of
from cloudwright.tenancy.work import UnitsOfWork

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def permitted(operation: str) -> Callable[[Request], Awaitable[None]]:
    """Return the dependency of an operation; who may do it to their own things only is asked again there."""
    need = needed(operation)

    async def check(request: Request) -> None:
        if need == OPERATOR:
            insist_on_operator(principal_of(request))
        elif isinstance(need, Permission):
            principal = principal_of(request)
            if principal.onlooker is not None and operation in WHILE_LOOKING:
                return
            try:
                insist_on(principal, need, owner_id=principal.user_id)
            except CloudwrightError as refusal:
                await _record(request, operation, refusal=refusal)
                raise

    return check


async def _record(request: Request, operation: str, *, refusal: CloudwrightError) -> None:
    """Record a refused change in a transaction of its own; looking is not recorded."""
    principal = principal_of(request)
    if request.method in _READING or principal.onlooker is not None:
        return
    units = await container_of(request).aget(UnitsOfWork)
    async with units.write(principal) as services:
        await (await services.aget(AuditTrail)).record(
            f"{operation}.refused",
            principal.organization_id,
            actor_id=principal.user_id,
            result=Result.REFUSED,
            details={"name": operation, "code": refusal.code},
        )
