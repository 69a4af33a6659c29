"""docs/requirements.md: each requirement, the words it came from, and what meets it."""

from cloudwright.design.bundle.markdown import bullets, escaped, sections, table
from cloudwright.design.bundle.subject import Subject


def requirements(subject: Subject) -> str:
    """Return docs/requirements.md: each requirement with its words, verdict and evidence."""
    rows = [
        (
            escaped(r.statement),
            f"“{escaped(r.quote)}”" if r.quote else "",
            r.status.replace("_", " "),
            escaped(r.evidence),
            ", ".join(f"`{e}`" for e in r.element_ids),
        )
        for r in subject.evaluation.requirements
    ]
    assumed = [
        f"{escaped(q.text)} Taken: {escaped(next(c.label for c in q.choices if c.id == q.effective))}."
        for q in subject.brief.questions
        if q.answer is None
    ]
    unused = [escaped(u) for u in subject.brief.unused]
    return sections(
        "# Requirements",
        table(("requirement", "from", "status", "evidence", "elements"), rows)
        if rows
        else "None were stated that can be held against the design.",
        "## Assumed" if assumed else "",
        bullets(assumed),
        "## Not used" if unused else "",
        "Nothing was made of these words:" if unused else "",
        bullets(unused),
    )
