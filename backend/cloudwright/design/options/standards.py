"""Candidates under the standards of an organisation: held to them, or left out with the reason."""

from collections.abc import Sequence

from cloudwright.design.catalog.standards_rules import ruled_out, standards_problems
from cloudwright.design.model.architecture import Standards
from cloudwright.design.model.errors import DesignError
from cloudwright.design.options.candidate import Candidate

LEFT_OUT = "Left out under your standards: "


def under_standards(candidates: Sequence[Candidate], standards: Standards) -> tuple[Candidate, ...]:
    """Return the candidates that the standards allow, each put under them.

    The last thing that speaks against each names the candidates that were left out, and why. Raises
    DesignError with every problem when none is left.
    """
    held = [_held(candidate, standards) for candidate in candidates]
    problems = {c.key: tuple(standards_problems(c.architecture)) for c in held}
    allowed = [c for c in held if not problems[c.key]]
    if held and not allowed:
        found = {p.path: p for c in held for p in problems[c.key]}
        ruled = ", ".join(dict.fromkeys(what for c in held for what in _ruled_out_of(c)))
        message = f"Your standards leave no design for this: they rule out {ruled}. Nothing was changed."
        raise DesignError(message, problems=[*found.values()])
    left_out = [f"{c.name} ({', '.join(ruled_out(c.architecture))})" for c in held if problems[c.key]]
    if not left_out:
        return tuple(allowed)
    told = f"{LEFT_OUT}{'; '.join(left_out)}"
    return tuple(c.model_copy(update={"cons": (*c.cons, told)}) for c in allowed)


def _ruled_out_of(candidate: Candidate) -> tuple[str, ...]:
    """Return the Region and the services of a candidate that its standards do not allow."""
    architecture = candidate.architecture
    allowed = architecture.standards.allowed_regions
    elsewhere = (architecture.region,) if allowed and architecture.region not in allowed else ()
    return (*elsewhere, *ruled_out(architecture))


def _held(candidate: Candidate, standards: Standards) -> Candidate:
    architecture = candidate.architecture.model_copy(update={"standards": standards})
    return candidate.model_copy(update={"architecture": architecture})
