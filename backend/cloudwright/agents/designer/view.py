"""What the designer sees of a conversation: the newest message, and what its own tool calls gave."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue
from strands.types.content import ContentBlock, Message

_PRESSED = re.compile(r"^\[The person pressed a button: (?P<what>.+)\]$", re.MULTILINE)
_SELECTED = re.compile(r"^\[Selected components: (?P<ids>.+)\]$", re.MULTILINE)
_VERDICT = re.compile(
    r"^\[The person (?P<verdict>approved|refused) the plan for (?P<option>\S+?)\.(?P<details>.*)\]$",
    re.MULTILINE | re.DOTALL,
)
_BUTTONS = (
    ("build", re.compile(r"build the bundle of option (?P<a>\S+) now")),
    ("plan", re.compile(r"plan the bundle of option (?P<a>\S+)")),
    ("answer", re.compile(r"answer question (?P<a>\S+) with choice (?P<b>\S+)")),
    ("undo", re.compile(r"undo the last change of option (?P<a>\S+)")),
    ("fix", re.compile(r"fix finding (?P<a>\S+) on (?P<b>\S+)")),
)


@dataclass(frozen=True, slots=True)
class Pressed:
    button: str  # build, plan, answer, undo, fix
    first: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    approved: bool
    option_id: str


@dataclass(frozen=True, slots=True)
class Done:
    """One tool call of this turn and what came back; `result` is its JSON text."""

    tool: str
    succeeded: bool
    result: str


@dataclass(frozen=True, slots=True)
class View:
    """`before` is what the person said last before `text`, `answered` what was answered to that.

    `earlier` is all that the person said before `text`, oldest first, and `answers` all that was answered.
    """

    text: str
    first_message: bool
    before: str = ""
    answered: str = ""
    earlier: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    pressed: Pressed | None = None
    verdict: Verdict | None = None
    selected: tuple[str, ...] = ()
    done: tuple[Done, ...] = ()
    tools: frozenset[str] = field(default_factory=frozenset)

    def result_of(self, tool: str) -> Done | None:
        """Return the newest call of that tool in this turn."""
        return next((d for d in reversed(self.done) if d.tool == tool), None)


def view(messages: Sequence[Message], tools: frozenset[str]) -> View:
    """Return what the messages say; everything after the newest text of the person is this turn."""
    start = _newest_request(messages)
    said = _text(messages[start]) if messages else ""
    earlier = [words for m in messages[:start] if m["role"] == "user" and (words := _words(_text(m)))]
    answers = [_text(m) for m in messages[:start] if m["role"] == "assistant"]
    return View(
        text=_words(said),
        before=earlier[-1] if earlier else "",
        answered=next((answer for answer in reversed(answers) if answer), ""),
        earlier=tuple(earlier),
        answers=tuple(answers),
        first_message=not any(m["role"] == "user" for m in messages[:start]),
        pressed=_pressed(said),
        verdict=_verdict(said),
        selected=_selected(said),
        done=tuple(_done(messages[start + 1 :])),
        tools=tools,
    )


def _newest_request(messages: Sequence[Message]) -> int:
    for index in range(len(messages) - 1, -1, -1):
        if messages[index]["role"] == "user" and _text(messages[index]):
            return index
    return 0


def _words(said: str) -> str:
    """Return what was typed, without what was pressed or selected."""
    return _VERDICT.sub("", _SELECTED.sub("", _PRESSED.sub("", said))).strip()


def _text(message: Message) -> str:
    return "\n".join(block["text"] for block in message["content"] if "text" in block)


def _pressed(said: str) -> Pressed | None:
    found = _PRESSED.search(said)
    if found is None:
        return None
    for button, pattern in _BUTTONS:
        match = pattern.search(found["what"])
        if match is not None:
            groups = match.groupdict()
            return Pressed(button, first=groups["a"], second=groups.get("b") or "")
    return None


def _verdict(said: str) -> Verdict | None:
    match = _VERDICT.search(said)
    return None if match is None else Verdict(match["verdict"] == "approved", option_id=match["option"])


def _selected(said: str) -> tuple[str, ...]:
    match = _SELECTED.search(said)
    return () if match is None else tuple(i.strip() for i in match["ids"].split(","))


def _done(messages: Sequence[Message]) -> Iterator[Done]:
    names: dict[str, str] = {}
    for message in messages:
        for block in message["content"]:
            if "toolUse" in block:
                names[block["toolUse"]["toolUseId"]] = block["toolUse"]["name"]
            elif "toolResult" in block:
                yield _finished(block, names)


def _finished(block: ContentBlock, names: dict[str, str]) -> Done:
    result = block["toolResult"]
    texts = [c["text"] if "text" in c else _json(c.get("json")) for c in result["content"]]
    return Done(
        tool=names.get(result["toolUseId"], ""),
        succeeded=result["status"] == "success",
        result="\n".join(texts),
    )


def _json(value: JsonValue) -> str:
    return json.dumps(value)
