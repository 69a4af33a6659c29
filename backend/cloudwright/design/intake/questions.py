"""The few questions whose answers change the options; each has a default that holds until it is answered."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from cloudwright.design.intake.shape_registry import shapes
from cloudwright.design.model.brief import Assumption, Brief, Question

_REQUESTS = {"small": Decimal(100_000), "medium": Decimal(1_000_000), "large": Decimal(10_000_000)}
_KILOBYTES = {"small": Decimal(2_048), "large": Decimal(10_240)}
_CALLS_PER_SIGNED_IN_PERSON = 200


def questions_for(
    pattern: str, known: tuple[Question, ...], answers: Iterable[tuple[str, str]]
) -> tuple[Question, ...]:
    """Return the questions of a pattern, with what was answered before or is said in the text."""
    given = {q.id: q.answer for q in known if q.answer is not None} | dict(answers)
    spec = shapes().get(pattern)
    return tuple(_asked(q, given.get(q.id)) for q in (spec.questions if spec else ()))


def _asked(question: Question, answer: str | None) -> Question:
    """Offer 'As you wrote' only where something was written."""
    choices = tuple(c for c in question.choices if c.id != "stated" or answer == "stated")
    return question.model_copy(update={"answer": answer, "choices": choices})


def settled(brief: Brief) -> Brief:
    """Return the brief with the numbers that its answers, or their defaults, stand for.

    A number that was stated stays; one from an answer is marked stated, one from a default is marked so.
    """
    assumptions = {a.id: a for a in brief.assumptions}
    for question in brief.questions:
        found = _number(question)
        if found is not None and (assumptions.get(found.id) is None or _softer(assumptions[found.id], found)):
            assumptions[found.id] = found
    people = _people(brief, assumptions)
    if people is not None:
        assumptions[people.id] = people
    return brief.model_copy(update={"assumptions": tuple(sorted(assumptions.values(), key=lambda a: a.id))})


def _people(brief: Brief, assumptions: Mapping[str, Assumption]) -> Assumption | None:
    """Derive how many people sign in from the load, unless somebody said it."""
    signs_in = any(q.id == "sign-in" and q.effective == "yes" for q in brief.questions)
    known = assumptions.get("monthly_active_users")
    calls = assumptions.get("requests_per_month")
    if not signs_in or calls is None or (known is not None and "from the load" not in known.reason):
        return None
    return Assumption(
        id="monthly_active_users",
        label="People who sign in each month",
        value=(calls.value / _CALLS_PER_SIGNED_IN_PERSON).quantize(Decimal(1)),
        unit="people/month",
        basis="derived",
        reason=f"from the load: one person makes about {_CALLS_PER_SIGNED_IN_PERSON} requests a month",
    )


def _softer(old: Assumption, new: Assumption) -> bool:
    """An answer replaces whatever was there; a default replaces a default or an answer taken back."""
    return new.basis == "stated" or old.basis == "default" or old.reason.startswith("the answer to")


def _number(question: Question) -> Assumption | None:
    chosen = question.effective
    basis = "default" if question.answer is None else "stated"
    reason = f"{'the default' if question.answer is None else 'the answer'} to '{question.text}'"
    if question.id == "traffic" and chosen in _REQUESTS:
        return Assumption(
            id="requests_per_month",
            label="Requests a month",
            value=_REQUESTS[chosen],
            unit="requests/month",
            basis=basis,
            reason=reason,
        )
    if question.id == "file-size" and chosen in _KILOBYTES:
        return Assumption(
            id="object_kb",
            label="Size of one file",
            value=_KILOBYTES[chosen],
            unit="KB",
            basis=basis,
            reason=reason,
        )
    return None
