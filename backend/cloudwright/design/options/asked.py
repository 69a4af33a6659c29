"""What a brief asks for, stated or answered."""

from cloudwright.design.model.brief import Brief


def asked(brief: Brief, capability: str) -> bool:
    """Tell whether the requirement with this id was stated."""
    return brief.requirement(capability) is not None


def answered(brief: Brief, question_id: str, choice_id: str) -> bool:
    """Tell whether a question stands at this choice, answered or by default."""
    return any(q.id == question_id and q.effective == choice_id for q in brief.questions)


def decided(brief: Brief, question_id: str, choice_id: str) -> bool:
    """Tell whether somebody answered a question so; a default decides nothing."""
    return any(q.id == question_id and q.answer == choice_id for q in brief.questions)
