"""The rules of the caller's organisation for calls of models."""

from typing import Annotated

from fastapi import APIRouter, Query

from cloudwright.gateway.policy.schemas import (
    GatewayPolicies,
    NewPolicy,
    Place,
    PolicyCheck,
    PolicyText,
    PolicyVersion,
    PolicyVersionPage,
    Restoring,
)
from cloudwright.gateway.policy.service.policies import Policies, checked
from cloudwright.gateway.policy.service.trying import Trying
from cloudwright.gateway.policy.tried import DryRun, DryRunResult, PolicyTrial, PolicyTrialResult
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, WriteServices

router = APIRouter(prefix="/organization/gateway/policies", tags=["gateway policies"])

Before = Annotated[int | None, Query(ge=1, description="Older than the version of this number.")]
Limit = Annotated[int, Query(ge=1, le=100)]
Expected = Annotated[int | None, Query(ge=1, description="The shadow's version as the caller knows it.")]


@router.get("")
async def get_policies(services: ReadServices) -> GatewayPolicies:
    """Return the live and the shadow text, and the words that rules are written in."""
    return await (await services.aget(Policies)).read()


@router.get("/versions")
async def list_policy_versions(
    services: ReadServices, before: Before = None, limit: Limit = 30
) -> PolicyVersionPage:
    """List every version that was saved, the newest first, without their texts."""
    return await (await services.aget(Policies)).versions(before=before, limit=limit)


@router.get("/versions/{version_number}")
async def get_policy_version(services: ReadServices, version_number: int) -> PolicyVersion:
    """Return one version with its text."""
    return await (await services.aget(Policies)).version(version_number)


@router.post("/versions/{version_number}/restore", status_code=201)
async def restore_policy_version(
    services: WriteServices, principal: CurrentPrincipal, version_number: int, wanted: Restoring
) -> PolicyVersion:
    """Save the text of an older version as a new one that holds from now on."""
    return await (await services.aget(Policies)).restore(version_number, wanted, by=principal)


@router.put("/live")
async def save_live_policy(
    services: WriteServices, principal: CurrentPrincipal, new: NewPolicy
) -> PolicyVersion:
    """Save a text that decides every call from now on; all processes know it within two seconds."""
    return await (await services.aget(Policies)).save(Place.LIVE, new, by=principal)


@router.put("/shadow")
async def save_shadow_policy(
    services: WriteServices, principal: CurrentPrincipal, new: NewPolicy
) -> PolicyVersion:
    """Save a text that is asked beside the live one; what it says is recorded and refuses nothing."""
    return await (await services.aget(Policies)).save(Place.SHADOW, new, by=principal)


@router.delete("/shadow")
async def end_shadow_policy(
    services: WriteServices, principal: CurrentPrincipal, expected_version: Expected = None
) -> dict[str, str]:
    """Ask no text beside the live one any more; its versions stay."""
    await (await services.aget(Policies)).end_shadow(expected=expected_version, by=principal)
    return {}


@router.post("/validate")
async def validate_policy(draft: PolicyText) -> PolicyCheck:
    """Say whether a text may be saved, and what is wrong with it by line; nothing is saved."""
    return await checked(draft.text)


@router.post("/test")
async def try_policy(
    services: ReadServices, principal: CurrentPrincipal, trial: PolicyTrial
) -> PolicyTrialResult:
    """Say what a text decides about a call that nobody makes, and by which rules."""
    return await (await services.aget(Trying)).one(trial, by=principal)


@router.post("/dry-run")
async def dry_run_policy(services: ReadServices, wanted: DryRun) -> DryRunResult:
    """Say what a text would have changed about the newest requests."""
    return await (await services.aget(Trying)).on_recent(wanted)
