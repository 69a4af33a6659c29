"""Candidates for steps that are undone together: the workflow alone, or with news for other systems."""

from cloudwright.design.model.brief import Brief
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.drawn import drawn, without

PATTERN = "saga"
_NEWS = ("order-events", "order-shipped", "confirmation")
_RECONCILIATION = ("every-night", "reconciliation")


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first."""
    whole = drawn(PATTERN, name=stack_name(brief, PATTERN), title=title(brief), region=brief.region)
    return (
        Candidate(
            key="workflow",
            name="Workflow alone",
            idea="A workflow runs the steps in order and undoes them in reverse when one fails.",
            pros=("Fewest parts", "Every run's history shows which step failed"),
            cons=("Nobody else hears what happened",),
            architecture=without(whole, *_NEWS, *_RECONCILIATION),
        ),
        Candidate(
            key="workflow-and-events",
            name="Workflow with events",
            idea="The same, and a bus tells other systems; a nightly check finds what got stuck.",
            pros=(
                "Other systems listen without touching the workflow",
                "What got stuck is found every night",
            ),
            cons=("More parts to watch",),
            architecture=whole,
        ),
    )


MAKER = Maker(
    pattern=PATTERN,
    title="Saga",
    summary="Steps across several systems, undone together when one of them fails.",
    candidates=candidates,
)
