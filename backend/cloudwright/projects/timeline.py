"""What came after what: which change of a design or of its requirements is the newest that holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cloudwright.design.model.brief import Brief


@dataclass(frozen=True, slots=True)
class Step:
    """A revision of an option; `follows` says that nobody edited, it came with other requirements."""

    id: str
    number: int
    parent_id: str | None
    undone_id: str | None
    follows: bool
    made: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """A revision of the brief."""

    brief: Brief
    made: datetime


@dataclass(frozen=True, slots=True)
class Edited:
    """The newest change is that of a revision."""

    step: Step


@dataclass(frozen=True, slots=True)
class Stated:
    """The newest change is what was said in `taken`; `before` is the brief without it."""

    taken: Brief
    before: Brief


class Timeline:
    """The revisions of one option and of the brief, both oldest first; neither is empty."""

    def __init__(self, steps: Sequence[Step], briefs: Sequence[Said]) -> None:
        self._steps = steps
        self._briefs = briefs
        self._by_id = {step.id: step for step in steps}

    @property
    def opening(self) -> Brief:
        """The brief that the option was proposed from."""
        return self._briefs[self._known_at(self._steps[0].made)].brief

    def newest_change(self) -> Edited | Stated | None:
        """Return the newest change that is not taken back; None when the design is as it was proposed."""
        step, said = self._holding()
        if said > self._known_at(self._steps[0].made) and (
            self._briefs[said].made > step.made or (step.follows and self._known_at(step.made) == said)
        ):
            return Stated(self._briefs[said].brief, before=self._briefs[said - 1].brief)
        return None if step.parent_id is None else Edited(step)

    def newest_return(self) -> Edited | Stated | None:
        """Return the newest taking back that is not itself taken back; None when there is none."""
        last, head = len(self._briefs) - 1, self._steps[-1]
        recent = self._briefs[last].made > head.made or head.follows
        if recent and last and self._equal_before(last) is not None:
            return Stated(self._briefs[last].brief, before=self._briefs[last - 1].brief)
        step: Step | None = head
        while step is not None and step.undone_id is not None:
            undone = self._by_id[step.undone_id]
            if undone.undone_id is None:
                return Edited(step)
            step = self._parent(undone)
        return None

    def _holding(self) -> tuple[Step, int]:
        """Walk back over what was taken back to the revision and the brief that hold."""
        step, said = self._steps[-1], len(self._briefs) - 1
        while True:
            earlier, before = self._equal_before(said), None
            if earlier is None:
                before = self._behind(step, said)
            if earlier is None and before is None:
                return step, said
            step, said = before or step, said if earlier is None else earlier

    def _behind(self, step: Step, said: int) -> Step | None:
        """Return the revision that holds in place of this one, when this one is taken back."""
        if step.undone_id is not None:
            return self._parent(self._by_id[step.undone_id])
        if step.follows and self._known_at(step.made) > said:
            taken = self._briefs[said + 1].made
            return next((s for s in reversed(self._steps) if s.made < taken), None)
        return None

    def _parent(self, step: Step) -> Step | None:
        return None if step.parent_id is None else self._by_id[step.parent_id]

    def _known_at(self, moment: datetime) -> int:
        return max((i for i, said in enumerate(self._briefs) if said.made <= moment), default=0)

    def _equal_before(self, place: int) -> int | None:
        wanted = _content(self._briefs[place].brief)
        found = (i for i in range(place - 1, -1, -1) if _content(self._briefs[i].brief) == wanted)
        return next(found, None)


def _content(brief: Brief) -> Brief:
    return brief.model_copy(update={"revision": 0, "unused": ()})
