"""Traces every requirement of a brief to what meets it in a design, or says why nothing does."""

from collections.abc import Callable, Mapping

from cloudwright.design.catalog import registry
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief, Requirement, RequirementKind
from cloudwright.design.pricing.estimate import Estimate
from cloudwright.design.resilience.floor import SlaFloor
from cloudwright.design.review.finding import Review
from cloudwright.design.trace import functions, measures, money, places, recovery
from cloudwright.design.trace.design import Design, Verdict
from cloudwright.design.trace.requirement import Traced

_CHECKS: Mapping[RequirementKind, Callable[[Requirement, Design], Verdict]] = {
    RequirementKind.FUNCTION: functions.function,
    RequirementKind.TRAFFIC: measures.traffic,
    RequirementKind.USERS: measures.users,
    RequirementKind.LATENCY: measures.latency,
    RequirementKind.AVAILABILITY: measures.availability,
    RequirementKind.RTO: recovery.rto,
    RequirementKind.RPO: recovery.rpo,
    RequirementKind.REGION: places.region,
    RequirementKind.RESIDENCY: places.residency,
    RequirementKind.BUDGET: money.budget,
    RequirementKind.COMPLIANCE: measures.compliance,
    RequirementKind.DATA_SIZE: measures.data_size,
    RequirementKind.PAYLOAD: measures.payload,
    RequirementKind.SERVICE: functions.service,
    RequirementKind.EXCLUSION: functions.exclusion,
    RequirementKind.DOMAIN: functions.domain,
    RequirementKind.TEAM: measures.team,
}


def trace(
    brief: Brief,
    architecture: Architecture,
    *,
    estimate: Estimate,
    floor: SlaFloor,
    review: Review,
    facts: Facts,
) -> tuple[Traced, ...]:
    """Return one verdict per requirement, in the order of the brief."""
    return trace_of(
        brief,
        Design(
            architecture=architecture,
            kinds=registry.kinds(),
            estimate=estimate,
            floor=floor,
            review=review,
            facts=facts,
        ),
    )


def trace_of(brief: Brief, design: Design) -> tuple[Traced, ...]:
    """Return the verdicts on a design whose catalogue entries are given."""
    return tuple(_traced(requirement, design) for requirement in brief.requirements)


def _traced(requirement: Requirement, design: Design) -> Traced:
    verdict = _CHECKS[requirement.kind](requirement, design)
    related = [c.id for c in design.architecture.components if requirement.id in c.because]
    return Traced(
        requirement_id=requirement.id,
        statement=requirement.statement,
        quote=requirement.quote,
        status=verdict.status,
        evidence=verdict.evidence,
        element_ids=tuple(dict.fromkeys([*verdict.element_ids, *related])),
    )
