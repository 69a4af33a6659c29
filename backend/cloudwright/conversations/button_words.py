"""What a turn says in the transcript when a button was pressed and the client sent no words for it."""

from typing import assert_never

from cloudwright.agents.turn import Action, Answer, ApplyFix, Ask, Build, Continue, PlanBundle, Undo


def worded(ask: Ask) -> Ask:
    """Return the ask with words for people: its own, or those of what was pressed."""
    if ask.text:
        return ask
    words = _approval_words(ask) if ask.action is None else _action_words(ask.action)
    return ask.model_copy(update={"text": words})


def _action_words(action: Action) -> str:
    match action:
        case Build():
            return "Build the bundle"
        case PlanBundle():
            return "Plan the bundle"
        case Answer():
            return "Answer a question"
        case Undo():
            return "Undo the last change"
        case Continue():
            return "Continue"
        case ApplyFix():
            return "Apply a fix"
        case _:
            assert_never(action)


def _approval_words(ask: Ask) -> str:
    approved = all(each.status == "resolved" for each in ask.resume)
    return "Approve the plan" if approved else "Ask for changes to the plan"
