"""Answers that come in pieces: said as soon as what is said can no longer become a finding."""

from collections.abc import Sequence

from cloudwright.gateway.inspection.kinds import Direction
from cloudwright.gateway.inspection.profiles import Profile
from cloudwright.gateway.inspection.rules import rules
from cloudwright.gateway.inspection.scanning import Scan
from cloudwright.gateway.inspection.verdicts import Finding, Verdict


class Tail:
    """Inspects the channels of one stream, each for itself.

    What is fed comes back redacted, up to 128 characters late; the result is that of the whole text, however
    it is cut. After a blocked finding nothing more comes back, and `blocked` says so.
    """

    def __init__(self, profile: Profile, *, direction: Direction = Direction.ANSWER) -> None:
        self._rules = rules(profile.actions(direction)) if profile.watches(direction) else None
        self._scans: dict[str, Scan] = {}
        self.blocked = False

    @property
    def watches(self) -> bool:
        """Whether anything is looked for; a stream that nothing watches can be relayed as bytes."""
        return self._rules is not None

    @property
    def verdict(self) -> Verdict:
        """What has been found so far; places count from the beginning of each channel, which is the path."""
        return Verdict(tuple(self._findings()))

    @property
    def waiting(self) -> Sequence[str]:
        """The channels that hold something back."""
        return () if self.blocked else tuple(name for name, scan in self._scans.items() if scan.held)

    def feed(self, channel: str, text: str) -> str:
        """Take the next piece of a channel; return what may be said now."""
        if self._rules is None:
            return text
        if self.blocked:
            return ""
        scan = self._scans.get(channel)
        if scan is None:
            scan = self._scans[channel] = Scan(self._rules, (channel,))
        scan.feed(text)
        return self._passing(scan)

    def end(self, channel: str) -> str:
        """Return what a channel still holds back; it ends here."""
        scan = self._scans.get(channel)
        if scan is None or self.blocked:
            return ""
        scan.finish()
        return self._passing(scan)

    def _passing(self, scan: Scan) -> str:
        self.blocked = scan.blocked
        return scan.taken_before_block()

    def _findings(self) -> Sequence[Finding]:
        return [finding for scan in self._scans.values() for finding in scan.findings]
