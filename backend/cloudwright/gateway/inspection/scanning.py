"""One text, looked at whole or in pieces with the same result.

Every place is judged by what stands there alone, and only when more text cannot change the judgement. So the
pieces that a text comes in decide when something is said, never what.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cloudwright.gateway.inspection.finding import Span
from cloudwright.gateway.inspection.folding import folded
from cloudwright.gateway.inspection.kinds import Action, Kind
from cloudwright.gateway.inspection.patterns import LONGEST
from cloudwright.gateway.inspection.rules import Candidate, Closing, Rules, outweighs
from cloudwright.gateway.inspection.verdicts import Finding
from cloudwright.gateway.wire.ask import Path

_BREAK = b"\n"
MOST_REJECTED = 5_000
"""How many candidates of one text may turn out to be nothing before what overlaps them is left out.

Texts that are made of candidates would else take seconds for a megabyte.
"""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: Kind
    action: Action


@dataclass(slots=True)
class _OpenRun:
    closing: Closing
    finding: int
    start: int
    at: int


class Scan:
    """`findings` grow while the text is fed; `blocked` says that one of them may not pass.

    Places are counted in characters from the beginning of the text. `_seen` has one byte before `_text`.
    """

    def __init__(self, rules: Rules, path: Path) -> None:
        self._rules = rules
        self._path = path
        self._text, self._seen, self._at = "", _BREAK, 0
        self._next = 0
        self._judged = self._rejected = 0
        self._said = 0
        self._marks: list[_Mark] = []
        self._places = rules.places(self._seen)
        self._run: _OpenRun | None = None
        self._out: list[str] = []
        self._passing: int | None = None
        self.findings: list[Finding] = []

    @property
    def blocked(self) -> bool:
        return self._passing is not None

    @property
    def replaced(self) -> bool:
        """Whether the text that is said differs from the one that came."""
        return any(finding.action is not Action.OBSERVE for finding in self.findings)

    @property
    def held(self) -> int:
        """How many characters are neither said nor replaced yet."""
        return self._at + len(self._text) - max(self._said, self._at)

    def feed(self, text: str) -> None:
        """Judge what can be judged before more is known."""
        self._take(text)
        self._look(self._held_from)
        self._forget()

    def feed_last(self, text: str) -> None:
        """Judge a text that nothing follows."""
        self._take(text)
        self.finish()

    def finish(self) -> None:
        """Judge what was held back: nothing follows."""
        self._places = self._rules.places(self._seen)
        self._look(self._end)
        if self._run is not None:
            run, self._run = self._run, None
            self._settle(run, self._end() if run.closing.closed else run.at)
            self._look(self._end)
        self._forget()

    def taken(self) -> str:
        """Return what has been said since the last time."""
        said, self._out = "".join(self._out), []
        return said

    def taken_before_block(self) -> str:
        """Return what may pass: nothing from the first blocked finding on."""
        if self._passing is not None:
            said, self._out, self._passing = "".join(self._out[: self._passing]), [], 0
            return said
        return self.taken()

    def _take(self, text: str) -> None:
        self._text += text
        self._seen += folded(text)
        self._places = self._rules.places(self._seen)

    def _end(self) -> int:
        return self._at + len(self._text)

    def _held_from(self) -> int:
        if self._next >= self._end():
            return self._end()
        return self._rules.held_from(self._seen, self._next - self._at + 1) + self._at - 1

    def _look(self, limit_now: Callable[[], int]) -> None:
        """Judge every place before the limit."""
        while self._run is None or self._closes(self._run):
            limit = limit_now()
            opened = self._next_run(limit)
            if opened is None:
                self._next = max(self._next, limit)
                self._say(self._next)
                return
            self._run = opened
            self._say(opened.at)

    def _next_run(self, limit: int) -> _OpenRun | None:
        """Judge places until the limit or until one opens a run."""
        while self._next < limit:
            place = self._places.first(self._next - self._at + 1)
            if place is None or place[0] + self._at - 1 >= limit:
                return None
            candidates = self._rules.candidates(self._seen, place, earlier=self._judged)
            self._next = self._after(place, found=len(candidates))
            for candidate in candidates:
                run = self._accepted(candidate)
                if run is not None:
                    return run
        return None

    def _after(self, place: Span, *, found: int) -> int:
        """Return where to look next: one further, or behind what was rejected when that happens too often."""
        self._judged += 1
        self._rejected += not found
        further = place[0] + 1 if found or self._rejected <= MOST_REJECTED else place[1]
        return further + self._at - 1

    def _accepted(self, candidate: Candidate) -> _OpenRun | None:
        """Note a finding; return the run it opens, if its text is replaced."""
        shift = self._at - 1
        start, end = candidate.span[0] + shift, candidate.span[1] + shift
        kind, action = candidate.pattern.kind, candidate.action
        if self._known(kind, action, start=start, end=end):
            return None
        self.findings.append(Finding(kind, action, self._path, start, end))
        if action is Action.OBSERVE:
            return None
        self._marks.append(_Mark(start, end, kind, action))
        closing = self._rules.closings.get(id(candidate.pattern))
        if closing is None:
            return None
        return _OpenRun(closing, len(self.findings) - 1, start, end)

    def _known(self, kind: Kind, action: Action, *, start: int, end: int) -> bool:
        """Say whether something as strong was found around this, or the same kind."""
        for other in reversed(self.findings):
            if other.start + LONGEST < start:
                return False
            around = other.start <= start and end <= other.end
            if around and (other.kind is kind or not outweighs(action, other.action)):
                return True
        return False

    def _closes(self, run: _OpenRun) -> bool:
        """Let a run go on; say whether it has come to its end."""
        closing, shift = run.closing, self._at - 1
        most = run.start + closing.most
        found = closing.whole.search(self._seen, run.at - shift)
        ends = None if found is None else found[closing.closed] + shift
        if ends is None and self._end() < most:
            first = max(run.at - shift, len(self._seen) - LONGEST)
            held = closing.beginning.search(self._seen, first)
            run.at = self._end() if held is None else held[0] + shift
            self._said = max(self._said, run.at)
            return False
        self._run = None
        self._settle(run, most if ends is None else min(ends, most))
        return True

    def _settle(self, run: _OpenRun, end: int) -> None:
        self.findings[run.finding] = replace(self.findings[run.finding], end=end)
        self._next = self._said = max(self._said, end)

    def _say(self, limit: int) -> None:
        """Put out the text before the limit, marks in place of what is replaced."""
        waiting = []
        for mark in sorted(self._marks, key=lambda mark: mark.start):
            if mark.start >= limit:
                waiting.append(mark)
            else:
                self._replace(mark)
        self._marks = waiting
        self._copy(limit)

    def _replace(self, mark: _Mark) -> None:
        """Put a mark in place of a finding, or none where one stands that it overlaps."""
        new = mark.start >= self._said
        self._copy(mark.start)
        if mark.action is Action.BLOCK and self._passing is None:
            self._passing = len(self._out)
        if new:
            self._out.append(mark.kind.mark)
        self._said = max(self._said, mark.end)

    def _copy(self, limit: int) -> None:
        if limit > self._said:
            self._out.append(self._text[self._said - self._at : limit - self._at])
            self._said = limit

    def _forget(self) -> None:
        """Let go of the text that is judged and said, but for one character before the next place."""
        begin = self._next if self._run is None else self._run.at
        self._text = self._text[begin - self._at :]
        self._seen = self._seen[begin - self._at :]
        self._at = begin
