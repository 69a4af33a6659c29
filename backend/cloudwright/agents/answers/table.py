"""Which function answers which topic."""

from collections.abc import Callable, Mapping

from cloudwright.agents.answers import (
    access,
    changing,
    fitting,
    limits,
    location,
    meaning,
    money,
    operating,
    reasons,
    signing_in,
    standing,
    working,
)
from cloudwright.agents.answers.answer import Answer
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.intake.asking.topic import Asked, Loss, Topic

_TOPICS: Mapping[Topic, Callable[[Subject, Asked], Answer]] = {
    Topic.COST: money.cost,
    Topic.COST_MOST: money.cost_most,
    Topic.COST_PER_UNIT: money.cost_per_unit,
    Topic.COST_IDLE: money.cost_idle,
    Topic.COST_RANGE: money.cost_range,
    Topic.FREE_TIER: money.free_tier,
    Topic.SAVE: money.save,
    Topic.LIMITS: limits.limits,
    Topic.SCALING: limits.scaling,
    Topic.LATENCY: limits.latency,
    Topic.FEASIBLE: fitting.feasible,
    Topic.SLA: standing.sla,
    Topic.RECOVERY: standing.recovery,
    Topic.BACKUPS: standing.backups,
    Topic.ZONES: standing.zones,
    Topic.FAILURE: standing.failure,
    Topic.ACCESS: access.access,
    Topic.EXPOSURE: access.exposure,
    Topic.SHELL: access.shell,
    Topic.ENCRYPTION: access.encryption,
    Topic.LOCATION: location.location,
    Topic.SECURITY: access.security,
    Topic.COMPLIANCE: meaning.compliance,
    Topic.RETENTION: operating.retention,
    Topic.LOGS: operating.logs,
    Topic.DEPLOY: operating.deploy,
    Topic.TESTING: operating.testing,
    Topic.OPERATIONS: operating.operations,
    Topic.WHAT_IS: meaning.what_is,
    Topic.SERVICES: meaning.services,
    Topic.FLOW: meaning.flow,
    Topic.REQUIREMENTS: meaning.requirements,
    Topic.ASSUMPTIONS: meaning.assumptions,
    Topic.NOT_UNDERSTOOD: meaning.not_understood,
    Topic.WHY: reasons.why,
    Topic.WHY_NOT: reasons.why_not,
    Topic.COMPARE: reasons.compare,
    Topic.LOCK_IN: reasons.lock_in,
    Topic.WITH_CHANGE: changing.with_change,
    Topic.LAST_CHANGE: changing.last_change,
    Topic.DOWNSIDES: changing.downsides,
    Topic.SIZE: changing.size,
    Topic.OPTIONS: changing.options,
    Topic.SIGN_IN: signing_in.sign_in,
    Topic.DELIVERY: working.delivery,
    Topic.QUERIES: working.queries,
    Topic.DOMAIN: working.domain,
}
_LOSSES: Mapping[Loss, Callable[[Subject, Asked], Answer]] = {
    Loss.ZONE: standing.lost_zone,
    Loss.REGION: standing.lost_region,
    Loss.COMPONENT: standing.failure,
}


def answered(subject: Subject, asked: Asked) -> Answer:
    """Return the answer to a question with a topic, or to a loss; raises DesignError on bad properties."""
    if asked.loss is not None:
        return _LOSSES[asked.loss](subject, asked)
    found = _TOPICS[asked.topic or Topic.SERVICES](subject, asked)
    return found.model_copy(update={"details": tuple(d for d in found.details if d)})
