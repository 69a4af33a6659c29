"""The ripple: what a change to a design did to everything computed from it."""

from collections.abc import Mapping

from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.model.diff import Diff
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.resilience.floor import SlaFloor
from cloudwright.design.review.finding import Finding, Severity
from cloudwright.design.trace.requirement import Status
from cloudwright.kit.money import Money


class FindingRef(Frozen):
    rule_id: str
    title: str
    severity: Severity
    element_id: str


class Ripple(Frozen):
    """One line a person can check: elements, money, findings, requirements, files, and what got worse."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    money_before: Money
    money_after: Money
    findings_opened: tuple[FindingRef, ...]
    findings_closed: tuple[FindingRef, ...]
    requirements_met: int
    requirements_total: int
    requirements_broken: tuple[str, ...]
    files_changed: tuple[str, ...]
    worse: str


def ripple(
    before: Evaluation,
    after: Evaluation,
    *,
    difference: Diff,
    files_before: Mapping[str, str],
    files_after: Mapping[str, str],
) -> Ripple:
    """Return what happened between two evaluations; files are path -> content hash."""
    opened = _refs(after, without=before)
    broken = _broken(before, after)
    met = sum(1 for r in after.requirements if r.status is Status.MET)
    return Ripple(
        added=tuple(e.id for e in difference.added),
        removed=tuple(e.id for e in difference.removed),
        changed=tuple(e.id for e in difference.changed),
        money_before=before.estimate.total,
        money_after=after.estimate.total,
        findings_opened=opened,
        findings_closed=_refs(before, without=after),
        requirements_met=met,
        requirements_total=len(after.requirements),
        requirements_broken=broken,
        files_changed=_changed_files(files_before, files_after),
        worse=_worse(before, after, opened=opened, broken=broken),
    )


def _refs(evaluation: Evaluation, *, without: Evaluation) -> tuple[FindingRef, ...]:
    known = {(f.rule_id, f.element_id) for f in without.review.open}
    return tuple(_ref(f) for f in evaluation.review.open if (f.rule_id, f.element_id) not in known)


def _ref(finding: Finding) -> FindingRef:
    return FindingRef(
        rule_id=finding.rule_id,
        title=finding.title,
        severity=finding.severity,
        element_id=finding.element_id,
    )


def _broken(before: Evaluation, after: Evaluation) -> tuple[str, ...]:
    was_met = {r.requirement_id for r in before.requirements if r.status is Status.MET}
    return tuple(
        r.requirement_id
        for r in after.requirements
        if r.requirement_id in was_met and r.status is not Status.MET
    )


def _changed_files(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(p for p in sorted(before.keys() | after.keys()) if before.get(p) != after.get(p))


def _worse(
    before: Evaluation, after: Evaluation, *, opened: tuple[FindingRef, ...], broken: tuple[str, ...]
) -> str:
    parts = []
    if broken:
        statements = {r.requirement_id: r.statement for r in after.requirements}
        parts.append("no longer met: " + ", ".join(statements[r] for r in broken))
    if opened:
        worst = min(opened, key=lambda f: f.severity.rank)
        more = f" and {len(opened) - 1} more" if len(opened) > 1 else ""
        parts.append(f"new {worst.severity} finding: {worst.title}{more}")
    if _lower(after.floor, than=before.floor):
        parts.append(f"the SLA floor fell from {before.floor.percent} % to {after.floor.percent} %")
    increase = after.estimate.total.rounded - before.estimate.total.rounded
    if increase > 0:
        parts.append(f"it costs {after.estimate.total.currency} {increase:,.2f} a month more")
    if not parts:
        return "Nothing that is measured here got worse."
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _lower(floor: SlaFloor, *, than: SlaFloor) -> bool:
    if floor.percent is None or than.percent is None:
        return False
    return float(floor.percent) < float(than.percent)
