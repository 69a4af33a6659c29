"""What one text adds to a brief: computed on plain values, stored later."""

from cloudwright.design.intake.explaining import explanation
from cloudwright.design.intake.read import left_over, read
from cloudwright.design.model.brief import Brief
from cloudwright.projects.schemas import Understood

_MARKS = str.maketrans("", "", '“”"')


def understood(text: str, old: Brief) -> Understood:
    """Read the text into the brief; a text that says nothing new leaves it as it is. CPU-heavy when long.

    Words that are explained, “like velvet” means: answers within 200 ms, are no longer unused.
    """
    explained = explanation(text)
    said = text if explained is None else explained.meaning
    new = read(said, old)
    left = left_over(said)
    if explained is not None and new.requirements != old.requirements:
        left = ()
        rest = tuple(each for each in old.unused if _bare(each) != _bare(explained.phrase))
        new = new.model_copy(update={"unused": rest})
    changed = new != old
    if changed:
        new = new.model_copy(update={"revision": old.revision + 1})
    known = {(r.id, r.statement) for r in old.requirements}
    return Understood(
        brief=new,
        new=tuple(r for r in new.requirements if (r.id, r.statement) not in known),
        unused=left,
        questions=new.questions,
        contradictions=new.contradictions,
        changed=changed,
    )


def _bare(phrase: str) -> str:
    """Leave out quotation marks, which cannot stand within quoted words."""
    return phrase.translate(_MARKS)
