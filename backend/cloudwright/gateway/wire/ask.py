"""What a request asks for, whichever wire it came on."""

from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]
"""Keys and places that lead from the body of a request to a value."""


class Wire(StrEnum):
    """How an application speaks."""

    CHAT = "chat"  # OpenAI's Chat Completions
    RESPONSES = "responses"  # OpenAI's Responses
    EMBEDDINGS = "embeddings"  # OpenAI's Embeddings
    MESSAGES = "messages"  # Anthropic's Messages


class Speaker(StrEnum):
    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class Text:
    """Something that was said, and where it stands in the body."""

    path: Path
    text: str
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Ask:
    """One request as every stage sees it.

    `max_tokens` is what the client set, None where it set nothing; `usage_wanted` whether it asked for the
    tokens of a stream by itself; `end_user` the id that the application gave its own user, or "".
    """

    wire: Wire
    model: str
    stream: bool
    usage_wanted: bool
    max_tokens: int | None
    texts: tuple[Text, ...]
    images: int
    tools: tuple[str, ...]
    end_user: str
    body_bytes: int
