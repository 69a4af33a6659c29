"""Asks every rule about a design, lowers severities outside production, and applies waivers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.catalog import registry as catalog
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import Architecture, Environment, Waiver
from cloudwright.design.model.brief import Assumption
from cloudwright.design.review.finding import Finding, Review
from cloudwright.design.review.registry import rules
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

NOT_ASSESSABLE = (
    "Account baseline: CloudTrail, GuardDuty, Config and Security Hub (SEC01, SEC04)",
    "Cost allocation tags of the account, and budgets beside a stated one (COST02, COST03)",
    "How the team prepares, operates and learns (OPS01 to OPS03, OPS10, OPS11)",
    "Restore and failure rehearsals (REL12, REL13)",
    "What the function code does with its input (SEC11)",
)


def review(
    architecture: Architecture,
    blueprint: Blueprint,
    *,
    as_of: date,
    facts: Facts,
    assumptions: Sequence[Assumption] = (),
) -> Review:
    """Return all findings, worst first; raises EditRejected on bad properties."""
    return review_of(
        Subject(
            architecture=architecture,
            elements=catalog.elements(architecture, blueprint.environment),
            kinds=catalog.kinds(),
            blueprint=blueprint,
            facts=facts,
            assumptions={assumption.id: assumption.value for assumption in assumptions},
            as_of=as_of,
        )
    )


def review_of(subject: Subject) -> Review:
    """Return the review of elements that are parsed and lowered already."""
    waivers = {
        (w.rule_id, w.element_id): w for w in subject.architecture.waivers if w.expires >= subject.as_of
    }
    found = [finding for rule in rules() for finding in _findings(rule, subject, waivers=waivers)]
    return Review(
        findings=tuple(sorted(found, key=_worst_first)),
        rules_run=len(rules()),
        not_assessable=NOT_ASSESSABLE,
    )


def _findings(
    rule: Rule, subject: Subject, *, waivers: Mapping[tuple[str, str], Waiver]
) -> Iterator[Finding]:
    for hit in rule.findings(subject):
        yield _finding(rule, hit, subject=subject).model_copy(
            update={"waiver": waivers.get((rule.id, hit.element_id))}
        )


def _finding(rule: Rule, hit: Hit, *, subject: Subject) -> Finding:
    in_production = subject.environment is Environment.PROD
    return Finding(
        rule_id=rule.id,
        title=rule.title,
        severity=rule.severity if in_production else rule.severity.lowered(),
        pillar=rule.pillar,
        element_id=hit.element_id,
        message=hit.message,
        evidence=hit.evidence,
        fix=hit.fix,
        fix_label=hit.fix_label if hit.fix else "",
        well_architected=rule.question,
        controls=rule.controls,
        source=rule.source,
    )


def _worst_first(finding: Finding) -> tuple[bool, int, str, str, str]:
    return (
        not finding.open,
        finding.severity.rank,
        finding.rule_id,
        finding.element_id,
        finding.evidence,
    )
