"""Candidates for services that tell each other what happened: run at once, or through queues."""

from cloudwright.design.intake.contradictions import excluded_kinds
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.verbs import Verb
from cloudwright.design.options import claims
from cloudwright.design.options.asked import answered, decided
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.drawn import drawn, joined, with_connection_properties, without
from cloudwright.design.patterns.parts import connection

PATTERN = "event-driven"
_LISTENERS = (("created", "notifier"), ("changed", "projector"))


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first."""
    queued = _base(brief)
    return (
        Candidate(
            key="direct",
            name="Rules run listeners",
            idea="A bus passes each event on; its rules run the listeners directly.",
            pros=("Fewest parts for each listener", "Listeners hear of events at once"),
            cons=("A burst runs as many listeners as the account allows", "Retries end after a day"),
            architecture=_direct(queued),
        ),
        Candidate(
            key="queued",
            name="A queue for each listener",
            idea="A bus passes each event on into the queue of every listener that wants it.",
            pros=(claims.BURSTS_WAIT, "A slow listener holds up nobody", "What failed is kept for 14 days"),
            cons=("A queue to watch for each listener",),
            architecture=queued,
        ),
    )


def _base(brief: Brief) -> Architecture:
    design = drawn(PATTERN, name=stack_name(brief, PATTERN), title=title(brief), region=brief.region)
    if answered(brief, "sign-in", "yes") and "cognito_user_pool" not in excluded_kinds(brief):
        return design
    open_to_all = without(design, "accounts")
    if decided(brief, "sign-in", "no"):
        return with_connection_properties(open_to_all, "api.invokes.recorder", {"public": True})
    return open_to_all


def _direct(queued: Architecture) -> Architecture:
    smaller = without(queued, "notifier-jobs", "projector-jobs", "failed-events")
    return joined(
        smaller,
        connections=tuple(
            connection(
                rule,
                Verb.INVOKES,
                listener,
                step=step,
                sentence=f"The {listener} runs for each event that its rule takes.",
            )
            for step, (rule, listener) in enumerate(_LISTENERS, start=6)
        ),
    )


MAKER = Maker(
    pattern=PATTERN,
    title="Event-driven services",
    summary="Services that tell each other what happened through a bus.",
    candidates=candidates,
)
