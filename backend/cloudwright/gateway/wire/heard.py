"""Gathers what is said in a body: texts with their paths, images and tools."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cloudwright.gateway.wire.ask import Path, Speaker, Text
from cloudwright.gateway.wire.bodies import Object

NO_PROSE = frozenset(
    {
        "annotations",
        "cache_control",
        "call_id",
        "data",
        "detail",
        "encrypted_content",
        "encrypted_index",
        "file_data",
        "file_id",
        "format",
        "id",
        "image_url",
        "index",
        "item_id",
        "logprobs",
        "media_type",
        "name",
        "object",
        "role",
        "signature",
        "status",
        "tool_call_id",
        "tool_use_id",
        "type",
        "url",
    }
)
"""Keys of messages and blocks under which stand ids, formats and bytes of files."""


@dataclass(slots=True)
class Heard:
    texts: list[Text] = field(default_factory=list)
    images: int = 0
    tools: list[str] = field(default_factory=list)

    def say(self, path: Path, said: object, speaker: Speaker) -> None:
        """Note a text; anything else and nothing are passed over."""
        if isinstance(said, str) and said:
            self.texts.append(Text(path, said, speaker))

    def say_all(
        self, path: Path, said: object, speaker: Speaker, *, besides: frozenset[str] = NO_PROSE
    ) -> None:
        """Note every text inside a value of unknown shape, except under some keys."""
        self.texts.extend(Text(at, text, speaker) for at, text in _strings(path, said, besides) if text)

    def offer(self, tool: object) -> None:
        """Note the name of a tool."""
        if isinstance(tool, str) and tool:
            self.tools.append(tool)


def _strings(path: Path, root: object, besides: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """Walk in the order of the text, without recursion: depth is the sender's choice."""
    waiting: list[tuple[Path, object]] = [(path, root)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, str):
            yield at, value
        elif isinstance(value, dict):
            waiting.extend(
                ((*at, key), inner) for key, inner in reversed(value.items()) if key not in besides
            )
        elif isinstance(value, list):
            waiting.extend(((*at, place), value[place]) for place in reversed(range(len(value))))


def named(tool: Object) -> object:
    """Return the name of a tool, or its type where the provider brings it by itself."""
    return tool.get("name") or tool.get("server_label") or tool.get("type")
