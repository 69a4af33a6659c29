"""Sentences that add a relational database, a cache or shared files to the function that uses them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.model.architecture import Boundary, Component, Connection, SubnetTier
from cloudwright.design.model.edits import AddBoundary, AddComponent, Connect, Edit, PlaceComponent
from cloudwright.design.model.verbs import Verb

_REPLACING = re.compile(r"\b(?:instead of|rather than|in place of|replac\w+|swap)\b", re.IGNORECASE)
_MYSQL = re.compile(r"\b(?:mysql|mariadb)\b", re.IGNORECASE)
_FRAME, _PUBLIC, _PRIVATE, _ISOLATED = (
    "own-network",
    "public-subnets",
    "private-subnets",
    "isolated-subnets",
)
_TIERS = (
    (_PUBLIC, "Public subnets", SubnetTier.PUBLIC),
    (_PRIVATE, "Private subnets", SubnetTier.PRIVATE),
    (_ISOLATED, "Isolated subnets", SubnetTier.ISOLATED),
)


@dataclass(frozen=True, slots=True)
class DataAddition:
    """What is added, and what its purpose says."""

    words: re.Pattern[str]
    kind: str
    id: str
    title: str
    purpose: str

    def make(self, text: str, sketch: Sketch) -> Proposed | Unclear:
        """Return the edits; unclear where nothing could use it, or where it would replace something."""
        refusal = self._refusal(text, sketch)
        if refusal is not None:
            return refusal
        user = _users(text, sketch)[0]
        made = user.boundary is None
        return Proposed(
            edits=(
                *(_network(user) if made else ()),
                AddComponent(component=self._part(text, place=_ISOLATED if made else user.boundary)),
                _link(user.id, Verb.READS, self.id),
                _link(user.id, Verb.WRITES, self.id),
            ),
            note=f"Let {user.id} use {self.title.lower()}",
        )

    def _refusal(self, text: str, sketch: Sketch) -> Unclear | None:
        if _REPLACING.search(text):
            return Unclear(
                reason="One sentence does not exchange where data is kept: code and data must move along.",
                instead=f"Say 'add {self.title.lower()}', then remove what it replaces.",
            )
        users = _users(text, sketch)
        if not users:
            return Unclear(reason="There is no function in this design that could use it.")
        if sketch.has(self.id) or sketch.of_kind(self.kind):
            return Unclear(reason=f"This design has a part of that kind already: {self.title.lower()}.")
        if users[0].boundary is None and (sketch.of_kind("vpc") or sketch.has("way-out")):
            return Unclear(
                reason=f"This design has a network, and '{users[0].id}' stands outside of it.",
                instead=f"Place '{users[0].id}' in a private subnet tier first.",
            )
        return None

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
    named = [c for c in sketch.named(text) if c.kind == "lambda_function"]
    return named or sketch.of_kind("lambda_function")


def _network(user: Drawn) -> Sequence[Edit]:
    """Return a network with the function in it; the way out keeps all else that it calls in reach."""
    network = Component(
        id="network", kind="vpc", title="Network", purpose="Keeps the data apart.", boundary=_FRAME
    )
    way_out = Component(
        id="way-out",
        kind="nat_gateway",
        title="Way out",
        purpose="Lets the function call out.",
        boundary=_PUBLIC,
    )
    tiers = (
        Boundary(id=boundary_id, type="subnet_tier", title=title, parent=_FRAME, tier=tier)
        for boundary_id, title, tier in _TIERS
    )
    return (
        AddBoundary(boundary=Boundary(id=_FRAME, type="vpc", title="Network")),
        *(AddBoundary(boundary=tier) for tier in tiers),
        AddComponent(component=network),
        AddComponent(component=way_out),
        PlaceComponent(id=user.id, boundary=_PRIVATE),
    )


def _link(source: str, verb: Verb, target: str) -> Edit:
    return Connect(connection=Connection(source=source, verb=verb, target=target))


def _said(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


DATA_ADDITIONS = (
    DataAddition(
        _said(r"redis|valkey|memcached|elasticache|(?:in-?memory|query|database) cache"),
        kind="elasticache_cache",
        id="cache",
        title="A cache",
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
        title="A relational database",
        purpose="Holds records that refer to each other.",
    ),
    DataAddition(
        _said(r"(?:relational|sql) databases?|postgres(?:ql)?|mysql|mariadb|rds(?! proxy)"),
        kind="rds_instance",
        id="database",
        title="A relational database",
        purpose="Holds records that refer to each other.",
    ),
)
