"""Sentences that give a part another name."""

import re

from cloudwright.design.intake.changes.sketch import Proposed, Sketch, Unclear
from cloudwright.design.model.edits import UpdateComponent

_RENAME = re.compile(
    r"\bre-?name (?P<old>[^.;!?]{1,80}?) (?:to|as|into) ['\"“‘]?(?P<new>\w[\w &/().'-]{0,60}?)['\"”’]?\s*[.!]?$",
    re.IGNORECASE,
)


def renaming(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edit that gives the named part another title, or None."""
    match = _RENAME.search(text)
    if match is None:
        return None
    old, new = match["old"], match["new"].strip()
    named = sketch.named(old)
    if len(named) != 1:
        which = ", ".join(f"'{c.title}'" for c in named or sketch.components)
        reason = (
            f"That could mean several parts: {which}." if named else f"I do not find '{old}' in this design."
        )
        return Unclear(reason=reason, instead="" if named else f"It has: {which}.")
    title = new[:1].upper() + new[1:]
    return Proposed(
        edits=(UpdateComponent(id=named[0].id, title=title),), note=f"Rename {named[0].title} to {title}"
    )
