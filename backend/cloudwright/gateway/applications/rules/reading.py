"""Rules as they are stored, and as they are used."""

from collections.abc import Iterable

from pydantic import TypeAdapter

from cloudwright.gateway.applications.rules.schemas import GatewayLimit, GatewayProfile, GatewayRoute
from cloudwright.gateway.inspection.profiles import BUILT_IN, Profile
from cloudwright.kit.canonical import JsonValue

_LIMIT: TypeAdapter[GatewayLimit] = TypeAdapter(GatewayLimit)


def routes(values: Iterable[JsonValue]) -> tuple[GatewayRoute, ...]:
    """Read routes; raises ValidationError for what no version of ours wrote."""
    return tuple(GatewayRoute.model_validate(value) for value in values)


def limits(values: Iterable[JsonValue]) -> tuple[GatewayLimit, ...]:
    """Read limits; raises ValidationError for what no version of ours wrote."""
    return tuple(_LIMIT.validate_python(value) for value in values)


def profiles(values: Iterable[JsonValue]) -> tuple[GatewayProfile, ...]:
    """Read profiles; raises ValidationError for what no version of ours wrote."""
    return tuple(GatewayProfile.model_validate(value) for value in values)


def built_in() -> tuple[GatewayProfile, ...]:
    """Return the profiles that are there without being set."""
    return tuple(_shown(profile) for profile in BUILT_IN.values())


def inspected_by(profile: GatewayProfile) -> Profile:
    """Return a profile as inspection takes it."""
    return Profile(
        profile.name,
        prompt={**profile.prompt},
        answer={**profile.answer},
        injection_limit=profile.injection_limit,
    )


def _shown(profile: Profile) -> GatewayProfile:
    return GatewayProfile(
        name=profile.name,
        prompt={**profile.prompt},
        answer={**profile.answer},
        injection_limit=profile.injection_limit,
    )
