"""Candidates for three tiers in containers: over one database instance, or over Aurora with a cache."""

from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief
from cloudwright.design.options.asked import asked
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.tiers import tiers
from cloudwright.design.patterns.drawn import joined, replaced, without
from cloudwright.design.patterns.parts import component

PATTERN = "container-web"
_DECISION = "database"


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first."""
    whole = tiers(PATTERN, brief)
    return (
        Candidate(
            key="one-instance",
            name="One database instance",
            idea="Containers behind a load balancer, over one PostgreSQL instance with a standby.",
            pros=("Fewest parts", "A price that is known in advance", "A zone may fail"),
            cons=("A failover takes a minute or two", "A larger load needs a larger instance"),
            architecture=_one_instance(whole if asked(brief, "cache") else without(whole, "cache")),
        ),
        Candidate(
            key="aurora-and-cache",
            name="Aurora and a cache",
            idea="The same over an Aurora cluster that grows with the load, with a cache before it.",
            pros=(
                "Capacity follows the load",
                "Failover in seconds",
                "Repeated questions never reach the database",
            ),
            cons=("A higher price for each hour", "A cache whose answers can be a moment old"),
            architecture=whole,
        ),
    )


def _one_instance(whole: Architecture) -> Architecture:
    placed = whole.component("database").boundary
    instance = component(
        "database",
        "rds_instance",
        title="Database",
        purpose="Keeps the records; a standby in another zone takes over.",
        because=("relational-database",),
    ).model_copy(update={"boundary": placed})
    decided = next(d for d in whole.decisions if d.id == _DECISION)
    others = tuple(d for d in whole.decisions if d.id != _DECISION)
    plain = decided.model_copy(
        update={
            "title": "One RDS PostgreSQL instance with a standby",
            "choice": "One instance with a standby in another zone.",
            "context": "Records refer to each other, and the load is small and steady.",
            "consequences": "A zone can fail with a pause of a minute or two.",
            "alternatives": ("Aurora: faster failover and readers, at a higher price for each hour.",),
            "revisit_when": "Reads outgrow one instance.",
        }
    )
    return joined(replaced(whole, instance).model_copy(update={"decisions": others}), decisions=(plain,))


MAKER = Maker(
    pattern=PATTERN,
    title="Containers over a relational database",
    summary="A load balancer, containers on Fargate, a relational database and a cache.",
    candidates=candidates,
)
