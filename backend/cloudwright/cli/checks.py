"""How the checks of a bundle read in a terminal."""

from collections.abc import Iterator

from cloudwright.design.bundle.checks import CheckReport

_MARK = {"error": "ERROR", "warning": "WARNING", "informational": "note"}


def report_lines(report: CheckReport) -> Iterator[str]:
    """Yield a line for each check, and below it its errors and warnings with file and line."""
    for check in report.checks:
        verdict = _verdict(check.errors, check.warnings) if check.ran else "DID NOT RUN"
        yield f"{check.title} ({check.tool} {check.version}): {verdict}"
        for match in check.matches:
            if match.level != "informational":
                place = f"{match.file}:{match.line}" if match.line else match.file
                yield f"  {_MARK[match.level]} {place} {match.rule}: {match.message}"
    yield f"{report.errors} errors, {report.warnings} warnings. Not deployed to AWS."


def _verdict(errors: int, warnings: int) -> str:
    if errors:
        return f"FAILED, {errors} errors, {warnings} warnings"
    return f"passed, {warnings} warnings" if warnings else "passed"
