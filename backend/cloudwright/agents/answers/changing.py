"""What a change would do that is not made, what the last one did, and what speaks against the design."""

from decimal import Decimal

from cloudwright.agents.answers.answer import Answer, listed, sentence
from cloudwright.agents.answers.reasons import why
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.evaluation.economies import economies
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.ripple import Ripple, ripple
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.intake.changes.sketch import Proposed
from cloudwright.design.intake.changes.understand import understand
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.brief import Assumption
from cloudwright.design.model.diff import diff
from cloudwright.design.model.errors import DesignError
from cloudwright.design.resilience.sla import floor_of
from cloudwright.kit.money import Money

_KILOBYTES = {"KB": Decimal(1), "KiB": Decimal("1.024"), "MB": Decimal(1000), "GB": Decimal(1_000_000)}


def with_change(subject: Subject, asked: Asked) -> Answer:
    """The bill, the floor and the findings after a change that is only asked about."""
    proposed = understand(asked.order, subject.sketch).proposed
    if proposed is None:
        return why(subject, asked)
    try:
        told = _tried(subject, proposed)
    except DesignError as error:
        return Answer(lead=f"'{proposed.note}' cannot be done here: {error.message}")
    by = told.money_after.rounded - told.money_before.rounded
    more = f"USD {abs(by):,.2f} {'more' if by > 0 else 'less'}" if by else "no difference"
    lost = next((e.loses for e in economies(subject.architecture) if e.edits == proposed.edits), "")
    closed, opened = told.findings_closed, told.findings_opened
    return Answer(
        lead=f"{proposed.note}: **{told.money_after} a month** instead of {told.money_before}, {more}.",
        details=(
            *((f"What is lost: {lost}",) if lost else ()),
            sentence(told.worse),
            *((f"It closes: {', '.join(f.title for f in closed[:2])}",) if closed else ()),
            *((f"It opens: {', '.join(f.title for f in opened[:2])}",) if opened else ()),
            "Nothing was changed",
        ),
        orders=(asked.order,),
    )


def _tried(subject: Subject, proposed: Proposed) -> Ripple:
    after = apply(subject.architecture, proposed.edits, CatalogVocabulary(subject.facts))
    then = evaluate(
        after, subject.brief, environment=Environment.PROD, facts=subject.facts, as_of=subject.as_of
    )
    return ripple(
        subject.evaluation,
        then,
        difference=diff(subject.architecture, after),
        files_before={},
        files_after={},
    )


def last_change(subject: Subject, _asked: Asked) -> Answer:
    """What the newest change did to the bill, and what got worse by it."""
    if subject.change is None:
        return Answer(
            lead=f"Nothing was changed in {subject.name} since it was proposed: {subject.total} a month.",
            details=tuple(f"{o.name}: {o.total} a month" for o in subject.others),
        )
    told = subject.change.told
    by = told.money_after.rounded - told.money_before.rounded
    sign = "+" if by > 0 else "-" if by < 0 else "±"
    return Answer(
        lead=f"'{subject.change.note}' took the bill from {told.money_before} to **{told.money_after} a month** ({sign}USD {abs(by):,.2f}).",
        details=(
            sentence(told.worse),
            f"{told.requirements_met} of {told.requirements_total} requirements are met",
            *(f"closed: {f.title}" for f in told.findings_closed[:2]),
            "'undo' takes it back",
        ),
    )


def downsides(subject: Subject, asked: Asked) -> Answer:
    """What speaks against the design, or against the part that is asked about."""
    ids = set(asked.components)
    decisions = [
        d for d in subject.architecture.decisions if d.consequences and (not ids or ids & set(d.elements))
    ]
    said = [d.consequences for d in decisions]
    told = [] if subject.change is None else [f"'{subject.change.note}': {subject.change.told.worse}"]
    against = [*said, *(() if ids else subject.cons)] or list(subject.cons)
    if not against and not told:
        return Answer(lead="Nothing that is recorded or measured here speaks against it.")
    first = (told or against)[0]
    return Answer(
        lead=f"What speaks against it: {first[:1].lower() if not first.startswith(chr(39)) else first[:1]}{first[1:].rstrip('.')}.",
        details=tuple([*told, *against][1:6]),
    )


def options(subject: Subject, asked: Asked) -> Answer:
    """This option beside the one that is counted or named, else beside all others."""
    words = asked.words.lower()
    number = next(
        (n for word, n in (("first", 1), ("second", 2), ("third", 3), ("fourth", 4)) if word in words), 0
    )
    chosen = [o for o in subject.others if o.number == number or o.name.lower() in words] or list(
        subject.others
    )
    if not chosen:
        return Answer(lead=f"There is no other option: {subject.name} costs {subject.total} a month.")
    other = chosen[0]
    by = other.total.rounded - subject.total.rounded
    mine = {subject.kinds[c.kind].title for c in subject.architecture.components}
    theirs = {subject.kinds[c.kind].title for c in other.architecture.components}
    floor = floor_of(other.architecture, subject.kinds, facts=subject.facts).percent
    more = f"USD {abs(by):,.2f} {'more' if by > 0 else 'less'} than" if by else "as much as"
    return Answer(
        lead=f"{other.name} costs **{other.total} a month**, {more} {subject.name} ({subject.total}). {other.idea}".strip(),
        details=(
            f"{other.name} has besides: {listed(sorted(theirs - mine), 5)}" if theirs - mine else "",
            f"{subject.name} has besides: {listed(sorted(mine - theirs), 5)}" if mine - theirs else "",
            f"SLA floor: {floor} % beside {subject.evaluation.floor.percent} %",
            f"'go with the {_PLACES.get(other.number, 'other')} one' chooses it",
        ),
    )


_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth"}


def size(subject: Subject, asked: Asked) -> Answer:
    """The bill with another size of what is sent or kept."""
    wanted = asked.kilobytes or Decimal(0)
    known = [a for a in subject.assumptions if a.unit in _KILOBYTES]
    if not known:
        return Answer(lead=f"No figure of this design depends on a size: it stays {subject.total} a month.")
    words = asked.words.lower()
    spoken = [a for a in known if any(w[:5] in words for w in a.label.lower().split() if len(w) > 4)]
    tried = [(a, _resized(subject, a, wanted)) for a in (spoken or known)]
    found, then = max(tried, key=lambda each: abs(each[1].amount - subject.total.amount))
    value = wanted / _KILOBYTES[found.unit]
    return Answer(
        lead=f"With '{found.label}' at {_plain(value)} {found.unit} instead of {_plain(found.value)}: **{then} a month** instead of {subject.total}.",
        details=(
            "Nothing was changed; say 'each request carries 10 KB' to keep another size".replace(
                "10 KB", f"{_plain(value)} {found.unit}"
            ),
        ),
    )


def _resized(subject: Subject, assumption: Assumption, kilobytes: Decimal) -> Money:
    value = kilobytes / _KILOBYTES[assumption.unit]
    changed = {**subject.architecture.assumptions, assumption.id: value}
    return subject.cost_of(subject.architecture.model_copy(update={"assumptions": changed}))


def _plain(value: Decimal) -> str:
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")
