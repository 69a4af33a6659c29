"""Sentences that add what keeps a system going: secrets, settings, backups, a dashboard, other APIs."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.edits import AddComponent, Connect, Edit
from cloudwright.design.model.verbs import Verb


@dataclass(frozen=True, slots=True)
class UpkeepAddition:
    words: re.Pattern[str]
    make: Callable[[str, Sketch], Proposed | Unclear]


def _secret(text: str, sketch: Sketch) -> Proposed | Unclear:
    return _read_by_code(
        text, sketch, _part("secret", "secrets_manager_secret", title="Secret", purpose=_WHY_VALUE)
    )


def _parameter(text: str, sketch: Sketch) -> Proposed | Unclear:
    return _read_by_code(
        text, sketch, _part("setting", "ssm_parameter", title="Setting", purpose=_WHY_SETTING)
    )


def _read_by_code(text: str, sketch: Sketch, part: Component) -> Proposed | Unclear:
    reader = _function(text, sketch)
    if reader is None or sketch.has(part.id):
        return _not_possible(sketch, part)
    return Proposed(
        edits=(AddComponent(component=part), _link(reader.id, Verb.READS, part.id)),
        note=f"Let {reader.id} read a {part.title.lower()}",
    )


def _repository(text: str, sketch: Sketch) -> Proposed | Unclear:
    del text
    part = _part(
        "images", "ecr_repository", title="Images", purpose="Keeps container images, scanned when pushed."
    )
    if sketch.has(part.id):
        return _not_possible(sketch, part)
    return Proposed(edits=(AddComponent(component=part),), note="Add a repository for images")


def _backups(text: str, sketch: Sketch) -> Proposed | Unclear:
    plans = sketch.of_kind("backup_plan")
    plan_id = plans[0].id if plans else "backups"
    held = {link.target for link in sketch.connections if link.verb == Verb.BACKS_UP.value}
    buckets = [b for b in sketch.of_kind("s3_bucket") if b.properties.get("versioning") is not False]
    able = (*sketch.of_kind(*_BACKED), *buckets)
    named = [c for c in sketch.named(text) if c in able]
    targets = [c.id for c in named or able if c.id not in held]
    if not targets:
        reason = "There is no table, database or versioned bucket here that is not backed up already."
        return Unclear(reason=reason, already=bool(plans))
    part = _part(
        plan_id, "backup_plan", title="Backups", purpose="Keeps recovery points apart from the data."
    )
    return Proposed(
        edits=(
            *(() if plans else (AddComponent(component=part),)),
            *(_link(plan_id, Verb.BACKS_UP, target) for target in targets),
        ),
        note="Back the data up every night",
    )


def _alarms(text: str, sketch: Sketch) -> Proposed | Unclear:
    """Watch everything that has standard alarms, and send them by e-mail."""
    del text
    topics = sketch.of_kind("sns_topic")
    told = {c.target for c in sketch.connections if c.verb == Verb.ALERTS.value}
    if sketch.of_kind("cloudwatch_alarms"):
        where = next((c.title for c in topics if c.id in told), "a topic")
        return Unclear(
            reason=f"The alarms of this design tell the topic '{where}' already, and it sends an e-mail when something fails.",
            instead="The address is asked for when the bundle is deployed.",
            already=True,
        )
    watched = [c.id for c in sketch.components if c.kind in kinds() and kinds()[c.kind].alarms is not None]
    alarms = _part(
        "operations", "cloudwatch_alarms", title="Operations alarms", purpose="Says when something fails."
    )
    topic = _part("alerts", "sns_topic", title="Alerts", purpose="Sends alarms by e-mail.")
    if not watched or sketch.has(alarms.id):
        return _not_possible(sketch, alarms)
    new = () if sketch.has(topic.id) else (AddComponent(component=topic),)
    return Proposed(
        edits=(
            AddComponent(component=alarms),
            *new,
            _link(alarms.id, Verb.ALERTS, topic.id),
            *(_link(alarms.id, Verb.WATCHES, each) for each in watched),
        ),
        note="Send an e-mail when something fails",
    )


def _dashboard(text: str, sketch: Sketch) -> Proposed | Unclear:
    del text
    part = _part(
        "dashboard", "cloudwatch_dashboard", title="Dashboard", purpose="Shows what to look at first."
    )
    found = kinds()
    shown = [c.id for c in sketch.components if c.kind in found and found[c.kind].alarms is not None]
    if sketch.of_kind(part.kind) or not shown:
        return _not_possible(sketch, part)
    return Proposed(
        edits=(AddComponent(component=part), *(_link(part.id, Verb.WATCHES, each) for each in shown)),
        note="Show the metrics on a dashboard",
    )


def _websocket(text: str, sketch: Sketch) -> Proposed | Unclear:
    sender = _function(text, sketch)
    socket = _part(
        "socket",
        "websocket_api",
        title="WebSocket API",
        purpose="Keeps connections open, to send at any time.",
    )
    taker = _part(
        "socket-handler",
        "lambda_function",
        title="Socket handler",
        purpose="Takes messages of open connections.",
    )
    if sender is None or sketch.of_kind(socket.kind) or sketch.has(taker.id):
        return _not_possible(sketch, socket)
    return Proposed(
        edits=(
            AddComponent(component=socket),
            AddComponent(component=taker),
            _link(socket.id, Verb.INVOKES, taker.id),
            _link(sender.id, Verb.PUBLISHES, socket.id),
        ),
        note="Add a WebSocket API",
    )


def _partner_api(text: str, sketch: Sketch) -> Proposed | Unclear:
    worker = _function(text, sketch)
    part = _part(
        "partner-api", "rest_api", title="Partner API", purpose="Takes calls of partners, counted for each."
    )
    if worker is None or sketch.of_kind(part.kind):
        return _not_possible(sketch, part)
    return Proposed(
        edits=(AddComponent(component=part), _link(part.id, Verb.INVOKES, worker.id)),
        note="Add an API for partners",
    )


def _not_possible(sketch: Sketch, part: Component) -> Unclear:
    if sketch.of_kind(part.kind) or sketch.has(part.id):
        return Unclear(reason=f"This design has a part of that kind or name already: {part.title.lower()}.")
    return Unclear(reason="There is nothing in this design that could use it.")


def _function(text: str, sketch: Sketch) -> Drawn | None:
    named = [c for c in sketch.named(text) if c.kind == "lambda_function"]
    return next(iter(named or sketch.of_kind("lambda_function")), None)


def _part(component_id: str, kind: str, *, title: str, purpose: str) -> Component:
    return Component(id=component_id, kind=kind, title=title, purpose=purpose)


def _link(source: str, verb: Verb, target: str) -> Edit:
    return Connect(connection=Connection(source=source, verb=verb, target=target))


def _said(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_BACKED = ("dynamodb_table", "rds_instance", "aurora_cluster", "efs_file_system")
_WHY_VALUE = "Keeps a value that only the code may read."
_WHY_SETTING = "Keeps a value that changes without new code."
UPKEEP_ADDITIONS = (
    UpkeepAddition(
        _said(
            r"secrets?(?: manager)?|credentials|(?:tokens?|passwords?|api keys?|client secrets?|private keys?)(?= (?:\w+ ){0,3}(?:safe(?:ly)?|secure(?:ly)?|secret|vault|away|out of))"
        ),
        _secret,
    ),
    UpkeepAddition(
        _said(
            r"(?:e-?)?mails?(?= (?:\w+ ){0,6}(?:fail\w*|wrong|errors?|down|breaks?|broken|stops?|happens|alarms?|problems?|trouble))|(?:alarms?|alerts?|alerting|monitoring|paged?|pager)"
        ),
        _alarms,
    ),
    UpkeepAddition(
        _said(r"ssm|parameter store|configuration (?:value|parameter)s?|feature flags?"), _parameter
    ),
    UpkeepAddition(
        _said(r"(?:image|container|docker) (?:repositor(?:y|ies)|registr(?:y|ies))|ecr"), _repository
    ),
    UpkeepAddition(_said(r"back ?-?ups?|recovery points?|backup plan"), _backups),
    UpkeepAddition(_said(r"dashboards?"), _dashboard),
    UpkeepAddition(_said(r"web ?-?sockets?"), _websocket),
    UpkeepAddition(_said(r"partner api|api keys?|usage plans?"), _partner_api),
)
