"""docs/review.md: findings and waivers, worst first, and what the rules cannot see."""

from cloudwright.design.bundle.markdown import bullets, escaped, sections
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.review.finding import Finding


def review(subject: Subject) -> str:
    found = subject.evaluation.review
    opened = list(found.open)
    waived = [f for f in found.findings if not f.open]
    return sections(
        "# Review",
        f"{found.rules_run} rules were asked about production; {_counted(len(opened))} open, {len(waived)} waived.",
        *(_finding(f) for f in opened),
        "## Waived" if waived else "",
        bullets(_waived(f) for f in waived),
        "## Not assessable here" if found.not_assessable else "",
        bullets(escaped(n) for n in found.not_assessable),
    )


def _counted(count: int) -> str:
    return "1 finding is" if count == 1 else f"{count} findings are"


def _finding(finding: Finding) -> str:
    controls = ", ".join((*(c for c in (finding.well_architected,) if c), *finding.controls))
    return sections(
        f"## {finding.severity}: {escaped(finding.title)} (`{finding.element_id}`)",
        escaped(finding.message),
        f"Evidence: {escaped(finding.evidence)}",
        f"Rule {finding.rule_id}" + (f", {escaped(controls)}" if controls else "") + _source(finding),
        f"Fix: {escaped(finding.fix_label)}" if finding.fix_label else "",
    )


def _source(finding: Finding) -> str:
    return f" ([source]({finding.source}))" if finding.source else ""


def _waived(finding: Finding) -> str:
    waiver = finding.waiver
    if waiver is None:
        return ""
    return (
        f"{finding.rule_id} on `{finding.element_id}` until {waiver.expires.isoformat()}, by "
        f"{escaped(waiver.owner)}: {escaped(waiver.reason)}"
    )
