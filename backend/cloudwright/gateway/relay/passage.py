"""One call on its way: what came in, and what each stage found out about it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cloudwright.gateway.admission.schemas import Held
from cloudwright.gateway.applications.schemas import Identified
from cloudwright.gateway.applications.settings import GatewaySettings
from cloudwright.gateway.inspection.profiles import OFF, Profile
from cloudwright.gateway.routing.routes import Route, TargetRef
from cloudwright.gateway.schemas import CallStatus, StageVerdict, Usage
from cloudwright.gateway.upstream.target import Target
from cloudwright.gateway.wire.ask import Ask, Wire
from cloudwright.gateway.wire.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Request:
    """A call as it came; header names are lower case."""

    id: str
    wire: Wire
    credential: str
    headers: Mapping[str, str]
    address: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Known:
    """Whose call it is and what they set, once the key was looked at and the body read."""

    who: Identified
    settings: GatewaySettings
    ask: Ask


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a call may go, in the order of its route."""

    route: Route
    order: Sequence[TargetRef]
    targets: Mapping[TargetRef, Target] = field(repr=False)
    drains: bool = False


@dataclass(slots=True)
class Passage:
    """What is written down about a call in the end, whatever happened to it."""

    request: Request
    started_at: datetime
    began: float = field(default_factory=time.monotonic)
    known: Known | None = None
    body: bytes = field(default=b"", repr=False)
    profile: Profile = OFF
    held: Held | None = None
    most: Usage = field(default_factory=lambda: Usage(0, 0))
    opened: bool = False
    target: Target | None = None
    attempts: int = 0
    first_byte: float | None = None
    status: CallStatus = CallStatus.FAILED
    status_code: int | None = None
    usage: Usage | None = None
    refusal: Refusal | None = None
    verdicts: list[StageVerdict] = field(default_factory=list)

    @property
    def ask(self) -> Ask:
        return self._known().ask

    @property
    def who(self) -> Identified:
        return self._known().who

    @property
    def settings(self) -> GatewaySettings:
        return self._known().settings

    def note(self, stage: str, outcome: str, *reasons: str) -> None:
        """Keep what a stage decided."""
        self.verdicts.append(StageVerdict(stage, outcome, reasons))

    def milliseconds(self) -> int:
        return round((time.monotonic() - self.began) * 1000)

    def _known(self) -> Known:
        if self.known is None:
            raise RuntimeError("the call was not read yet")
        return self.known
