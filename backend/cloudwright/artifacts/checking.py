"""What the checks say about a bundle's code, with files and lines."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from cloudwright.artifacts.ports import LintMatch
from cloudwright.design.blueprint.graph import Blueprint, Stack
from cloudwright.design.bundle.checks import Check, Level, Match
from cloudwright.design.bundle.consistency.report import ConsistencyReport
from cloudwright.design.bundle.files import BundleFile
from cloudwright.design.emit.cloudformation.emitter import template_path
from cloudwright.design.emit.cloudformation.locate import line_of
from cloudwright.design.emit.files import EmittedFile
from cloudwright.design.emit.terraform.schema import check
from cloudwright.design.emit.terraform.schema_data import PROVIDER_VERSION
from cloudwright.design.pricing.estimate import Estimate
from cloudwright.design.review.finding import Finding, Review, Severity

_LEVELS: Mapping[Severity, Level] = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "warning",
    Severity.MEDIUM: "warning",
    Severity.LOW: "informational",
}
Files = Mapping[str, BundleFile]


def lint_check(found: Sequence[LintMatch], files: Files, blueprints: Sequence[Blueprint]) -> Check:
    """Return what cfn-lint said, each with its line in the YAML file."""
    owners = {
        (template_path(b, r.stack), r.logical_id): r.key.element_id for b in blueprints for r in b.resources
    }
    return Check(
        id="cfn-lint",
        title="CloudFormation templates",
        tool="cfn-lint",
        version=version("cfn-lint"),
        ran=True,
        proves="Every property is known, of the right type and allowed in the Region.",
        matches=tuple(_lint_match(match, files, owners) for match in found),
    )


def unasked_linter(reason: str) -> Check:
    """Return the check that did not happen; templates that nobody judged are not handed out."""
    return Check(
        id="cfn-lint",
        title="CloudFormation templates",
        tool="cfn-lint",
        version=version("cfn-lint"),
        ran=False,
        proves="Nothing: it did not run.",
        matches=(Match(file="cloudformation", line=0, level="error", rule="not-run", message=reason),),
    )


def _lint_match(match: LintMatch, files: Files, owners: Mapping[tuple[str, str], str]) -> Match:
    logical_id = str(match.path[1]) if len(match.path) > 1 and match.path[0] == "Resources" else ""
    return Match(
        file=match.template,
        line=line_of(files[match.template].text, match.path),
        level=match.level,
        rule=match.rule_id,
        message=match.message,
        source=match.source_url,
        element_id=owners.get((match.template, logical_id), ""),
    )


def terraform_check(files: Files) -> Check:
    """Check every Terraform root against the packaged schema of the provider."""
    roots = sorted({path.split("/")[1] for path in files if path.startswith("terraform/")})
    found = [
        match
        for root in roots
        for match in check(
            EmittedFile(path, file.text)
            for path, file in sorted(files.items())
            if path.startswith(f"terraform/{root}/")
        )
    ]
    return Check(
        id="terraform-schema",
        title="Terraform against the provider's schema",
        tool="hashicorp/aws schema, offline",
        version=PROVIDER_VERSION,
        ran=True,
        proves="Every argument, block and reference exists. `terraform validate` itself did not run here.",
        matches=tuple(
            Match(file=m.path, line=m.line, level=m.level, rule="schema", message=m.message) for m in found
        ),
    )


def rules_check(review: Review, files: Files, blueprint: Blueprint) -> Check:
    """Return the open findings; critical ones are errors, so that a bundle with one is not handed out."""
    places = Places(files, blueprint)
    return Check(
        id="cloudwright-rules",
        title=f"Cloudwright rules ({review.rules_run})",
        tool="cloudwright",
        version=version("cloudwright"),
        ran=True,
        proves="The named rules hold for production. What the rules cannot see is listed in docs/review.md.",
        matches=tuple(_finding(finding, places) for finding in review.open),
    )


def _finding(finding: Finding, places: "Places") -> Match:
    file, line = places.of(finding.element_id)
    return Match(
        file=file,
        line=line,
        level=_LEVELS[finding.severity],
        rule=finding.rule_id,
        message=f"{finding.title}: {finding.message}",
        source=finding.source,
        element_id=finding.element_id,
    )


def price_check(estimate: Estimate) -> Check:
    """Name what has no price, and prices that nobody has looked up again."""
    unverified = sorted({x.element_id for x in estimate.lines if x.status == "recalled-unverified"})
    missing = [
        Match(
            file="docs/cost.md",
            line=0,
            level="informational",
            rule="unpriced",
            message=f"{each.what}: {each.reason}",
            element_id=each.element_id,
        )
        for each in estimate.unpriced
    ]
    recalled = [
        Match(
            file="docs/cost.md",
            line=0,
            level="informational",
            rule="unverified-price",
            message="A price of this component was not checked against the price list.",
            element_id=element_id,
        )
        for element_id in unverified
    ]
    return Check(
        id="price",
        title="Price",
        tool="cloudwright",
        version=version("cloudwright"),
        ran=True,
        proves=f"Every line has a formula and a dated price ({estimate.as_of}), without discounts and tax.",
        matches=(*missing, *recalled),
    )


def consistency_check(report: ConsistencyReport) -> Check:
    return Check(
        id="consistency",
        title="All files say the same",
        tool="cloudwright, an independent reader",
        version=version("cloudwright"),
        ran=True,
        proves="The files describe one system: design, diagrams, code, prices and documents agree.",
        matches=tuple(
            Match(
                file=d.file,
                line=0,
                level="error",
                rule="consistency",
                message=d.message,
                element_id=d.element_id,
            )
            for d in report.differences
        ),
    )


class Places:
    """Where the code of an element begins, in the production template."""

    def __init__(self, files: Files, blueprint: Blueprint) -> None:
        self._first: dict[str, tuple[str, int]] = {}
        texts = {stack: files.get(template_path(blueprint, stack)) for stack in Stack}
        for resource in blueprint.resources:
            file = texts[resource.stack]
            if file is not None and resource.key.element_id not in self._first:
                line = _line_starting(file.text, f"  {resource.logical_id}:")
                self._first[resource.key.element_id] = (file.path, line)

    def of(self, element_id: str) -> tuple[str, int]:
        """Return the file and line (from 1); the design itself when nothing is created for the element."""
        return self._first.get(element_id, ("design.yaml", 0))


def _line_starting(text: str, beginning: str) -> int:
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, start=1) if line == beginning), 0)
