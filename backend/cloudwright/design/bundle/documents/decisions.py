"""docs/decisions.md: what was chosen against what, and when to think again."""

from cloudwright.design.bundle.markdown import bullets, escaped, sections
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.model.architecture import Decision


def decisions(subject: Subject) -> str:
    found = subject.architecture.decisions
    none = "" if found else "No decision is recorded in the design."
    return sections("# Decisions", none, *(_decision(d) for d in found))


def _decision(decision: Decision) -> str:
    elements = ", ".join(f"`{e}`" for e in decision.elements)
    return sections(
        f"## {escaped(decision.title)}",
        escaped(decision.choice),
        f"**Context.** {escaped(decision.context)}" if decision.context else "",
        f"**Consequences.** {escaped(decision.consequences)}" if decision.consequences else "",
        f"**Alternatives.**\n\n{bullets(escaped(a) for a in decision.alternatives)}"
        if decision.alternatives
        else "",
        f"**Think again when** {escaped(_lower_first(decision.revisit_when))}"
        if decision.revisit_when
        else "",
        f"**Concerns** {elements}." if elements else "",
    )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
