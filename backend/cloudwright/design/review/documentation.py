"""The rules as rows of a table, so that the documentation cannot drift from them."""

from dataclasses import dataclass

from cloudwright.design.review.registry import rules
from cloudwright.design.review.rule import Rule


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as documentation and the catalogue show it."""

    id: str
    title: str
    severity: str
    pillar: str
    question: str
    controls: tuple[str, ...]
    source: str


def rule_rows() -> tuple[RuleRow, ...]:
    """Return one row per rule, in the order of their ids."""
    return tuple(_row(rule) for rule in rules())


def markdown_table() -> str:
    """Return the rule list as a Markdown table."""
    head = (
        "| id | rule | severity | pillar | Well-Architected | FSBP |\n| --- | --- | --- | --- | --- | --- |"
    )
    lines = [
        f"| [{row.id}]({row.source}) | {row.title} | {row.severity} | {row.pillar} "
        f"| {row.question} | {', '.join(row.controls) or '-'} |"
        for row in rule_rows()
    ]
    return "\n".join([head, *lines]) + "\n"


def _row(rule: Rule) -> RuleRow:
    return RuleRow(
        id=rule.id,
        title=rule.title,
        severity=rule.severity,
        pillar=rule.pillar,
        question=rule.question,
        controls=rule.controls,
        source=rule.source,
    )
