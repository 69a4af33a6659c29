"""Candidates that hold what was asked for come before those that lack it."""

from collections.abc import Mapping, Sequence

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.contradictions import excluded_kinds
from cloudwright.design.model.brief import Brief, RequirementKind
from cloudwright.design.options.candidate import Candidate

# The kind without which nothing in a design does what a requirement asks for.
_NEEDED_FOR: Mapping[str, str] = {
    "async-processing": "sqs_queue",
    "live-counts": "kinesis_stream",
    "kept-messages": "dynamodb_table",
    "web-firewall": "waf_web_acl",
    "encryption-customer-key": "kms_key",
    "cache": "elasticache_cache",
    "workflow": "step_functions_workflow",
}


def fitting(candidates: Sequence[Candidate], brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates by how many of the kinds asked for they lack; simplest first among equals."""
    wanted = _wanted(brief)
    return tuple(sorted(candidates, key=lambda candidate: len(_lacking(candidate, wanted))))


def _wanted(brief: Brief) -> frozenset[str]:
    named = {str(r.value) for r in brief.of_kind(RequirementKind.SERVICE)} & set(kinds())
    needed = {kind for capability, kind in _NEEDED_FOR.items() if brief.requirement(capability) is not None}
    return frozenset((named | needed) - set(excluded_kinds(brief)))


def _lacking(candidate: Candidate, wanted: frozenset[str]) -> frozenset[str]:
    return wanted - {component.kind for component in candidate.architecture.components}
