"""Candidates for three tiers on servers: without and with a cache."""

from cloudwright.design.model.brief import Brief
from cloudwright.design.options.asked import asked
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.tiers import tiers
from cloudwright.design.patterns.drawn import with_properties, without

PATTERN = "server-web"


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first."""
    whole = tiers(PATTERN, brief)
    plain = whole if asked(brief, "cache") else without(whole, "cache")
    return (
        Candidate(
            key="servers",
            name="Servers and a database",
            idea="A group of servers behind a load balancer, over one PostgreSQL instance with a standby.",
            pros=("Fewest parts", "The application runs as it is", "A zone may fail"),
            cons=("An operating system to keep up to date", "Sessions must not live on one server"),
            architecture=plain,
        ),
        Candidate(
            key="servers-with-room",
            name="Servers with a cache and room",
            idea="The same with a cache for sessions and repeated questions, and room for bursts.",
            pros=("Any server can answer any visitor", "Bursts are taken by twice as many servers"),
            cons=("A fixed price for the cache", "More to watch"),
            architecture=with_properties(whole, "servers", {"maximum_instances": 12}),
        ),
    )


MAKER = Maker(
    pattern=PATTERN,
    title="Servers over a relational database",
    summary="A load balancer, EC2 instances that scale, a relational database and a cache.",
    candidates=candidates,
)
