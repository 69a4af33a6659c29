"""The exchange rate of a budget in another currency, as an assumption that people see and may correct."""

from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.brief import Assumption, Brief
from cloudwright.design.model.budget import is_rate, labelled, rate_assumptions


def with_rates(brief: Brief) -> Brief:
    """Return the brief with the dated rate of each currency that a budget is in, and no other default rate."""
    wanted = rate_assumptions(brief, load_facts())
    kept = [labelled(a) for a in brief.assumptions if a.id in wanted or not _dated(a)]
    known = {a.id for a in kept}
    together = (*kept, *(rate for each, rate in wanted.items() if each not in known))
    return brief.model_copy(update={"assumptions": tuple(sorted(together, key=lambda a: a.id))})


def _dated(assumption: Assumption) -> bool:
    return is_rate(assumption.id) and assumption.basis == "default"
