"""Sentences that add something: a firewall, sign-in, a key, a domain, an announcement."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import JsonValue

from cloudwright.design.catalog.registry import allowed, kinds
from cloudwright.design.intake.changes.data_additions import DATA_ADDITIONS
from cloudwright.design.intake.changes.event_additions import EVENT_ADDITIONS
from cloudwright.design.intake.changes.host_additions import HOST_ADDITIONS
from cloudwright.design.intake.changes.offers import offer
from cloudwright.design.intake.changes.sketch import Proposed, Sketch, Unclear
from cloudwright.design.intake.changes.upkeep_additions import UPKEEP_ADDITIONS
from cloudwright.design.intake.extract.places import domain_in
from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.edits import AddComponent, Connect, Edit
from cloudwright.design.model.verbs import Verb
from cloudwright.kit.domain_names import zone_of

_ADD = r"\b(?:add|put|use|want|need|include|give|attach|enable|require|introduce|with|let|make|protect|encrypt|announce|notify|tell|back(?:ed)?(?: \w+){0,3} up|also|somebody|someone|get|gets|hide|must|should|needs?)\b|\b(?:keep|store|hold|put)\b[^.;]{0,60}\b(?:safe(?:ly)?|secure(?:ly)?|secret|vault)\b"

_PROTECTED_KINDS = ("cloudfront_distribution", "application_load_balancer", "rest_api")


@dataclass(frozen=True, slots=True)
class Addition:
    words: re.Pattern[str]
    make: Callable[[str, Sketch], Proposed | Unclear]


def addition(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    """Return the edits for the first thing that the text asks to add, or None when it adds nothing."""
    if not re.search(_ADD, text, re.IGNORECASE):
        return None
    for known in (*_ADDITIONS, *EVENT_ADDITIONS, *UPKEEP_ADDITIONS, *DATA_ADDITIONS, *HOST_ADDITIONS):
        if known.words.search(text):
            return known.make(text, sketch)
    return None


def _firewall(text: str, sketch: Sketch) -> Proposed | Unclear:
    del text
    doors = next(filter(None, map(sketch.of_kind, _PROTECTED_KINDS)), ())
    if sketch.of_kind("waf_web_acl"):
        return Unclear(reason="There is a web firewall in this design already.", already=True)
    if not doors:
        return Unclear(
            reason="A web firewall protects a distribution, load balancer or REST API; this design has none.",
            instead=offer("put a CDN in front of the API and add a web firewall")
            if sketch.of_kind("http_api")
            else "What calls it is throttled; for sign-in say 'add sign-in'.",
        )
    return Proposed(
        edits=(
            _new(
                "firewall",
                "waf_web_acl",
                "Web firewall",
                purpose="Drops known attacks and callers that come too often.",
            ),
            _link("firewall", Verb.PROTECTS, doors[0].id),
        ),
        note="Add a web firewall",
    )


def _sign_in(text: str, sketch: Sketch) -> Proposed | Unclear:
    del text
    apis = (*sketch.of_kind("http_api"), *sketch.of_kind("rest_api"))
    if sketch.of_kind("cognito_user_pool"):
        return Unclear(reason="People sign in already in this design.", already=True)
    if not apis:
        return Unclear(reason="Sign-in is checked by an API, and this design has none.")
    return Proposed(
        edits=(
            _new(
                "users",
                "cognito_user_pool",
                "User directory",
                purpose="Signs people in; the API checks their tokens.",
            ),
            *(_link(api.id, Verb.AUTHENTICATES, "users") for api in apis),
        ),
        note="Add sign-in",
    )


def _own_key(text: str, sketch: Sketch) -> Proposed | Unclear:
    """Encrypt what is named; what holds data when nothing is; all of it when all is said."""
    able = [
        c
        for c in sketch.components
        if c.kind in kinds() and Verb.ENCRYPTS in allowed(kinds()["kms_key"], kinds()[c.kind])
    ]
    named = [c for c in sketch.named(_KEY_WORDS.sub(" ", text)) if c in able]
    absent = [word for word, kind in _ENCRYPTED_WORDS.items() if re.search(rf"\b{word}s?\b", text, re.IGNORECASE)
              and not sketch.of_kind(kind)]  # fmt: skip
    if absent and not named:
        return Unclear(reason=f"There is no {absent[0]} in this design.")
    holding = [c for c in able if c.kind in _HOLDING]
    targets = named or (
        [c for c in able if c.kind in (*_HOLDING, *_PASSING)] if _ALL_OF_IT.search(text) else holding
    )
    if not targets:
        return Unclear(reason="There is nothing in this design that a key of your own could encrypt.")
    keys = sketch.of_kind("kms_key")
    key_id = keys[0].id if keys else "data-key"
    held = {c.target for c in sketch.connections if c.verb == Verb.ENCRYPTS}
    links = tuple(_link(key_id, Verb.ENCRYPTS, c.id) for c in targets if c.id not in held)
    if not links:
        return Unclear(reason="That is encrypted with your own key already.", already=True)
    new = (
        ()
        if keys
        else (_new(key_id, "kms_key", "Data key", purpose="Encrypts data with a key that you control."),)
    )
    titles = ", ".join(c.title for c in targets if c.id not in held)
    return Proposed(edits=(*new, *links), note=f"Encrypt {titles} with a key of your own")


def _domain(text: str, sketch: Sketch) -> Proposed | Unclear:
    name = domain_in(text)
    distributions = sketch.of_kind("cloudfront_distribution")
    if not distributions:
        return Unclear(reason="A domain here points to a CloudFront distribution, and this design has none.")
    if sketch.of_kind("route53_record"):
        return Unclear(reason="This design has an address of its own already.")
    if name is None:
        return Unclear(reason="Which domain?", instead="Say for example 'use the domain shop.example.com'.")
    parent = zone_of(name)
    cdn = distributions[0].id
    edits = (
        _new(
            "zone", "route53_zone", f"Zone {parent}", purpose="Holds the names of your domain.", parent=parent
        ),
        _new(
            "address",
            "route53_record",
            name,
            purpose="The name under which people find the site.",
            domain=name,
        ),
        _new(
            "certificate",
            "acm_certificate",
            "Certificate",
            purpose="Proves that the site is yours.",
            domain=name,
        ),
        _link("zone", Verb.CONTAINS, "address"),
        _link("address", Verb.RESOLVES, cdn),
        _link("zone", Verb.CONTAINS, "certificate"),
        _link("certificate", Verb.CERTIFIES, cdn),
    )
    return Proposed(edits=edits, note=f"Use the domain {name}")


def _announcement(text: str, sketch: Sketch) -> Proposed | Unclear:
    del text
    workers = [c for c in sketch.of_kind("lambda_function") if "worker" in c.id or "writer" in c.id]
    source = (workers or list(sketch.of_kind("lambda_function")))[:1]
    if not source:
        return Unclear(reason="There is no function in this design that could announce something.")
    if sketch.has("results"):
        return Unclear(reason="Results are announced already.")
    return Proposed(
        edits=(
            _new(
                "results", "sns_topic", "Results", purpose="Tells other systems when something is finished."
            ),
            _link(source[0].id, Verb.PUBLISHES, "results"),
        ),
        note="Announce results on a topic",
    )


_ENCRYPTED_WORDS = {
    "table": "dynamodb_table",
    "queue": "sqs_queue",
    "topic": "sns_topic",
    "bucket": "s3_bucket",
}
_HOLDING = ("dynamodb_table", "rds_instance", "aurora_cluster", "efs_file_system", "elasticache_cache")
_PASSING = ("s3_bucket", "sqs_queue", "sns_topic", "kinesis_stream", "backup_plan", "secrets_manager_secret")
_KEY_WORDS = re.compile(r"\b(?:(?:own|encryption|kms|customer[- ]managed) )*keys?\b|\bcmk\b", re.IGNORECASE)
_ALL_OF_IT = re.compile(r"\b(?:all|everything|every|each|the (?:whole|entire))\b", re.IGNORECASE)
_ADDITIONS = (
    Addition(re.compile(r"\b(?:waf|firewall|bot protection|attacks?|ddos)\b", re.IGNORECASE), _firewall),
    Addition(
        re.compile(
            r"\b(?:own|customer[- ]managed|kms) (?:kms )?(?:encryption )?key|\bcmk\b|\bkeys? (?:of (?:our|my|your) own|that (?:is|are|'s) (?:ours|mine)|(?:that |which )?(?:we|i) (?:control|own|manage|hold)|of ours)\b|\b(?:our|my) (?:encryption )?keys?\b",
            re.IGNORECASE,
        ),
        _own_key,
    ),
    Addition(
        re.compile(
            r"\b(?:sign|log)[- ]?ins?\b|\bcognito\b|\bauthenticat\w+|\buser accounts?\b", re.IGNORECASE
        ),
        _sign_in,
    ),
    Addition(re.compile(r"\bdomain\b|\bunder the name\b", re.IGNORECASE), _domain),
    Addition(re.compile(r"\b(?:announce|notif\w+|topic|tell other systems)\b", re.IGNORECASE), _announcement),
)


def _new(
    component_id: str,
    kind: str,
    title: str,
    *,
    purpose: str,
    domain: str | None = None,
    parent: str | None = None,
) -> Edit:
    name = domain or parent
    properties: dict[str, JsonValue] = {} if name is None else {"domain_name": name}
    return AddComponent(
        component=Component(
            id=component_id,
            kind=kind,
            title=title[:80],
            purpose=purpose,
            properties=properties,
            existing=parent is not None,
        )
    )


def _link(source: str, verb: Verb, target: str) -> Edit:
    return Connect(connection=Connection(source=source, verb=verb, target=target))
