"""docs/runbook.md: for each alarm what it means, where to look first, and how to go back."""

from collections.abc import Iterable

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Value
from cloudwright.design.bundle.documents.looking import looks
from cloudwright.design.bundle.documents.recovery import restoring, undelivered, way_back
from cloudwright.design.bundle.documents.spending import runbook_chapter
from cloudwright.design.bundle.markdown import escaped, sections
from cloudwright.design.bundle.parts import Part
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.model.architecture import Environment

_ALARM = "AWS::CloudWatch::Alarm"


def runbook(subject: Subject) -> str:
    """Return docs/runbook.md, for production."""
    blueprint = subject.blueprints[Environment.PROD]
    alarms = [r for r in blueprint.resources if r.type == _ALARM]
    return sections(
        "# Runbook",
        "Every alarm goes to the alert topic. Go back to the previous version first, look for the cause second."
        if alarms
        else "No alarm watches this design.",
        *(_alarm(subject, a) for a in alarms),
        runbook_chapter(subject),
        _dead_letters(subject),
        _restore(subject),
        _rollback(subject),
    )


def _alarm(subject: Subject, alarm: Resource) -> str:
    name = _text(alarm.properties.get("AlarmName", alarm.logical_id))
    blueprint = subject.blueprints[Environment.PROD]
    watched = _watched(subject, alarm)
    queues = undelivered(subject.architecture, blueprint, watched)
    kept = restoring(blueprint, watched)
    return sections(
        f"## {escaped(name)}",
        _said(_text(alarm.properties.get("AlarmDescription", ""))),
        _commands(looks(subject.architecture, blueprint, watched)),
        f"**Roll back.** {way_back(blueprint, watched) or _ANY_CHANGE}",
        f"**Restore.** Only when data is lost or wrong: [Restore](#restore) has it for `{watched}`."
        if kept
        else "",
        *(
            f"**Dead letters.** What was not delivered lies in `{name}`: [Dead letters](#dead-letters)."
            for name in queues
        ),
    )


def _commands(shown: Iterable[str]) -> str:
    lines = "\n".join(dict.fromkeys(shown))
    return f"```sh\n{lines}\n```" if lines else ""


_ANY_CHANGE = "If it began with a deployment, go back to the files before it: [Roll back](#roll-back)."


def _watched(subject: Subject, alarm: Resource) -> str:
    """Return the component that the alarm is about: the longest id with which the alarm's own begins."""
    ids = (c.id for c in subject.architecture.components)
    begins = [each for each in ids if f"{alarm.key.part}-".startswith(f"{each}-")]
    return max(begins, key=len, default="")


def _said(text: str) -> str:
    """Return what the alarm says of itself, where to look first on a line of its own."""
    meaning, found, first_look = text.partition(" First look: ")
    look = f"**First look.** {first_look}" if found else ""
    return sections(_escaped(meaning), _escaped(look).replace("\\*\\*", "**"))


def _escaped(text: str) -> str:
    """Return the text escaped, but for what stands between backticks."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escaped(text)
    return "`".join(part if index % 2 else _escaped_part(part) for index, part in enumerate(parts))


def _escaped_part(text: str) -> str:
    """Return an escaped part of a line, with the blanks at its ends."""
    inner = escaped(text)
    before = " " if text.startswith(" ") else ""
    after = " " if text.endswith(" ") and inner else ""
    return f"{before}{inner}{after}"


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _dead_letters(subject: Subject) -> str:
    blueprint = subject.blueprints[Environment.PROD]
    queues: dict[str, str] = {}
    for component in subject.architecture.components:
        queues |= undelivered(subject.architecture, blueprint, component.id)
    return (
        sections("## Dead letters", *(f"`{name}`: {text}" for name, text in queues.items())) if queues else ""
    )


def _restore(subject: Subject) -> str:
    blueprint = subject.blueprints[Environment.PROD]
    told = [(c, restoring(blueprint, c.id)) for c in subject.architecture.components]
    lines = [f"**{escaped(c.title)}** (`{c.id}`): {text}" for c, text in told if text]
    return sections("## Restore", *lines) if lines else ""


def _rollback(subject: Subject) -> str:
    blueprint = subject.blueprints[Environment.PROD]
    ways = []
    if Part.TERRAFORM in subject.parts:
        ways.append(
            "Terraform: check out the files of the previous version, then `terraform -chdir=terraform/prod plan -out "
            "plan` and `terraform -chdir=terraform/prod apply plan`. Read the plan first: what it destroys is gone."
        )
    if Part.CLOUDFORMATION in subject.parts:
        ways.append(
            "CloudFormation: run the README's command with the previous template. An update that fails rolls back by "
            f"itself; one that is stuck there: `aws cloudformation continue-update-rollback --region {blueprint.region} "
            f"--stack-name {blueprint.names_start}`."
        )
    return sections("## Roll back", *ways) if ways else ""
