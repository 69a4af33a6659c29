"""What an inspection says: what was found and where, never the value."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cloudwright.gateway.inspection.kinds import Action, Kind
from cloudwright.gateway.wire.ask import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """`start` and `end` are places of characters in the text that came, before anything was replaced."""

    kind: Kind
    action: Action
    path: Path
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """`redactions` has the texts that change, whole, with marks in place of what is redacted or blocked."""

    findings: tuple[Finding, ...] = ()
    redactions: Mapping[Path, str] = field(default_factory=dict)

    @property
    def blocked_by(self) -> tuple[Kind, ...]:
        """The kinds for which the text may not pass, in the order of `Kind`."""
        blocking = {finding.kind for finding in self.findings if finding.action is Action.BLOCK}
        return tuple(kind for kind in Kind if kind in blocking)

    @property
    def counts(self) -> Mapping[Kind, int]:
        return Counter(finding.kind for finding in self.findings)


def joined(verdicts: Sequence[Verdict]) -> Verdict:
    """Return what several verdicts on different texts say together."""
    return Verdict(
        tuple(finding for verdict in verdicts for finding in verdict.findings),
        {path: text for verdict in verdicts for path, text in verdict.redactions.items()},
    )
