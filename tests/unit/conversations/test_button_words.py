"""Every button reads as words, and words that were sent stay as they are."""

import pytest

from cloudwright.agents.turn import (
    Action,
    Answer,
    ApplyFix,
    Ask,
    Build,
    Continue,
    FindingReference,
    Mode,
    PlanBundle,
    Resume,
    Undo,
)
from cloudwright.conversations.button_words import worded

_FINDING = FindingReference(rule_id="SEC-1", element_id="api")


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Build(option_id="opt_1"), "Build the bundle"),
        (PlanBundle(option_id="opt_1"), "Plan the bundle"),
        (Answer(question_id="q_1", choice_id="c_1"), "Answer a question"),
        (Undo(option_id="opt_1"), "Undo the last change"),
        (Continue(), "Continue"),
        (ApplyFix(finding=_FINDING), "Apply a fix"),
    ],
)
def test_a_button_without_words_is_given_some(action: Action, words: str) -> None:
    assert worded(Ask(mode=Mode.ANALYZE, action=action)).text == words


def test_an_answer_to_a_plan_says_which_one_it_was() -> None:
    def said(status: str) -> str:
        resume = Resume.model_validate({"interruptId": "int_1", "status": status})
        return worded(Ask(mode=Mode.IMPLEMENT, resume=(resume,))).text

    assert said("resolved") == "Approve the plan"
    assert said("cancelled") == "Ask for changes to the plan"


def test_the_words_of_the_button_itself_are_kept() -> None:
    ask = Ask(mode=Mode.IMPLEMENT, text="Build “Lean”", action=Build(option_id="opt_1"))

    assert worded(ask) == ask
