"""What the test box and the dry run take and give out."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.gateway.policy.lexing import MOST_CHARACTERS
from cloudwright.gateway.policy.schemas import Place, PolicyText
from cloudwright.gateway.policy.values import Kind

_Name = Annotated[str, Field(max_length=200)]
_Names = Annotated[tuple[_Name, ...], Field(max_length=100)]
_LONGEST_PROMPT = 200_000


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TriedSubject(_Schema):
    """Who would call; it need not exist. What is null is as it is known of whom has this id."""

    kind: Kind
    id: _Name
    name: _Name | None = None
    teams: _Names | None = None
    models: _Names | None = Field(
        default=None, description="What an application lists, with * for any letters."
    )
    role: _Name | None = Field(default=None, description="The role of a person.")


class TriedCall(_Schema):
    """A call that nobody makes: who, which model, which prompt, when."""

    subject: TriedSubject
    model: _Name
    provider: _Name = ""
    prompt: str = Field(default="", max_length=_LONGEST_PROMPT)
    stream: bool = False
    tools: _Names = ()
    max_tokens: int | None = Field(default=None, ge=1, le=2**31)
    data_classes: _Names = ()
    region: _Name = ""
    address: _Name = ""
    at: datetime | None = Field(default=None, description="Null is now.")


class PolicyTrial(TriedCall):
    """A call, and the text that decides it."""

    text: str | None = Field(
        default=None, max_length=MOST_CHARACTERS, description="Null is what holds in `place`."
    )
    place: Place = Place.LIVE


class FiredRule(_Schema):
    """A rule that determined the decision."""

    name: str
    line: int
    permits: bool
    note: str


class PolicyAnswer(_Schema):
    """What the rules say; what nobody permits is refused without a rule."""

    allowed: bool
    rules: tuple[FiredRule, ...]
    max_tokens: int | None
    profiles: tuple[str, ...]
    advice: tuple[str, ...]
    failed: tuple[str, ...] = Field(description="Rules that could not be asked, by name.")


class PolicyTrialResult(PolicyAnswer):
    """What was decided, and what the rules were asked with."""

    actions: tuple[str, ...]
    hour: int
    weekday: str
    input_estimate: int


class DryRun(PolicyText):
    """A text to try on the newest requests."""

    most: int = Field(default=500, ge=1, le=2000, description="How many requests are looked at.")


class ChangedRequest(_Schema):
    """A request that the new text decides in another way."""

    id: str
    at: datetime
    subject: str
    model: str
    before: PolicyAnswer
    after: PolicyAnswer


class RuleCount(_Schema):
    """How many decisions a rule of the new text determined."""

    name: str
    fired: int


class DryRunResult(_Schema):
    """What a text would have changed. `requests` are at most fifty of `changed`."""

    looked_at: int
    allowed_before: int
    allowed_after: int
    changed: int
    requests: tuple[ChangedRequest, ...]
    rules: tuple[RuleCount, ...]
