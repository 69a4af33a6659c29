"""What an organisation sets for the gateway: routes, limits and inspection profiles."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from cloudwright.gateway.admission.schemas import MOST_NANO_USD, Counted, Level, Period
from cloudwright.gateway.applications.schemas import Schema
from cloudwright.gateway.inspection.kinds import Action, Kind
from cloudwright.gateway.upstream.target import Provider

EACH = "*"
"""The subject of a limit that every team, application or user has for itself."""

_MODEL = r"^[A-Za-z0-9][A-Za-z0-9._:/@+-]*$"
Model = Annotated[str, Field(max_length=120, pattern=_MODEL)]
Subject = Annotated[str, Field(max_length=120, description="Whose it is; * is each for itself.")]
ProfileKey = Annotated[str, Field(min_length=1, max_length=60, pattern="^[a-z][a-z0-9_-]*$")]
Seconds = Annotated[float, Field(gt=0, le=3_600)]
InspectedKind = Literal[
    Kind.EMAIL,
    Kind.PHONE,
    Kind.PAYMENT_CARD,
    Kind.IBAN,
    Kind.US_SSN,
    Kind.IP_ADDRESS,
    Kind.PASSPORT,
    Kind.AWS_ACCESS_KEY,
    Kind.PRIVATE_KEY,
    Kind.JWT,
    Kind.API_KEY,
    Kind.SECRET,
]
"""Every kind, spelled out where it is used: the description of the API has other kinds too."""

Actions = Mapping[InspectedKind, Action]
"""By kind; one that is not named is not looked for."""


class GatewayTarget(Schema):
    """One model of one provider."""

    provider: Provider
    model: Model
    provider_id: str = Field(
        "", max_length=40, description="A provider key of the organisation; empty is the installation's own."
    )
    region: str = Field("", max_length=40, pattern="^[a-z0-9-]*$", description="Empty is that of the key.")
    weight: int = Field(1, ge=0, le=1_000, description="Its share among the targets; 0 gets no calls.")


class RouteTimeouts(Schema):
    connect_seconds: Seconds = 10.0
    first_byte_seconds: Seconds = 120.0
    idle_seconds: Seconds = 60.0
    whole_seconds: Seconds = 900.0


class GatewayRoute(Schema):
    """Where calls of a model go; `fallbacks` are asked in order when the targets fail."""

    alias: Model = Field(description="The model that applications name.")
    targets: tuple[GatewayTarget, ...] = Field(min_length=1, max_length=20)
    fallbacks: tuple[GatewayTarget, ...] = Field((), max_length=10)
    timeouts: RouteTimeouts = RouteTimeouts()
    attempts: int = Field(3, ge=1, le=10, description="Calls of providers, at most, until one answers.")
    on_disconnect: Literal["cancel", "drain"] = Field(
        "cancel", description="What becomes of the provider's answer when the application goes away."
    )

    @model_validator(mode="after")
    def _somebody_is_asked(self) -> Self:
        if not any(target.weight for target in self.targets):
            raise ValueError("at least one target needs a weight above 0")
        return self

    @property
    def name(self) -> str:
        return self.alias


class _Limit(Schema):
    level: Level = Field(description="organization, team, application or user.")
    subject: Subject = EACH

    @model_validator(mode="after")
    def _an_organisation_is_one(self) -> Self:
        if not self.subject or (self.level is Level.ORGANIZATION and self.subject != EACH):
            raise ValueError("a limit of the organisation has the subject *, any other one a name or *")
        return self


class GatewayBudget(_Limit):
    kind: Literal["budget"]
    period: Period
    limit_nano_usd: int = Field(ge=0, le=MOST_NANO_USD, description="Billionths of a US dollar.")
    hard: bool = Field(default=True, description="False only tells; true refuses what does not fit.")

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.period}:{self.level}:{self.subject}"


class GatewayRate(_Limit):
    kind: Literal["rate"]
    counted: Counted
    per_minute: int = Field(ge=1, le=10**12)
    burst: int = Field(ge=1, le=10**12, description="So many may come at once.")

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.counted}:{self.level}:{self.subject}"


class GatewayConcurrency(_Limit):
    kind: Literal["concurrency"]
    most: int = Field(ge=1, le=1_000_000)

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.level}:{self.subject}"


GatewayLimit = Annotated[GatewayBudget | GatewayRate | GatewayConcurrency, Field(discriminator="kind")]


class GatewayProfile(Schema):
    """What is looked for in prompts and answers, and what is done about it."""

    name: ProfileKey
    prompt: Actions = Field(default_factory=dict)
    answer: Actions = Field(default_factory=dict)
    injection_limit: float | None = Field(
        None, gt=0, le=1, description="The score from which a prompt is refused; null only tells."
    )


class GatewayRouteList(Schema):
    items: tuple[GatewayRoute, ...]


class NamedLimit(Schema):
    """A limit with the name that removes it."""

    name: str
    limit: GatewayLimit


class GatewayLimitList(Schema):
    items: tuple[NamedLimit, ...]


class GatewayProfileList(Schema):
    items: tuple[GatewayProfile, ...]
    built_in: tuple[GatewayProfile, ...] = Field(description="These are there without being set.")
