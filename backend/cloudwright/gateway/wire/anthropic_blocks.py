"""What is said in blocks of content of Anthropic's wire."""

from cloudwright.gateway.wire.ask import Path, Speaker
from cloudwright.gateway.wire.bodies import Object, objects, wrong
from cloudwright.gateway.wire.heard import NO_PROSE, Heard

_SEALED = frozenset({"thinking", "redacted_thinking"})
_NOTHING: frozenset[str] = frozenset()


def hear_content(heard: Heard, path: Path, content: object, *, speaker: Speaker) -> None:
    """Note a text or the blocks of a list; thinking that comes back is sealed by its provider."""
    if content is None or isinstance(content, str):
        heard.say(path, content, speaker)
        return
    if not isinstance(content, list):
        raise wrong(path, "a text or a list of blocks")
    for at, block in objects(content, path):
        if block.get("type") not in _SEALED:
            hear_block(heard, at, block, speaker=speaker)


def hear_block(heard: Heard, path: Path, block: Object, *, speaker: Speaker) -> None:
    kind = block.get("type")
    inner = Speaker.TOOL if kind == "tool_result" else speaker
    heard.images += kind == "image"
    for key, value in block.items():
        at = (*path, key)
        if key == "input":
            heard.say_all(at, value, speaker, besides=_NOTHING)
        elif key == "source" and isinstance(value, dict):
            _hear_source(heard, at, value, speaker=speaker)
        elif key == "content" and isinstance(value, list):
            _hear_blocks(heard, at, value, speaker=inner)
        elif key not in NO_PROSE:
            heard.say_all(at, value, inner)


def _hear_blocks(heard: Heard, path: Path, blocks: object, *, speaker: Speaker) -> None:
    """Note what is said inside of a block, whatever shape it has."""
    for place, found in enumerate(blocks if isinstance(blocks, list) else ()):
        if isinstance(found, dict):
            hear_block(heard, (*path, place), found, speaker=speaker)
        else:
            heard.say_all((*path, place), found, speaker)


def _hear_source(heard: Heard, path: Path, source: Object, *, speaker: Speaker) -> None:
    """Note a document that is text; others are files."""
    if source.get("type") == "text":
        heard.say((*path, "data"), source.get("data"), speaker)
    elif source.get("type") == "content":
        heard.say((*path, "content"), source.get("content"), speaker)
        _hear_blocks(heard, (*path, "content"), source.get("content"), speaker=speaker)
