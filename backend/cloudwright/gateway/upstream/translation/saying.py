"""What several translations say in the same way."""

import orjson

from cloudwright.gateway.wire.ask import Path
from cloudwright.gateway.wire.bodies import Object, a_text, lenient, spelled, written
from cloudwright.gateway.wire.refusal import Reason, Refusal

LONGEST_ANSWER = 8_192
"""Tokens of an answer for a provider that must be told a limit, where nobody set one."""


def cannot(path: Path, must: str) -> Refusal:
    """Return the refusal of something that the chosen model's provider has no word for."""
    name = spelled(path)
    return Refusal(
        Reason.MALFORMED,
        "not_translatable",
        f"`{name}` cannot be said to the provider of this model: {must}",
        parameter=name,
    )


def kept(**fields: object) -> Object:
    """Return the fields that are there."""
    return {name: value for name, value in fields.items() if value is not None}


def arguments_of(call: Object, key: str, path: Path) -> Object:
    """Return the arguments of a tool call, which OpenAI writes as text."""
    text = a_text(call, key)
    found = lenient(text.encode()) if text.strip() else {}
    if not isinstance(found, dict):
        raise cannot((*path, key), "send the arguments of a tool call as one JSON object.")
    return found


def as_text(value: object) -> str:
    """Return JSON as the text that OpenAI wants it in."""
    return written(value).decode()


def block_texts(content: object) -> str:
    """Return what the text blocks of a content say together."""
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else []
    return "\n".join(
        a_text(block, "text") for block in blocks if isinstance(block, dict) and block.get("type") == "text"
    )


def merged(messages: list[tuple[str, list[Object]]]) -> list[tuple[str, list[Object]]]:
    """Put what one side says in a row into one message, as providers with strict turns want it."""
    turns: list[tuple[str, list[Object]]] = []
    for role, blocks in messages:
        if turns and turns[-1][0] == role:
            turns[-1][1].extend(blocks)
        elif blocks:
            turns.append((role, [*blocks]))
    return turns


def figure(found: Object, key: str) -> int:
    value = found.get(key)
    return max(value, 0) if isinstance(value, int) else 0


def encoded(value: Object) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:
        return written(value)


def word(found: object) -> str:
    """Return a word of the other side, "" for what is none."""
    return found if isinstance(found, str) else ""
