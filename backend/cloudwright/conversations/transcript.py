"""What the events of a run amount to: messages and activities. A pure fold over the log."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from cloudwright.events import agui
from cloudwright.events.schemas import Envelope

USER_MESSAGE = "USER_MESSAGE"


@dataclass(slots=True)
class Said:
    """One assistant message; `seq` is that of its first event."""

    id: str
    seq: int
    pieces: list[str] = field(default_factory=list)
    activities: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(slots=True)
class Shown:
    """One activity with its newest content; `seq` is that of the event which showed it first."""

    id: str
    type: str
    content: JsonValue
    seq: int


@dataclass(slots=True)
class Transcript:
    """The fold's state. `lead` lists activities shown before the first assistant message."""

    messages: list[Said] = field(default_factory=list)
    activities: dict[str, Shown] = field(default_factory=dict)
    lead: list[str] = field(default_factory=list)
    last_seq: int = 0

    def add(self, seq: int, event: Mapping[str, JsonValue]) -> None:
        """Take in the next event."""
        self.last_seq = seq
        match event["type"]:
            case agui.TEXT_MESSAGE_CONTENT:
                self.messages[-1].pieces.append(str(event["delta"]))
            case agui.TEXT_MESSAGE_START:
                self.messages.append(Said(id=str(event["messageId"]), seq=seq))
            case agui.ACTIVITY_SNAPSHOT:
                self._show(seq, event)

    def extend(self, envelopes: Iterable[Envelope]) -> None:
        """Take in stored events, in order."""
        for envelope in envelopes:
            self.add(envelope.seq, json.loads(envelope.payload))

    @property
    def last_line(self) -> str:
        """The last line of what was said, or nothing."""
        for message in reversed(self.messages):
            lines = message.text.strip().splitlines()
            if lines:
                return lines[-1]
        return ""

    def without(self, known: Collection[str]) -> None:
        """Take activities that an earlier run showed out of the lists of this one."""
        for listed in (self.lead, *(message.activities for message in self.messages)):
            listed[:] = [each for each in listed if each not in known]

    def _show(self, seq: int, event: Mapping[str, JsonValue]) -> None:
        activity_type = str(event["activityType"])
        if activity_type == USER_MESSAGE:
            return
        activity_id = str(event["messageId"])
        known = self.activities.get(activity_id)
        if known is not None:
            known.content = event["content"]
            return
        self.activities[activity_id] = Shown(activity_id, activity_type, content=event["content"], seq=seq)
        (self.messages[-1].activities if self.messages else self.lead).append(activity_id)


def transcript(envelopes: Iterable[Envelope]) -> Transcript:
    """Fold the stored events of one run."""
    folded = Transcript()
    folded.extend(envelopes)
    return folded
