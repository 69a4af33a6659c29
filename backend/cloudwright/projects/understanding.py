"""What one text adds to a brief: computed on plain values, stored later."""

from cloudwright.design.intake.read import left_over, read
from cloudwright.design.model.brief import Brief
from cloudwright.projects.schemas import Understood


def understood(text: str, old: Brief) -> Understood:
    """Read the text into the brief; a text that says nothing new leaves it as it is. CPU-heavy when long."""
    new = read(text, old)
    changed = new != old
    if changed:
        new = new.model_copy(update={"revision": old.revision + 1})
    known = {(r.id, r.statement) for r in old.requirements}
    return Understood(
        brief=new,
        new=tuple(r for r in new.requirements if (r.id, r.statement) not in known),
        unused=left_over(text),
        questions=new.questions,
        contradictions=new.contradictions,
        changed=changed,
    )
