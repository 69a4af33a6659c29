"""Candidates for work at set times: one function, or steps in a workflow."""

from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.verbs import Verb
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.drawn import drawn, joined, without
from cloudwright.design.patterns.parts import connection

PATTERN = "scheduled-batch"


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first."""
    steps = drawn(PATTERN, name=stack_name(brief, PATTERN), title=title(brief), region=brief.region)
    return (
        Candidate(
            key="one-function",
            name="One function",
            idea="A schedule runs one function that reads the files, works on them and writes the results.",
            pros=("Fewest parts", "One place to look when something fails"),
            cons=("15 minutes for everything", "A failure repeats all of the work"),
            architecture=_one_function(steps),
        ),
        Candidate(
            key="steps",
            name="Steps in a workflow",
            idea="A schedule starts a workflow that runs one function for each step, with retries.",
            pros=(
                "15 minutes for each step",
                "Only the failed step is repeated",
                "Every run's history is kept",
            ),
            cons=("More parts to watch",),
            architecture=steps,
        ),
    )


def _one_function(steps: Architecture) -> Architecture:
    smaller = without(steps, "batch", "collect", "report")
    return joined(
        smaller,
        connections=(
            connection(
                "every-night",
                Verb.INVOKES,
                "transform",
                step=1,
                sentence="A schedule runs the function at night.",
            ),
            connection(
                "transform",
                Verb.PUBLISHES,
                "done",
                step=6,
                sentence="People hear that the results are there.",
            ),
        ),
    )


MAKER = Maker(
    pattern=PATTERN,
    title="Scheduled batch",
    summary="Work at set times on what came in since.",
    candidates=candidates,
)
