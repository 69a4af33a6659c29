"""All rules, found in `review.rules`: one module each, which exports `RULE`."""

import pkgutil
from functools import cache
from importlib import import_module

from cloudwright.design.review import rules as package
from cloudwright.design.review.rule import Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule in the order of its id; raises ValueError when two have one id."""
    found: dict[str, Rule] = {}
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        rule: Rule = import_module(module.name).RULE
        if rule.id in found:
            raise ValueError(f"two rules are called '{rule.id}'")
        found[rule.id] = rule
    return tuple(found[rule_id] for rule_id in sorted(found))
