"""Candidates for a stream of small events: delivered to a lake, or counted live as well."""

from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.verbs import Verb
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.drawn import drawn, joined, without
from cloudwright.design.patterns.parts import connection

PATTERN = "clickstream"


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first."""
    live = drawn(PATTERN, name=stack_name(brief, PATTERN), title=title(brief), region=brief.region)
    return (
        Candidate(
            key="delivered",
            name="Straight to the lake",
            idea="A delivery stream takes what the collector sends and writes it to the lake by date.",
            pros=("Fewest parts", "No shards, nothing to scale"),
            cons=("Figures are minutes old at best", "One reader only: the lake"),
            architecture=_delivered(live),
        ),
        Candidate(
            key="live",
            name="Live counts and lake",
            idea="A stream keeps events in order for two readers: one counts them live, one fills the lake.",
            pros=("Counts within seconds", "More readers can be added", "Two days to read again what failed"),
            cons=("The stream is paid for by the hour, busy or not",),
            architecture=live,
        ),
    )


def _delivered(live: Architecture) -> Architecture:
    smaller = without(live, "clicks", "counter", "counts", "given-up-batches")
    return joined(
        smaller,
        connections=(
            connection(
                "collector",
                Verb.PUBLISHES,
                "to-lake",
                step=3,
                sentence="The collector hands each event to the delivery stream.",
            ),
        ),
    )


MAKER = Maker(
    pattern=PATTERN,
    title="Clickstream",
    summary="A stream of small events, counted live and kept in a lake.",
    candidates=candidates,
)
