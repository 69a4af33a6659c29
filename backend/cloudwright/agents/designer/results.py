"""What the designer reads out of tool results; fields that it does not need are ignored."""

from pydantic import BaseModel, ConfigDict, JsonValue

from cloudwright.design.intake.changes.sketch import Drawn, Link, Past, Pinned, Place, Sketch
from cloudwright.design.model.edits import Edit


class Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Amount(Result):
    amount: str
    currency: str = "USD"

    def __str__(self) -> str:
        return f"{self.currency} {float(self.amount):,.2f}"


class Stated(Result):
    statement: str
    quote: str = ""


class AskedQuestion(Result):
    id: str
    text: str


class Understanding(Result):
    understood: tuple[Stated, ...] = ()
    unused: tuple[str, ...] = ()
    questions: tuple[AskedQuestion, ...] = ()
    contradictions: tuple[str, ...] = ()
    confidence: str = "none"
    pattern: str = ""


class Share(Result):
    """The part of a design that costs most."""

    title: str
    monthly_cost: Amount


class OptionLine(Result):
    id: str
    name: str
    idea: str = ""
    because: str = ""
    monthly_cost: Amount
    costliest: Share | None = None
    sla_floor: str | None = None
    findings: int = 0
    components: int = 0
    unmet: tuple[str, ...] = ()
    left_out: str = ""


class Options(Result):
    options: tuple[OptionLine, ...] = ()


class FindingLine(Result):
    rule_id: str
    title: str
    element_id: str
    severity: str
    message: str = ""
    fix: tuple[Edit, ...] = ()
    fix_label: str = ""


class Decided(Result):
    title: str
    choice: str = ""
    context: str = ""
    alternatives: tuple[str, ...] = ()
    revisit_when: str = ""


class Offered(Result):
    id: str
    name: str
    idea: str = ""


class Chosen(Result):
    name: str
    idea: str = ""
    monthly_cost: Amount


class Design(Result):
    option_id: str
    name: str = ""
    options: tuple[Offered, ...] = ()
    region: str = "us-east-1"
    components: tuple[Drawn, ...] = ()
    connections: tuple[Link, ...] = ()
    boundaries: tuple[Place, ...] = ()
    stated: tuple[Pinned, ...] = ()
    history: tuple[Past, ...] = ()
    monthly_cost: Amount | None = None
    decisions: tuple[Decided, ...] = ()

    def sketch(self) -> Sketch:
        return Sketch(
            region=self.region,
            components=self.components,
            connections=self.connections,
            boundaries=self.boundaries,
            options=tuple(option.name for option in self.options),
            ideas=tuple(option.idea for option in self.options),
            chosen=self.name,
            stated=self.stated,
            history=self.history,
        )


class Findings(Result):
    findings: tuple[FindingLine, ...] = ()
    rules_run: int = 0


class RippleLine(Result):
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    money_before: Amount
    money_after: Amount
    requirements_met: int = 0
    requirements_total: int = 0
    files_changed: tuple[str, ...] = ()
    worse: str = ""


class Changed(Result):
    revision_number: int
    ripple: RippleLine
    what: str = ""  # of a way back: what was taken back or done again


class CostLine(Result):
    description: str
    element_id: str
    amount: Amount
    formula: str = ""


class Price(Result):
    total: Amount
    low: Amount
    high: Amount
    lines: tuple[CostLine, ...] = ()
    unpriced: tuple[str, ...] = ()


class Mover(Result):
    title: str
    by: Amount


class NewFinding(Result):
    severity: str
    title: str
    element_id: str
    evidence: str = ""


class OtherLoad(Result):
    times: str
    requests: str | None = None
    people: str | None = None
    money_now: Amount
    money_then: Amount
    movers: tuple[Mover, ...] = ()
    new_findings: tuple[NewFinding, ...] = ()
    newly_unmet: tuple[str, ...] = ()


class Explained(Result):
    """An answer in parts, as `agents.answers` gives it."""

    lead: str
    details: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Cut(Result):
    order: str
    loses: str
    saves: Amount


class Fitting(Result):
    name: str
    monthly_cost: Amount


class Budgeted(Result):
    limit: str
    now: Amount
    fixed: Amount
    after: Amount
    fits: bool
    reached: bool
    needed: tuple[Cut, ...] = ()
    share: str | None = None
    fitting_options: tuple[Fitting, ...] = ()


class Plan(Result):
    left_out: str = ""


class Bundle(Result):
    artifact_id: str
    errors: int = 0
    warnings: int = 0
    files: int = 0
    left_out: str = ""


class Failure(Result):
    """A tool's typed refusal."""

    code: str = ""
    message: str = ""


class Source(Result):
    title: str = ""
    url: str = ""


class Known(Result):
    title: str = ""
    text: str = ""
    sources: tuple[Source, ...] = ()


class Knowledge(Result):
    entries: tuple[Known, ...] = ()


Plain = dict[str, JsonValue]
