"""Sentences that add a workflow, a bus, a stream, a delivery or a schedule to the function that works."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.edits import AddComponent, Connect, Edit
from cloudwright.design.model.verbs import Verb


@dataclass(frozen=True, slots=True)
class _Part:
    id: str
    kind: str
    title: str
    purpose: str


@dataclass(frozen=True, slots=True)
class EventAddition:
    """New parts and how they are joined: `{function}` stands for the function that works already."""

    words: re.Pattern[str]
    parts: tuple[_Part, ...]
    links: tuple[tuple[str, Verb, str], ...]
    note: str

    def make(self, text: str, sketch: Sketch) -> Proposed | Unclear:
        """Return the edits; unclear when the design has it already, or no function that could use it."""
        main = self.parts[0]
        if sketch.of_kind(main.kind):
            return Unclear(reason=f"This design has a part of that kind already: {main.title.lower()}.")
        functions = _workers(text, sketch)
        if not functions:
            return Unclear(reason="There is no function in this design that could use it.")
        if any(sketch.has(part.id) for part in self.parts):
            return Unclear(reason="A part of this design has that name already.")
        worker = functions[0].id
        return Proposed(
            edits=(
                *(_new(part) for part in self.parts),
                *(
                    _link(source.format(function=worker), verb, target.format(function=worker))
                    for source, verb, target in self.links
                ),
            ),
            note=self.note,
        )


def _workers(text: str, sketch: Sketch) -> Sequence[Drawn]:
    named = [c for c in sketch.named(text) if c.kind == "lambda_function"]
    return named or sketch.of_kind("lambda_function")


def _new(part: _Part) -> Edit:
    component = Component(id=part.id, kind=part.kind, title=part.title, purpose=part.purpose)
    return AddComponent(component=component)


def _link(source: str, verb: Verb, target: str) -> Edit:
    return Connect(connection=Connection(source=source, verb=verb, target=target))


def _said(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_LAKE = _Part("lake", "s3_bucket", "Lake", "Holds all records by date.")
EVENT_ADDITIONS = (
    EventAddition(
        words=_said(r"step ?functions?|state machines?|workflows?|saga|orchestrat\w+"),
        parts=(
            _Part("workflow", "step_functions_workflow", "Workflow", "Runs the steps one after the other."),
            _Part("first-step", "lambda_function", "First step", "Does the first thing; add further steps."),
        ),
        links=(("{function}", Verb.INVOKES, "workflow"), ("workflow", Verb.INVOKES, "first-step")),
        note="Add a workflow with its first step",
    ),
    EventAddition(
        words=_said(r"event ?bus(?:es)?|custom bus|domain events|event broker"),
        parts=(
            _Part("events", "eventbridge_bus", "Events", "Tells other parts what happened."),
            _Part("event-rule", "eventbridge_rule", "Event rule", "Takes the events."),
            _Part("event-handler", "lambda_function", "Event handler", "Acts on the events."),
        ),
        links=(
            ("{function}", Verb.PUBLISHES, "events"),
            ("event-rule", Verb.CONSUMES, "events"),
            ("event-rule", Verb.INVOKES, "event-handler"),
        ),
        note="Add an event bus with a rule that listens",
    ),
    EventAddition(
        words=_said(r"firehose|delivery streams?|data lake"),
        parts=(
            _Part("delivery", "firehose_stream", "Delivery", "Writes records to the lake by date."),
            _LAKE,
        ),
        links=(("delivery", Verb.WRITES, "lake"), ("{function}", Verb.PUBLISHES, "delivery")),
        note="Deliver records to a data lake",
    ),
    EventAddition(
        words=_said(r"kinesis|data streams?|event streams?|streaming|clickstream"),
        parts=(
            _Part("records", "kinesis_stream", "Records", "Keeps records in order for all who read them."),
            _Part("record-reader", "lambda_function", "Record reader", "Takes the records in batches."),
        ),
        links=(("{function}", Verb.PUBLISHES, "records"), ("record-reader", Verb.CONSUMES, "records")),
        note="Add a stream and a reader of it",
    ),
    EventAddition(
        words=_said(
            r"scheduler|schedules?|scheduled (?:job|task)s?|cron(?: jobs?)?|(?:nightly|daily) (?:\w+ )?(?:job|task)s?"
        ),
        parts=(
            _Part("every-day", "eventbridge_schedule", "Every day", "Starts the job once a day."),
            _Part("daily-job", "lambda_function", "Daily job", "Does what is done once a day."),
        ),
        links=(("every-day", Verb.INVOKES, "daily-job"),),
        note="Add a daily job",
    ),
)
