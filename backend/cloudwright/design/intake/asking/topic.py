"""What a question, an objection or a what-if is about."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from cloudwright.design.intake.changes.what_ifs import OtherLoad
from cloudwright.design.model.frozen import ElementId, Frozen

Words = Annotated[str, StringConstraints(max_length=400)]


class Topic(StrEnum):
    COST = "cost"  # the total, or that of the named parts
    COST_MOST = "cost-most"
    COST_PER_UNIT = "cost-per-unit"  # of a request, a person
    COST_IDLE = "cost-idle"
    COST_RANGE = "cost-range"  # how sure it is, and what moves it
    FREE_TIER = "free-tier"
    SAVE = "save"  # what could be given up
    WITH_CHANGE = "with-change"  # what a change would do, which is not made
    LAST_CHANGE = "last-change"  # what the newest change did to the bill
    SIZE = "size"  # other sizes of what is sent or kept
    LIMITS = "limits"
    SCALING = "scaling"
    LATENCY = "latency"
    FEASIBLE = "feasible"  # one job of so many minutes, one item of so many KB
    SLA = "sla"
    RECOVERY = "recovery"  # RTO and RPO
    BACKUPS = "backups"
    ZONES = "zones"
    FAILURE = "failure"  # of the named part
    ACCESS = "access"  # who can read or write
    EXPOSURE = "exposure"  # what the internet reaches
    SHELL = "shell"  # getting onto machines
    ENCRYPTION = "encryption"
    LOCATION = "location"
    SECURITY = "security"
    COMPLIANCE = "compliance"
    RETENTION = "retention"
    LOGS = "logs"  # and alarms: how one notices and finds out
    DEPLOY = "deploy"
    TESTING = "testing"
    OPERATIONS = "operations"  # who looks after it
    WHAT_IS = "what-is"
    SERVICES = "services"
    FLOW = "flow"
    REQUIREMENTS = "requirements"
    ASSUMPTIONS = "assumptions"
    NOT_UNDERSTOOD = "not-understood"
    WHY = "why"
    WHY_NOT = "why-not"
    COMPARE = "compare"  # two technologies, not the options
    LOCK_IN = "lock-in"
    SIGN_IN = "sign-in"  # passwords, second factors, stolen keys
    DOWNSIDES = "downsides"
    DELIVERY = "delivery"  # lost, twice, out of order
    QUERIES = "queries"  # searching, reporting, joins
    DOMAIN = "domain"
    OPTIONS = "options"  # this one beside another of the project


class Aside(StrEnum):
    """What is off the path: said plainly, and nothing is done."""

    ACCOUNT = "account"  # deploy, log in, delete
    INJECTION = "injection"
    SECRET = "secret"  # noqa: S105  # a kind of message
    OTHER_CLOUD = "other-cloud"
    PROMISE = "promise"  # guarantees of price, law, uptime
    IDENTITY = "identity"
    PRIVACY = "privacy"  # what becomes of the messages
    THANKS = "thanks"
    SMALL_TALK = "small-talk"


class Loss(StrEnum):
    ZONE = "zone"
    REGION = "region"
    COMPONENT = "component"


class Sum(Frozen):
    """An amount of money a month, or a part of the budget (else of the bill) of today."""

    amount: Annotated[Decimal, Field(ge=0, le=10**12)] | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"
    share: Annotated[Decimal, Field(ge=0, le=10)] | None = None
    stated: Words = ""  # the phrase that states the whole of which a part is meant: 'our budget of $80'


class Asked(Frozen):
    """One of `topic`, `aside`, `loss`, `money` and `load` is set.

    `components` are ids of parts of the design; `technologies` are names of `catalog.technologies`, or kinds, that
    are spoken of. `minutes` and `kilobytes` belong to FEASIBLE and SIZE, `order` to WITH_CHANGE. `objects` marks a doubt.
    """

    words: Words
    topic: Topic | None = None
    aside: Aside | None = None
    loss: Loss | None = None
    money: Sum | None = None
    load: OtherLoad | None = None
    components: tuple[ElementId, ...] = ()
    technologies: tuple[Words, ...] = ()
    minutes: Decimal | None = None
    kilobytes: Decimal | None = None
    order: Words = ""
    objects: bool = False
