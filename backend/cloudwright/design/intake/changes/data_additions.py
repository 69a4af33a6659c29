"""Sentences that add a relational database, a cache or shared files to the function that uses them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cloudwright.design.intake.changes.networks import grounds, moved_in
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.model.architecture import Component, Connection, SubnetTier
from cloudwright.design.model.edits import AddComponent, Connect, Edit
from cloudwright.design.model.verbs import Verb

_MYSQL = re.compile(r"\b(?:mysql|mariadb)\b", re.IGNORECASE)
CODE = ("lambda_function", "fargate_service", "auto_scaling_group")


@dataclass(frozen=True, slots=True)
class DataAddition:
    """What is added, and what its purpose says."""

    words: re.Pattern[str]
    kind: str
    id: str
    title: str
    purpose: str

    def make(self, text: str, sketch: Sketch) -> Proposed | Unclear:
        """Return the edits; unclear where nothing could use it, or where there is one already."""
        users = _users(text, sketch)
        if not users:
            return Unclear(reason="There is no code in this design that could use it.")
        if sketch.has(self.id) or sketch.of_kind(self.kind):
            return Unclear(reason=f"This design has a part of that kind already: {self.title.lower()}.")
        beside = next((u.boundary for u in users if u.boundary is not None), None)
        inside = grounds(sketch)
        place = beside if users[0].kind == "lambda_function" else None
        place = place or inside.tiers[SubnetTier.ISOLATED]
        return Proposed(
            edits=(
                *(inside.edits if beside is None else ()),
                *moved_in(users, inside),
                AddComponent(component=self._part(text, place=place)),
                *(_link(user.id, verb, self.id) for user in users for verb in (Verb.READS, Verb.WRITES)),
            ),
            note=f"Let {', '.join(u.title for u in users)} use {self.title.lower()}",
        )

    def _part(self, text: str, *, place: str | None) -> Component:
        mysql = self.kind in ("aurora_cluster", "rds_instance") and _MYSQL.search(text)
        return Component(
            id=self.id,
            kind=self.kind,
            title=self.title,
            purpose=self.purpose,
            boundary=place,
            properties={"engine": "mysql"} if mysql else {},
        )


def _users(text: str, sketch: Sketch) -> Sequence[Drawn]:
    """Return the code that is named, else what uses the data that is named, else the first code there is."""
    named = sketch.named(text)
    code = [c for c in named if c.kind in CODE]
    data = {c.id for c in named if c.kind not in CODE}
    using = {
        link.source for link in sketch.connections if link.target in data and link.verb in ("reads", "writes")
    }
    return code or [c for c in sketch.of_kind(*CODE) if c.id in using] or sketch.of_kind(*CODE)[:1]


def _link(source: str, verb: Verb, target: str) -> Edit:
    return Connect(connection=Connection(source=source, verb=verb, target=target))


def _said(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


DATA_ADDITIONS = (
    DataAddition(
        _said(
            r"redis|valkey|memcached|elasticache|(?:(?:in-?memory|query|database|session) )?cach(?:e|ing)(?! ttl)"
        ),
        kind="elasticache_cache",
        id="cache",
        title="Cache",
        purpose="Answers again what was asked before.",
    ),
    DataAddition(
        _said(r"efs|shared (?:files?|file ?systems?|folders?|storage)|network drives?|nfs"),
        kind="efs_file_system",
        id="files",
        title="Shared files",
        purpose="Keeps files that outlive a run.",
    ),
    DataAddition(
        _said(r"aurora"),
        kind="aurora_cluster",
        id="database",
        title="Relational database",
        purpose="Holds records that refer to each other.",
    ),
    DataAddition(
        _said(r"(?:relational|sql) databases?|postgres(?:ql)?|mysql|mariadb|rds(?! proxy)"),
        kind="rds_instance",
        id="database",
        title="Relational database",
        purpose="Holds records that refer to each other.",
    ),
)
