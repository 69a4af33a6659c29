"""Sentences that ask for what nothing here is: said plainly, with the closest that can be had."""

import re

from cloudwright.design.intake.changes.lexicon import kind_title, meant_in
from cloudwright.design.intake.changes.offers import offer
from cloudwright.design.intake.changes.plain import LONGEST_ORDER
from cloudwright.design.intake.changes.sketch import Sketch, Unclear

_ASKED = re.compile(r"^\s*(?:please |also |and |then |let'?s |we (?:need|want) |i(?:'d| would)? (?:need|want|like) )*(?:to )?(?:add|put|use|include|give|need|want|introduce|enable|set up|have|get|switch to|move to|run)\b", re.IGNORECASE)  # fmt: skip
# What people ask for that no kind is, and what there is instead.
_INSTEAD = (
    (r"bastion(?: host)?s?|jump ?(?:host|box|server)s?|ssh (?:access|server)", "Servers here are reached by Session Manager, without an open port or a host to keep."),
    (r"vpn(?: gateway| connection| tunnel)?s?|direct connect|transit gateway", "The network here has no way in but its load balancer; a VPN is put in as a raw resource."),
    (r"guard ?duty|security hub|inspector|macie|cloud ?trail|aws config", "That watches the whole account and is switched on once for it, not in each design."),
    (r"code ?(?:pipeline|build|deploy)|ci/?cd|(?:build|deployment|release) pipeline|jenkins|github actions", "The bundle holds a workflow that checks the code; a pipeline of yours runs its Makefile."),
    (r"x-?ray", "Tracing has no setting here; logs, metrics and alarms are there."),
    (r"rekognition|textract|comprehend|transcribe|polly|bedrock|sage ?maker|ai model|machine learning|llm", "The code calls such a service by its API; its role is given the right in the code stack."),
    (r"redshift|athena|glue|quick ?sight|emr|lake formation|spark", "The closest is a Firehose stream that writes records to a lake in S3, which such a service reads."),
)  # fmt: skip


def unsupported(text: str, sketch: Sketch) -> Unclear | None:
    """Return what to say about something that no kind is, or None when the text asks for no such thing."""
    if len(text) > LONGEST_ORDER or _ASKED.search(text) is None:
        return None
    for words, instead in _INSTEAD:
        found = re.search(rf"(?<![\w-])(?:{words})(?!\w)", text, re.IGNORECASE)
        if found is not None:
            return Unclear(reason=f"Nothing here is '{found.group()}'.", instead=instead)
    unknown = next((m for m in meant_in(text) if not m.kind), None)
    if unknown is None:
        return None
    if not unknown.closest or sketch.of_kind(unknown.closest):
        there = sketch.of_kind(unknown.closest) if unknown.closest else ()
        closest = (
            f"The closest is '{there[0].title}', which is there."
            if there
            else "Any CloudFormation type can be put into design.yaml by its name."
        )
        return Unclear(reason=f"Nothing here is '{unknown.words}'.", instead=closest)
    closest = kind_title(unknown.closest)
    return Unclear(
        reason=f"Nothing here is '{unknown.words}'; the closest is {closest}.",
        instead=offer(f"add {closest}"),
    )
