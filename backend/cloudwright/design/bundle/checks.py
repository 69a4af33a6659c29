"""What was checked about a bundle, by what, and what it proves."""

from typing import Literal

from cloudwright.design.model.frozen import Frozen

Level = Literal["error", "warning", "informational"]


class Match(Frozen):
    """One thing that a check says, with the file and the line it is about (line 0: the file as a whole)."""

    file: str
    line: int
    level: Level
    rule: str
    message: str
    source: str = ""
    element_id: str = ""


class Check(Frozen):
    """One tool: its version, whether it ran here, and what its silence proves."""

    id: str
    title: str
    tool: str
    version: str
    ran: bool
    proves: str
    matches: tuple[Match, ...] = ()

    @property
    def errors(self) -> int:
        return sum(1 for m in self.matches if m.level == "error")

    @property
    def warnings(self) -> int:
        return sum(1 for m in self.matches if m.level == "warning")


class CheckReport(Frozen):
    """checks/report.json. What did not run is listed with what would run it."""

    checks: tuple[Check, ...]
    not_run: tuple[str, ...] = (
        "terraform validate and plan: run `make check` in this folder",
        "checkov: run `make check` in this folder",
        "a deployment to AWS: nothing here has been deployed",
    )

    @property
    def errors(self) -> int:
        return sum(c.errors for c in self.checks)

    @property
    def warnings(self) -> int:
        return sum(c.warnings for c in self.checks)
