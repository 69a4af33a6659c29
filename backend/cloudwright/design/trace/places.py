"""Where the system runs and where its data rests."""

from cloudwright.design.model.brief import Requirement
from cloudwright.design.trace.design import Design, Verdict, met, not_assessable, partly, unmet

_COUNTRIES = {
    "us-east-1": ("united states", "us", "usa", "north america"),
    "us-west-2": ("united states", "us", "usa", "north america"),
    "eu-west-1": ("ireland", "eu", "european union", "europe", "eea"),
    "eu-central-1": ("germany", "eu", "european union", "europe", "eea"),
    "ap-southeast-1": ("singapore", "asia", "asia pacific"),
    "ap-northeast-1": ("japan", "asia", "asia pacific"),
}
_KEEPING = ("storage", "database", "integration")
_WORLDWIDE = "cloudfront_distribution"


def region(requirement: Requirement, design: Design) -> Verdict:
    """Compare the named Region with the design's."""
    actual = design.architecture.region
    if str(requirement.value) == actual:
        return met(f"The design is deployed to {actual}.")
    return unmet(f"The design is deployed to {actual}, not to {requirement.value}.")


def residency(requirement: Requirement, design: Design) -> Verdict:
    """Say whether data rests in the country or area, and what is copied out of it."""
    wanted = str(requirement.value).lower()
    actual = design.architecture.region
    known = {name for names in _COUNTRIES.values() for name in names}
    if wanted not in known:
        return not_assessable(f"Nothing is known about which Regions count as {requirement.value}.")
    keeping = tuple(c.id for c in design.of_category(*_KEEPING))
    if wanted not in _COUNTRIES[actual]:
        return unmet(f"Data rests in {actual}, which is not in {requirement.value}.", *keeping)
    edges = design.of_kind(_WORLDWIDE)
    if edges:
        return partly(
            f"Data rests in {actual}; {edges[0].title} also keeps copies of cached answers "
            "at edge locations in other countries.",
            *(c.id for c in edges),
        )
    return met(f"{len(keeping)} components keep data, all in {actual}.", *keeping)
