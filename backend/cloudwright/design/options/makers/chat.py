"""Candidates for messages over open connections: passed on, or kept as well."""

from cloudwright.design.model.brief import Brief
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.drawn import drawn, without

PATTERN = "chat"


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first."""
    kept = drawn(PATTERN, name=stack_name(brief, PATTERN), title=title(brief), region=brief.region)
    return (
        Candidate(
            key="passed-on",
            name="Messages passed on",
            idea="A WebSocket API passes each message on to everybody in the room; nothing is kept.",
            pros=("Fewest parts", "Nothing stored that somebody could ask to have deleted"),
            cons=("Whoever comes later sees nothing of what was said",),
            architecture=without(kept, "messages", "page"),
        ),
        Candidate(
            key="kept",
            name="Messages kept",
            idea="The same, and every message is kept by room and time.",
            pros=("Whoever comes later can read what was said", "One page shows how the chat is doing"),
            cons=("A write for each message to pay for", "Messages to be deleted on request"),
            architecture=kept,
        ),
    )


MAKER = Maker(
    pattern=PATTERN,
    title="Live messages",
    summary="Messages over open connections, room by room.",
    candidates=candidates,
)
