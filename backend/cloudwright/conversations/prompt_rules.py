"""Which asks are refused before a run is made, and why."""

from cloudwright.agents.turn import Ask
from cloudwright.conversations.errors import PromptEmpty, PromptTooLong
from cloudwright.conversations.schemas import LONGEST_PROMPT_CHARACTERS

_UNKEPT = str.maketrans({"\x00": None})


def check(ask: Ask) -> None:
    """Refuse an ask that says nothing or too much.

    Raises:
        PromptEmpty: neither text nor a button nor an answer.
        PromptTooLong: more than 20,000 characters.
    """
    if len(ask.text) > LONGEST_PROMPT_CHARACTERS:
        raise PromptTooLong(
            f"The message has {len(ask.text):,} characters; at most {LONGEST_PROMPT_CHARACTERS:,} are read "
            "at once. Nothing was sent and what you typed is still in the box: shorten it, or send parts.",
            details={"characters": len(ask.text), "allowed": LONGEST_PROMPT_CHARACTERS},
        )
    if not ask.text.strip() and ask.action is None and not ask.resume:
        raise PromptEmpty("The message is empty. Write what the system should do, in a sentence.")


def cleaned(ask: Ask) -> Ask:
    """Return the ask without characters that no database keeps."""
    return ask.model_copy(update={"text": ask.text.translate(_UNKEPT)})
