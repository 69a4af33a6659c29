"""How often a model may try again: a call that was rejected is repaired in at most two rounds."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from strands.hooks import HookProvider, HookRegistry
from strands.hooks.events import AfterToolCallEvent, BeforeModelCallEvent, BeforeToolCallEvent
from strands.types.tools import ToolResult

from cloudwright.agents.errors import RepairGivenUp

MOST_REPAIRS = 2
_LONGEST_REASON = 300


class RepairLimit(HookProvider):
    """One per turn; a round is everything between two words of the model.

    After the last repair a tool is closed for the turn, and the model is asked to say what does not work.
    A model that calls it all the same ends the turn: nothing it insists on was done.
    """

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self._failed_rounds: Counter[str] = Counter()
        self._round: dict[str, bool] = {}
        self._reasons: dict[str, str] = {}
        self._insisted: str | None = None

    def register_hooks(self, registry: HookRegistry, **kwargs: Any) -> None:
        del kwargs
        registry.add_callback(BeforeToolCallEvent, self._before_call)
        registry.add_callback(AfterToolCallEvent, self._after_call)
        registry.add_callback(BeforeModelCallEvent, self._before_words)

    def _before_call(self, event: BeforeToolCallEvent) -> None:
        name = event.tool_use["name"]
        if self._failed_rounds[name] > MOST_REPAIRS:
            self._insisted = name
            event.cancel_tool = (
                f"REPAIRS_EXHAUSTED: '{name}' was rejected {self._failed_rounds[name]} times in this turn "
                "and is closed until the next. Say plainly what does not work and why."
            )

    def _after_call(self, event: AfterToolCallEvent) -> None:
        name, succeeded = event.tool_use["name"], event.result["status"] != "error"
        self._round[name] = succeeded or self._round.get(name, False)
        if not succeeded and event.cancel_message is None:
            self._reasons[name] = reason(event.result)

    def _before_words(self, event: BeforeModelCallEvent) -> None:
        del event
        for name, succeeded in self._round.items():
            self._failed_rounds[name] = 0 if succeeded else self._failed_rounds[name] + 1
        self._round.clear()
        if self._insisted is not None:
            raise self._given_up(self._insisted)

    def _given_up(self, name: str) -> RepairGivenUp:
        what, why = self._titles.get(name, name), self._reasons.get(name, "")
        return RepairGivenUp(
            f"The model insisted on what is not possible ({what}): {why} Nothing of it was done; "
            "the design is as it was. Say it in other words, or ask for a smaller step.",
            details={"tool": name},
        )


def reason(result: ToolResult) -> str:
    """Return why a call was rejected, in the words of its first problem."""
    for part in result["content"]:
        match part.get("json"):
            case {"problems": [{"hint": str(hint)}, *_], "message": str(message)} if hint != message:
                return f"{message} {hint}"[:_LONGEST_REASON]
            case {"message": str(message)}:
                return message[:_LONGEST_REASON]
        if "text" in part:
            return " ".join(part["text"].split())[:_LONGEST_REASON]
    return ""
