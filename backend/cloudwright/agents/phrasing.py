"""What a model reads: the person's words, and in brackets what they pressed or selected."""

from collections.abc import Sequence
from typing import assert_never

from strands.types.content import Message, Messages

from cloudwright.agents.turn import (
    Action,
    Answer,
    ApplyFix,
    Ask,
    Build,
    Continue,
    Earlier,
    PlanBundle,
    Turn,
    Undo,
)

_LONGEST_HISTORY_CHARACTERS = 60_000


def prompt(turn: Turn) -> str:
    """Return the newest user message."""
    ask = turn.ask
    parts = [ask.text] if ask.text else []
    if ask.action is not None:
        parts.append(f"[The person pressed a button: {_pressed(ask.action)}]")
    if ask.scope:
        parts.append(f"[Selected components: {', '.join(ask.scope)}]")
    if ask.resume and turn.resumes is not None:
        parts += [_answered(ask, subject=turn.resumes.subject)]
    return "\n".join(parts) or "[No text]"


def history(earlier: Sequence[Earlier]) -> Messages:
    """Return earlier messages with alternating roles, the oldest left out when they are too long.

    Messages without a word, such as answers that were stopped at once, are left out: providers refuse them.
    """
    kept: list[Earlier] = []
    room = _LONGEST_HISTORY_CHARACTERS
    for message in reversed(earlier):
        if not message.text.strip():
            continue
        room -= len(message.text)
        if room < 0:
            break
        kept.insert(0, message)
    while kept and not kept[0].by_person:
        kept.pop(0)
    return _alternating(kept)


def _alternating(kept: Sequence[Earlier]) -> Messages:
    messages: Messages = []
    for each in kept:
        role = "user" if each.by_person else "assistant"
        if messages and messages[-1]["role"] == role:
            messages[-1]["content"].append({"text": each.text})
        else:
            messages.append(_message(each))
    if messages and messages[-1]["role"] == "user":
        messages.append({"role": "assistant", "content": [{"text": "[No answer was given.]"}]})
    return messages


def _message(earlier: Earlier) -> Message:
    return {"role": "user" if earlier.by_person else "assistant", "content": [{"text": earlier.text}]}


def _pressed(action: Action) -> str:
    match action:
        case Build():
            return f"build the bundle of option {action.option_id} now; the plan is approved"
        case PlanBundle():
            return f"plan the bundle of option {action.option_id}"
        case Answer():
            return f"answer question {action.question_id} with choice {action.choice_id}"
        case Undo():
            return f"undo the last change of option {action.option_id}"
        case Continue():
            return "continue what was interrupted"
        case ApplyFix():
            return f"fix finding {action.finding.rule_id} on {action.finding.element_id}"
    assert_never(action)


def _answered(ask: Ask, *, subject: str) -> str:
    verdict = "approved" if any(each.status == "resolved" for each in ask.resume) else "refused"
    details = "; ".join(str(each.payload) for each in ask.resume if each.payload is not None)
    return f"[The person {verdict} the plan for {subject}. {details}]".replace(". ]", ".]")
