"""Reads a model's stream as it comes: whole tool calls, ids of our own, and what the end means."""

import json
from collections.abc import Iterator

from strands.types.streaming import StreamEvent

from cloudwright.gateway.errors import (
    ModelAnswerCut,
    ModelAnswerUnreadable,
    ModelContextFull,
    ModelFailed,
    ModelRefused,
    ModelStreamBroken,
)
from cloudwright.kit.ids import new_id

UNREADABLE = "unreadable_arguments"
_SHOWN = 400
_CUTS = frozenset({"max_tokens"})
_FULL = frozenset({"model_context_window_exceeded"})
_REFUSALS = frozenset({"refusal", "content_filtered", "guardrail_intervened"})


class Reading:
    """One answer. Text passes as it is; a tool call passes once its arguments are whole.

    Arguments that are no JSON object become `{"unreadable_arguments": "..."}`, which every tool rejects by
    name, since an agent would otherwise take them for no arguments at all. Ids of calls become ours: some
    providers count from zero in every answer, and an edit is known by the id of its call.
    """

    def __init__(self, model: str, *, after_tools: bool) -> None:
        self._model = model
        self._may_be_empty = after_tools
        self._arguments: list[str] | None = None
        self._said = False
        self._stop: str | None = None

    @property
    def started(self) -> bool:
        """Whether anything was heard that cannot be taken back."""
        return self._said or self._arguments is not None

    def take(self, event: StreamEvent) -> Iterator[StreamEvent]:
        """Yield what the agent shall see for one event of the provider."""
        if "contentBlockStart" in event:
            yield self._block_started(event)
        elif "contentBlockDelta" in event:
            yield from self._delta(event)
        elif "contentBlockStop" in event:
            yield from self._block_ended()
            yield event
        else:
            if "messageStop" in event:
                self._stop = event["messageStop"]["stopReason"]
            yield event

    def failure(self) -> ModelFailed | None:
        """Return what was wrong with the answer as a whole, once its stream has ended."""
        if self._stop is None:
            return ModelStreamBroken(
                f"The answer of {self._model} broke off. What was said is kept; "
                "nothing that it had begun was done. Try again."
            )
        if self._stop in _CUTS:
            return ModelAnswerCut(
                f"{self._model} reached the longest answer that it may give. What was said is kept; "
                "nothing that it had begun was done. Ask for a smaller step."
            )
        if self._stop in _FULL:
            return ModelContextFull(
                f"This conversation is longer than {self._model} reads. The design is kept; "
                "start a new conversation in this project."
            )
        if self._stop in _REFUSALS:
            return ModelRefused(
                f"{self._model} declined to answer this. The design is kept. Say it in other words."
            )
        if not self._said and not self._may_be_empty:
            return ModelAnswerUnreadable(f"{self._model} gave an empty answer. Try again.")
        return None

    def _block_started(self, event: StreamEvent) -> StreamEvent:
        call = event["contentBlockStart"]["start"].get("toolUse")
        if not call:
            return event
        self._arguments, self._said = [], True
        renamed = {**call, "toolUseId": new_id("call"), "name": str(call.get("name") or "unnamed")}
        return {"contentBlockStart": {**event["contentBlockStart"], "start": {"toolUse": renamed}}}  # type: ignore[typeddict-item]  # the same keys, two of them replaced

    def _delta(self, event: StreamEvent) -> Iterator[StreamEvent]:
        delta = event["contentBlockDelta"]["delta"]
        if "toolUse" in delta and self._arguments is not None:
            self._arguments.append(delta["toolUse"]["input"] or "")
            return
        self._said = self._said or bool(delta.get("text"))
        yield event

    def _block_ended(self) -> Iterator[StreamEvent]:
        if self._arguments is not None:
            arguments = _whole("".join(self._arguments))
            self._arguments = None
            yield {"contentBlockDelta": {"delta": {"toolUse": {"input": arguments}}}}


def _whole(text: str) -> str:
    """Return arguments that are surely a JSON object."""
    if not text.strip():
        return "{}"
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    return text if isinstance(found, dict) else json.dumps({UNREADABLE: text[:_SHOWN]})
