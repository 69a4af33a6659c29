"""One design from every side: its cost and its limits under several loads, and what load does not move."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from cloudwright.design.catalog import registry
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.evaluation.load import under_load, without_own_amounts
from cloudwright.design.evaluation.operations import Operations, operations
from cloudwright.design.evaluation.recovery import Recovery, recovery_point, recovery_time
from cloudwright.design.evaluation.zone import ZoneLoss, without_zone
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.pricing.estimate import Estimate
from cloudwright.design.resilience.floor import SlaFloor
from cloudwright.design.review.finding import Finding
from cloudwright.design.trace.design import Design
from cloudwright.design.trace.requirement import Status, Traced

ONCE = Decimal(1)
_QUOTAS = "REL01"  # the Well-Architected question about quotas and constraints


class AtLoad(Frozen):
    """The design at `times` today's load. `quotas` are the limits that the load runs into."""

    times: Decimal
    estimate: Estimate
    quotas: tuple[Finding, ...]
    newly_unmet: tuple[Traced, ...]


class Analysis(Frozen):
    """`findings` are the open ones at today's load, but for quotas."""

    loads: tuple[AtLoad, ...]
    floor: SlaFloor
    zone_loss: ZoneLoss
    recovery_time: Recovery
    recovery_point: Recovery
    operations: Operations
    findings: tuple[Finding, ...]
    requirements: tuple[Traced, ...]


def analyse(
    architecture: Architecture,
    brief: Brief,
    *,
    now: Evaluation,
    times: Sequence[Decimal],
    facts: Facts,
    as_of: date,
) -> Analysis:
    """Return the design under each load; `now` is its evaluation at today's."""
    loss = without_zone(architecture)
    design = Design(
        architecture=architecture,
        kinds=registry.kinds(),
        estimate=now.estimate,
        floor=now.floor,
        review=now.review,
        facts=facts,
    )
    return Analysis(
        loads=tuple(
            _at_load(each, now, then=_then(architecture, brief, times=each, facts=facts, as_of=as_of))
            if each != ONCE
            else _at_load(each, now, then=now)
            for each in times
        ),
        floor=now.floor,
        zone_loss=loss,
        recovery_time=recovery_time(loss),
        recovery_point=recovery_point(design),
        operations=operations(design, registry.elements(architecture, Environment.PROD)),
        findings=tuple(each for each in now.review.open if each.well_architected != _QUOTAS),
        requirements=now.requirements,
    )


def _then(
    architecture: Architecture, brief: Brief, *, times: Decimal, facts: Facts, as_of: date
) -> Evaluation:
    return evaluate(
        without_own_amounts(architecture),
        under_load(brief, architecture, times, facts=facts),
        environment=Environment.PROD,
        facts=facts,
        as_of=as_of,
    )


def _at_load(times: Decimal, now: Evaluation, *, then: Evaluation) -> AtLoad:
    return AtLoad(
        times=times,
        estimate=then.estimate,
        quotas=tuple(each for each in then.review.open if each.well_architected == _QUOTAS),
        newly_unmet=tuple(_newly_unmet(now, then)),
    )


def _newly_unmet(now: Evaluation, then: Evaluation) -> Iterator[Traced]:
    before = {each.requirement_id: each.status for each in now.requirements}
    for each in then.requirements:
        if each.status is Status.UNMET and before.get(each.requirement_id) is not Status.UNMET:
            yield each
