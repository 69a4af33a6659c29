"""Sentences that say where something new goes: between two parts, in front of one, behind another, into a tier."""

import re
from collections.abc import Sequence

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.changes.building import link, new
from cloudwright.design.intake.changes.lexicon import meant_in
from cloudwright.design.intake.changes.networks import grounds
from cloudwright.design.intake.changes.offers import offer
from cloudwright.design.intake.changes.queueing import dead_letters, queue
from cloudwright.design.intake.changes.replacing import replaced
from cloudwright.design.intake.changes.sketch import Drawn, Proposed, Sketch, Unclear
from cloudwright.design.intake.extract.places import region_in
from cloudwright.design.model.architecture import Component, SubnetTier
from cloudwright.design.model.edits import (
    AddComponent,
    Disconnect,
    PlaceComponent,
    UpdateComponent,
)
from cloudwright.design.model.verbs import Verb

_BEFORE = re.compile(r"\b(?:in front of|before|ahead of)\b (?P<what>.{2,60})", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?P<what>(?:the |our |my |it\b|that\b|this\b)?[^.;!?]{0,50}?)\s?\b(?:behind|after)\b (?P<door>.{2,60})", re.IGNORECASE)  # fmt: skip
_TIER = re.compile(
    r"\b(?P<tier>private|isolated|public)(?: (?:and|or) \w+)? (?:sub-?nets?|tiers?|network|part)\b",
    re.IGNORECASE,
)
_REPLICA = re.compile(r"\b(?:read[- ]?)?replicas?\b|\breaders?\b", re.IGNORECASE)
_COPY = re.compile(
    r"\b(?:cop(?:y|ies)|replicat\w+|duplicat\w+|mirror\w*|second|another|other|extra|additional|cross|multi|two|both)\b[^.;!?]{0,40}\bregions?\b|\b(?:backups?|recovery points?|snapshots?|data)\b[^.;!?]{0,30}\b(?:cop(?:y|ied|ies)|replicat\w+|mirror\w*|also|as well|too)\b|\b(?:cop(?:y|ies)|replicat\w+|mirror\w*|duplicat\w+)\b[^.;!?]{0,30}\b(?:backups?|recovery points?|snapshots?|data)\b|\bmulti-?region\b",
    re.IGNORECASE,
)
_WHOLE_REGION = re.compile(
    r"\b(?:active|fail ?over|standby|multi)[- ]?(?:region)?\b|\bregions?\b", re.IGNORECASE
)
# For each Region the ones to copy to, the nearest first.
_NEXT = {
    "us-east-1": ("us-west-2",),
    "us-west-2": ("us-east-1",),
    "eu-west-1": ("eu-central-1",),
    "eu-central-1": ("eu-west-1",),
    "ap-southeast-1": ("ap-northeast-1",),
    "ap-northeast-1": ("ap-southeast-1",),
}
_BACKED = ("dynamodb_table", "s3_bucket", "rds_instance", "aurora_cluster", "efs_file_system")

_DOOR = (
    "application_load_balancer",
    "http_api",
    "rest_api",
    "network_load_balancer",
    "cloudfront_distribution",
)


def placing(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits for something new that has its place said, or None when the text says no place."""
    return next((found for find in _PLACES if (found := find(text, sketch)) is not None), None)


def _tier(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    found = _TIER.search(text)
    if found is None or not re.search(
        r"\b(?:move|put|place|run|into|in|to|keep|should|must|host)\b", text, re.IGNORECASE
    ):
        return None
    tier = SubnetTier(found["tier"].lower())
    named = [c for c in sketch.named(_TIER.sub(" ", text)) if c.kind in kinds()]
    if not named:
        return None
    inside = grounds(sketch)
    wrong = [c for c in named if tier not in kinds()[c.kind].tiers]
    if wrong:
        stands = " or ".join(t.value for t in kinds()[wrong[0].kind].tiers)
        why = (
            f"'{wrong[0].title}' stands in {stands} subnets only."
            if stands
            else f"'{wrong[0].title}' is a service of the Region and stands in no subnet; the code reaches it over TLS with its role."
        )
        return Unclear(reason=why)
    if all(c.boundary == inside.tiers[tier] for c in named):
        return Unclear(reason=f"'{named[0].title}' stands in {tier} subnets already.")
    return Proposed(
        edits=(
            *(inside.edits if not sketch.boundaries else ()),
            *(PlaceComponent(id=c.id, boundary=inside.tiers[tier]) for c in named),
        ),
        note=f"Place {', '.join(c.title for c in named)} in {tier} subnets",
    )


def _replica(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    if (
        not _REPLICA.search(text)
        or not re.search(
            r"\b(?:add|an?|another|one more|give|want|need|put|use|extra|additional)\b", text, re.IGNORECASE
        )
        or re.search(r"\d|\btwo|three|four\b", text)
    ):
        return None
    clusters = sketch.of_kind("aurora_cluster")
    if clusters:
        now = clusters[0].properties.get("readers", 1)
        count = (now if isinstance(now, int) else 1) + 1
        return Proposed(
            edits=(UpdateComponent(id=clusters[0].id, properties={"readers": count}),),
            note=f"Give {clusters[0].title} {count} readers",
        )
    plain = sketch.of_kind("rds_instance")
    if plain:
        return Unclear(
            reason=f"'{plain[0].title}' is one RDS instance with a standby that answers no reads; read replicas come with Aurora here.",
            instead=offer(f"replace {plain[0].title} with Aurora"),
        )
    return (
        None
        if sketch.of_kind("elasticache_cache")
        else Unclear(reason="There is no relational database in this design to replicate.")
    )


def _copy(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Copy recovery points into another Region; a whole second Region is said to be out of reach."""
    if not _COPY.search(text):
        return None
    region = region_in(text)
    if region is None or region == sketch.region:
        if not _WHOLE_REGION.search(text):
            return None
        target = next(r for r in _NEXT.get(sketch.region, ("us-east-1", "us-west-2")) if r != sketch.region)
        reason = (
            "A design runs in one Region here. The closest is a copy of every recovery point in another one."
        )
        return Unclear(reason=reason, instead=offer(f"copy the backups to {target}"))
    plans = sketch.of_kind("backup_plan")
    if plans:
        return Proposed(
            edits=(UpdateComponent(id=plans[0].id, properties={"copy_region": region}),),
            note=f"Copy every recovery point to {region}",
        )
    return _backed_up(sketch, region)


def _backed_up(sketch: Sketch, region: str) -> Proposed | Unclear:
    targets = [
        c
        for c in sketch.of_kind(*_BACKED)
        if c.kind != "s3_bucket" or c.properties.get("versioning") is not False
    ]
    if not targets:
        return Unclear(reason="There is nothing in this design that could be backed up.")
    plan = Component(
        id="backups",
        kind="backup_plan",
        title="Backups",
        purpose="Keeps recovery points apart from the data.",
        properties={"copy_region": region},
    )
    return Proposed(
        edits=(AddComponent(component=plan), *(link(plan.id, Verb.BACKS_UP, c.id) for c in targets)),
        note=f"Back the data up every night, and copy every recovery point to {region}",
    )


def _behind(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """'Put the API behind a load balancer', 'put a CDN in front of it'."""
    before = _BEFORE.search(text)
    behind = None if before else _BEHIND.search(text)
    if before is None and behind is None:
        return None
    door_words = text[: before.start()] if before else (behind["door"] if behind else "")
    what = before["what"] if before else (behind["what"] if behind else "")
    wanted = next((m.kind for m in meant_in(door_words) if m.kind in _DOOR), None)
    if wanted is None or sketch.of_kind(wanted):
        return (
            None
            if wanted is None
            else Unclear(
                reason=f"There is one in this design already: {sketch.of_kind(wanted)[0].title}.",
                already=True,
            )
        )
    if wanted == "cloudfront_distribution":
        return _distribution(sketch, sketch.named(what))
    doors = [c for c in sketch.of_kind(*_DOOR) if c.kind != "cloudfront_distribution"]
    named = [c for c in sketch.named(what) if c in doors]
    return replaced(named or doors, wanted, sketch) if doors else None


def _distribution(sketch: Sketch, named: Sequence[Drawn]) -> Proposed | Unclear:
    origins = [
        c
        for c in (*named, *sketch.components)
        if c.kind in ("application_load_balancer", "http_api", "rest_api", "s3_bucket")
    ]
    called = {c.target for c in sketch.connections if c.verb == Verb.REQUESTS}
    origin = next((c for c in origins if c.id in called), origins[0] if origins else None)
    if origin is None:
        return Unclear(reason="There is nothing in this design that a distribution could stand before.")
    callers = [c for c in sketch.connections if c.verb == Verb.REQUESTS and c.target == origin.id]
    return Proposed(
        edits=(
            new(
                "edge",
                "cloudfront_distribution",
                title="Distribution",
                purpose="Answers near the visitors, over TLS.",
            ),
            link("edge", Verb.ROUTES, origin.id),
            *(Disconnect(source=c.source, verb=Verb.REQUESTS, target=origin.id) for c in callers),
            *(link(c.source, Verb.REQUESTS, "edge") for c in callers),
        ),
        note=f"Put a distribution in front of {origin.title}",
    )


_PLACES = (dead_letters, queue, _tier, _replica, _copy, _behind)
