"""The designer's sentences: answer first, no greeting, figures from the tools only."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.agents.designer.results import (
    Amount,
    Budgeted,
    Bundle,
    Changed,
    Chosen,
    Decided,
    Failure,
    Findings,
    Knowledge,
    OptionLine,
    OtherLoad,
    Plan,
    Price,
    Understanding,
)
from cloudwright.design.intake.changes.sketch import Unclear
from cloudwright.design.intake.shape_registry import shapes

SHAPES = ", ".join(pattern.replace("-", " ") for pattern in shapes())
_MOST_CONTRADICTIONS = 2
_MOST_QUOTES = 3
_MOST_DECISIONS = 3
_LONGEST_QUOTE = 60
_COSTS_AT_MOST = "Costs at most "  # how a budget is stated
_LOADS = ("requests a month", "people a month", "people a day")  # how loads are stated
_LIMIT = "I am the built-in designer: rules, no language model."


def options(understanding: Understanding | None, found: Sequence[OptionLine]) -> str:
    """Present options: the simplest first, with the figure that carries it."""
    first = found[0]
    lines = [f"**{first.name}** is the simplest that fits: {first.monthly_cost} a month. {first.idea}"]
    lines += [f"- {o.name}: {o.monthly_cost} a month. {o.idea}" for o in found[1:]]
    text = [lines[0], "\n".join(lines[1:])]
    if first.unmet:
        text.append("Not fully met by the simplest: " + "; ".join(first.unmet[:3]) + ".")
    if first.left_out:
        text.append(f"Left out under your standards: {first.left_out}.")
    if understanding is not None:
        text += [against_budget(understanding, found), *_leftovers(understanding)]
    return "\n\n".join(part for part in text if part)


def against_budget(understanding: Understanding, found: Sequence[OptionLine]) -> str:
    """Name the load and the budget that do not go together: no option that carries the one keeps the other."""
    budget = next((s for s in understanding.understood if s.statement.startswith(_COSTS_AT_MOST)), None)
    load = next((s for s in understanding.understood if s.statement.endswith(_LOADS)), None)
    kept = any(not any(u.startswith(_COSTS_AT_MOST) for u in option.unmet) for option in found)
    if budget is None or load is None or kept or not found:
        return ""
    least = min(found, key=lambda option: Decimal(option.monthly_cost.amount))
    return (
        f"Contradiction: '{load.quote}' and '{budget.quote}' do not go together: "
        f"the least that carries it, {least.name}, costs {least.monthly_cost} a month."
    )


def _leftovers(understanding: Understanding) -> list[str]:
    parts = []
    if understanding.confidence == "weak":
        parts.append("This is the closest shape I know; there was little in your words to go by.")
    parts += list(understanding.contradictions[:_MOST_CONTRADICTIONS])
    if understanding.unused:
        parts.append(f"Not used yet: {_quoted(understanding.unused)}.")
    if understanding.questions:
        parts.append(
            "The questions beside the options change the figures; until answered, their defaults hold."
        )
    return parts


def _quoted(phrases: Sequence[str]) -> str:
    cut = [p if len(p) <= _LONGEST_QUOTE else f"{p[:_LONGEST_QUOTE]}…" for p in phrases[-_MOST_QUOTES:]]
    return ", ".join(f"'{phrase}'" for phrase in cut)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def not_recognised(understanding: Understanding) -> str:
    """Admit that no shape fits, and say what is known."""
    heard = f" I did not understand {_quoted(understanding.unused)}." if understanding.unused else ""
    return (
        f"I cannot tell which system you need.{heard} {_LIMIT} The shapes that I know: {SHAPES}. "
        "Say in English what it does, for whom, and how much it is used; for example: "
        "'A to-do web app with an API, 2 million requests a month, under $50 a month'."
    )


def nothing_new(text: str) -> str:
    quoted = text if len(text) <= 80 else text[:77] + "…"
    return (
        f"I did not understand '{quoted}', and changed nothing. {_LIMIT} I understand requirements, "
        "'add a firewall', 'add sign-in', 'remove …', 'set the timeout of … to 30 seconds', "
        "'move to Frankfurt', 'undo', 'what does it cost?', 'compare', 'build the bundle'."
    )


def changed(note: str, done: Changed) -> str:
    """Report a change with what it did to money, requirements and files, and what got worse."""
    r = done.ripple
    met = (
        f" {r.requirements_met} of {r.requirements_total} requirements are met."
        if r.requirements_total
        else ""
    )
    return (
        f"{note}: done as revision {done.revision_number}. {r.money_before} → {r.money_after} a month.{met} "
        f"{_count(len(r.files_changed), 'file')} changed. {r.worse}"
    )


def left(words: str) -> str:
    """Say which words of a sentence no change was made of."""
    return f" I did not understand '{words[:120]}'." if words else ""


def hinted(answer: str, hint: str) -> str:
    """Say after an answer how to get what the words only hinted at."""
    return f"{answer}\n\n{hint}" if hint else answer


def reason(decided: Decided) -> str:
    """Answer a 'why' from the recorded decision: the choice, its reason, and what would win instead."""
    rejected = f" Rejected: {decided.alternatives[0]}" if decided.alternatives else ""
    again = decided.revisit_when[:1].lower() + decided.revisit_when[1:]
    revisit = f" Think again when {again}" if again else ""
    return f"{decided.choice} {decided.context}{rejected}{revisit}"


def explained(decisions: Sequence[Decided]) -> str:
    """Answer why the whole is as it is: each decision with its reason, the most telling first."""
    lines = [f"- {each.choice} {each.context}" for each in decisions[:_MOST_DECISIONS]]
    more = len(decisions) - _MOST_DECISIONS
    rest = f"\n\n{more} more in the bundle's decisions." if more > 0 else ""
    return "It rests on these decisions:\n\n" + "\n".join(lines) + rest


def unclear(found: Unclear) -> str:
    return " ".join(part for part in (found.reason, found.instead, "Nothing was changed.") if part)


def cost(price: Price) -> str:
    """State the total with its range, and the lines that carry it."""
    lines = [f"- {line.element_id}: {line.amount} ({line.description})" for line in price.lines[:5]]
    missing = (
        f"\n\nWithout a price here, so not counted: {', '.join(price.unpriced[:4])}."
        if price.unpriced
        else ""
    )
    return (
        f"**{price.total} a month**, between {price.low} and {price.high} depending on the assumptions; "
        "list prices, before discounts and tax.\n\n" + "\n".join(lines) + missing
    )


def chosen(found: Chosen) -> str:
    return (
        f"**{found.name}** is the design from here on: {found.monthly_cost} a month. {found.idea} "
        "Changes, questions and bundles are about it; the other options stay."
    )


def other_load(found: OtherLoad) -> str:
    """Say what another load costs, which parts move, and what would no longer hold."""
    moved = ", ".join(f"{each.title} {_signed(each.by)}" for each in found.movers)
    said = [f"At {_load(found)}: **{found.money_then} a month** instead of {found.money_now}."]
    said += [f"What moves: {moved}."] if moved else ["No part of the bill depends on it."]
    worse = [
        f"- {each.severity}: {each.title} ({each.element_id}). {each.evidence}"
        for each in found.new_findings[:3]
    ]
    worse += [f"- no longer met: {each}" for each in found.newly_unmet[:2]]
    if not worse:
        said.append("No limit is reached, and every requirement that is met stays met. Nothing was changed.")
        return " ".join(said)
    ends = ["What would no longer hold:", "\n".join(worse), "Nothing was changed."]
    return "\n\n".join([" ".join(said), *ends])


def _load(found: OtherLoad) -> str:
    """Write a load as it was asked for, with what that is in requests."""
    counted = f"{found.requests} requests a month" if found.requests else ""
    times = f"{found.times} times the load"
    if found.people:
        return f"{found.people} people a month, {times}{f', {counted}' if counted else ''}"
    return f"{times} ({counted})" if counted else times


def budgeted(found: Budgeted) -> str:
    """Say whether the design fits another budget, and what would have to go to reach it."""
    if found.fits:
        return (
            f"{found.limit} a month is enough: this design costs **{found.now}**, {found.fixed} of it fixed. "
            "Nothing has to go, and nothing was changed."
        )
    others = [f"{each.name}: {each.monthly_cost} a month" for each in found.fitting_options[:2]]
    cuts = [f"- {each.order}: saves {each.saves}; then {each.loses}" for each in found.needed[:3]]
    reach = (
        f"With this gone it is {found.after}:"
        if found.reached
        else f"Even with this gone it is {found.after}, so that needs another shape:"
    )
    parts = [
        f"{found.limit} a month is not enough: this design costs **{found.now}**, {found.fixed} of it fixed."
    ]
    parts += [reach, "\n".join(cuts)] if cuts else ["Nothing in it can be given up for less."]
    if others:
        parts.append(f"Options that fit: {'; '.join(others)}.")
    elif found.share is not None:
        parts.append(f"As it stands it would fit at {float(found.share) * 100:.0f} % of today's load.")
    return "\n\n".join([*parts, "Nothing was changed."])


def _signed(amount: Amount) -> str:
    sign = "-" if amount.amount.startswith("-") else "+"
    return f"{sign}{amount.currency} {abs(float(amount.amount)):,.2f}"


def checks(found: Findings) -> str:
    """List findings, worst first."""
    if not found.findings:
        return (
            f"None of {found.rules_run} rules finds anything. That is no promise about what they cannot see."
        )
    worst = [f"- {f.severity}: {f.title} ({f.element_id})" for f in found.findings[:6]]
    more = f"\n… and {len(found.findings) - 6} more." if len(found.findings) > 6 else ""
    return f"{_count(len(found.findings), 'finding')}, worst first:\n\n" + "\n".join(worst) + more


def comparison(found: Sequence[OptionLine]) -> str:
    """Compare options in a table of computed figures."""
    rows = [
        f"| {o.name} | {o.monthly_cost} | {o.sla_floor or 'none'} | {o.findings} | {o.components} |"
        for o in found
    ]
    head = "| option | a month | SLA floor % | findings | components |\n|---|---|---|---|---|\n"
    cheapest = min(found, key=lambda o: float(o.monthly_cost.amount))
    return f"{cheapest.name} costs least; {found[0].name} has the fewest parts.\n\n{head}" + "\n".join(rows)


def built(bundle: Bundle) -> str:
    if bundle.errors:
        found = _count(bundle.errors, "error")
        return f"The checks found {found}; the Checks tab lists each with file and line."
    warned = f", {_count(bundle.warnings, 'warning')}" if bundle.warnings else ", no warnings"
    files = _count(bundle.files, "file")
    ready = f"The bundle is ready: {files}, no errors{warned}. It has not been deployed to AWS."
    return ready + _left_out(bundle.left_out)


def planned(plan: Plan) -> str:
    """Present the plan, and what cannot be in it."""
    return PLAN_SHOWN + _left_out(plan.left_out)


def _left_out(parts: str) -> str:
    return f" Your standards leave out: {parts}." if parts else ""


def failed(failure: Failure) -> str:
    return failure.message or "That did not work. Nothing was changed."


def knowledge(found: Knowledge) -> str:
    """Answer from a cited entry, or say that there is none."""
    if not found.entries:
        return f"I have nothing on that. {_LIMIT} With a model key, an answer could be reasoned out."
    best = found.entries[0]
    cited = "; ".join(f"[{s.title or s.url}]({s.url})" for s in best.sources[:2] if s.url)
    return f"{best.text}" + (f"\n\nSource: {cited}" if cited else "")


REFUSED = (
    "I cannot do that: this product reads and writes files only, never changes an AWS account, and takes no "
    "credentials. Build the bundle, then deploy it yourself; its README gives each command."
)
GREETING = (
    f"Tell me what the system does, for whom, and how much it is used. The shapes that I know: {SHAPES}."
)
CONTENTS = (
    "A bundle holds design.yaml, CloudFormation and Terraform for development and production, diagrams "
    "(SVG, PNG, draw.io, Mermaid), documents on decisions, cost, review and operation, a deployer's policy, "
    "and the report of every check. Say 'plan the bundle' to choose its parts."
)
PLAN_SHOWN = "The plan stands beside the chat. Approve it, or untick what you do not want first."
PLAN_REFUSED = "Nothing was built. Say what should be different, or ask for the plan again."
NO_DESIGN = "There is no design yet. Say what you need in a sentence, and options appear."
NO_FIX = "That finding has no ready fix, or it is gone already. Nothing was changed."
